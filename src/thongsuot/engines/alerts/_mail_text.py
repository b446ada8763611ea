"""The words of a mail that are its own: of the first readable part, without what is quoted or signed."""

from __future__ import annotations

import re
from email.message import Message
from html import unescape

from thongsuot.engines.alerts._notes import cleaned
from thongsuot.engines.vietnamese import fold

_MOST_PARTS = 50
_LONGEST_TEXT, _MOST_LINES, _LONGEST_LINE = 100_000, 2_000, 2_000
_ENDS_LINE = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(style|script|head)\b[^<>]*>[^<]*+(?:<(?!/\1)[^<]*+)*+(?:</\1[^<>]*>)?", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_QUOTES = re.compile(r"\s*>")
_PREVIOUS = re.compile(r"\s*-{2,}\s*(?:original message|forwarded message|thu goc|thu chuyen tiep)|\s*vao .* da viet:$")


def lines_of(mail: Message) -> tuple[str, ...]:
    """Return its own lines, cleaned."""
    return _own(_text(mail))


def _text(mail: Message) -> str:
    """The first part of plain text, else the first of HTML without its tags."""
    parts: dict[str, Message] = {}
    for number, part in enumerate(mail.walk()):
        if number < _MOST_PARTS and part.get_content_disposition() != "attachment":
            parts.setdefault(part.get_content_type(), part)
    if plain := parts.get("text/plain"):
        return _decoded(plain)
    if html := parts.get("text/html"):
        return unescape(_TAG.sub("", _ENDS_LINE.sub("\n", _UNSEEN.sub("", _decoded(html)))))
    return ""


def _decoded(part: Message) -> str:
    octets = bytes(part.get_payload(decode=True))[: 4 * _LONGEST_TEXT]
    try:
        text = octets.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        text = octets.decode("utf-8", "replace")
    return text[:_LONGEST_TEXT]


def _own(text: str) -> tuple[str, ...]:
    lines = []
    for line in text.splitlines()[:_MOST_LINES]:
        if line.rstrip("\r\n") == "-- " or _PREVIOUS.match(fold(line[:_LONGEST_LINE])):
            break
        if not _QUOTES.match(line):
            lines.append(cleaned(line[:_LONGEST_LINE])[0])
    return tuple(lines)
