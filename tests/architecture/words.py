"""The words of the glossary: what its "not" column refuses stands nowhere that people look."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.pages import COMMENT
from tests.architecture.tree import ROOT, files, strings

GLOSSARY = ROOT / "docs" / "glossary.md"
TERM = re.compile(r"`(?P<word>[^`]+)`(?:\s+(?P<alone>alone))?(?:\s+in\s+(?P<app>[a-z]+))?")
TAG = re.compile(r"<[^>]*>|{%|%}|{{|}}|[\"'|>]")
READ_NOT_SHOWN = ("engines/letter/",)  # what an engine looks for in other people's letters is not our text
SEEN = {".html", ".txt", ".typ", ".js", ".toml"}
FIRST_MESSAGE = re.compile(r'^(?:msgid|msgstr|")\s*"?(.*)"$', re.MULTILINE)


@dataclass(frozen=True)
class Refused:
    """A word that is not ours: anywhere, as a whole label only (`alone`), or in one app only."""

    word: str
    alone: bool
    app: str

    def found_in(self, text: str, app: str) -> bool:
        """Tell whether the text, of an app, uses the word."""
        if self.app not in {"", app}:
            return False
        if self.alone:
            return any(piece.strip(" .:;\n") == self.word for piece in TAG.split(text))
        return re.search(rf"(?<!\w){re.escape(self.word)}(?!\w)", text) is not None


def plain(text: str) -> str:
    """Return the text in one spelling: composed, small letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def refused(glossary: Path = GLOSSARY) -> list[Refused]:
    """Read the words between backticks in the last column of the glossary's tables."""
    lines = glossary.read_text(encoding="utf-8").splitlines()
    rows = [line.strip().strip("|").split("|") for line in lines if line.startswith("|")]
    return [
        Refused(plain(match["word"]), bool(match["alone"]), match["app"] or "")
        for row in rows
        if len(row) == 3
        for match in TERM.finditer(row[2])
    ]


def seen(package: Path) -> Iterator[tuple[str, str, str]]:
    """Return the place, app and text of everything that people may come to see."""
    for file in files(package):
        if not file.name.startswith(READ_NOT_SHOWN):
            yield from ((file.at(text, ""), file.app, str(text.value)) for text in strings(file.tree))
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package)
        if path.suffix in SEEN and not str(name).startswith(READ_NOT_SHOWN):
            yield str(name), name.parts[0], COMMENT.sub("", path.read_text(encoding="utf-8"))
        if path.suffix == ".po":
            yield str(name), name.parts[0], " ".join(FIRST_MESSAGE.findall(path.read_text(encoding="utf-8")))


def wrong_words(package: Path, words: list[Refused]) -> list[str]:
    """Name the places where a refused word is shown."""
    return [
        f"{place.rstrip(': ')}: {word.word}"
        for place, app, text in seen(package)
        for word in words
        if word.found_in(plain(text), app)
    ]
