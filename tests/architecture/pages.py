"""Templates: fragments are named as such, and nothing runs or looks but from files of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
SCRIPT = re.compile(r"<script\b(?P<attributes>(?:[^>{]|{{.*?}}|{%.*?%})*)>", re.DOTALL | re.IGNORECASE)
INLINE = {
    "an inline style": re.compile(r"<style\b|<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[a-z][^<>]*\s(on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "a foreign file": re.compile(
        r"<(?:script|link|img|iframe)\b[^<>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
    ),
    "unescaped text": re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off"),
}
MESSAGE = re.compile(
    r"""{%\s*(?:trans|translate)\s+(?P<quote>["'])(?P<short>.*?)(?P=quote)"""
    r"""|{%\s*blocktrans(?:late)?\b[^%]*%}(?P<long>.*?){%\s*endblocktrans(?:late)?\s*%}""",
    re.DOTALL,
)
NAMED_ELSEWHERE = (
    "web/templates/components/",  # drawn by a tag; the folder says what they are
    "web/templates/account/",  # these replace allauth's own and keep its names
    "web/templates/allauth/",
    "web/templates/mfa/",
)
PLAIN = re.compile(r"[A-Za-z]+(?:[ ,.;:!?()-]+[A-Za-z]+){2,}")
PLACEHOLDER = re.compile(r"{{.*?}}|%\(\w+\)\w|{\w*}", re.DOTALL)


def templates(package: Path) -> Iterator[tuple[str, str]]:
    """Return the name and text, comments left out, of each page and fragment."""
    for path in sorted(package.glob("*/templates/**/*.html")):
        yield str(path.relative_to(package)), COMMENT.sub("", path.read_text(encoding="utf-8"))


def misnamed_fragments(package: Path) -> list[str]:
    """Name fragments without the underscore, and whole pages with it."""
    found = []
    for name, text in templates(package):
        if name.startswith(NAMED_ELSEWHERE):
            continue
        whole = "{% extends" in text or "<html" in text.lower()
        if whole == Path(name).name.startswith("_"):
            found.append(f"{name}: {'a page' if whole else 'a fragment'} by its content, not by its name")
    return found


def inline_code(package: Path) -> list[str]:
    """Name scripts, styles and handlers written into templates, and files that come from elsewhere."""
    found = []
    for name, text in templates(package):
        found += [f"{name}: {what}" for what, pattern in INLINE.items() if pattern.search(text)]
        found += [f"{name}: an inline script" for match in SCRIPT.finditer(text) if _runs(match["attributes"])]
    return found


def _runs(attributes: str) -> bool:
    """Tell code from what only names files or holds data."""
    return not re.search(r"\bsrc\s*=|type\s*=\s*[\"'](?:application/json|importmap)\b", attributes)


def messages(text: str) -> Iterator[str]:
    """Return the messages of a template that are shown in two languages."""
    for match in MESSAGE.finditer(text):
        yield (match["short"] or match["long"] or "").strip()


def without_diacritics(package: Path) -> list[str]:
    """Name messages of three words and more without a single Vietnamese mark: forgotten accents, or English."""
    return [
        f"{name}: {message!r} has no diacritics"
        for name, text in templates(package)
        for message in messages(text)
        if PLACEHOLDER.sub("", message).isascii() and PLAIN.search(PLACEHOLDER.sub("", message))
    ]
