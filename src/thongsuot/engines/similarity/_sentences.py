"""Cut Vietnamese official prose into sentences, each exactly as it was written."""

import re
from dataclasses import dataclass

_SHORT = frozenset(
    {"tp", "tx", "tt", "kt", "tm", "tl", "tuq", "p", "q", "h", "x", "số", "ông", "bà", "ths", "ts", "gs"}
)
_MARK = re.compile(r"\s*(?:[-+•*–]|\(?\d{1,2}[.)](?!\d)|[a-zđ]\)|[IVX]{1,4}\.)\s+")
_END = re.compile(r"[.!?;…]+")
_CLOSE = {"(": ")", "[": "]", "“": "”", "«": "»"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `text` is the prose from `start` to `end`, code points, nothing corrected."""

    start: int
    end: int
    text: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut prose at full stops, semicolons and ends of lines; marks of lists are left out, brackets stay whole.

    A dot inside a number (`1.912`), in a date, after a short form (`TP. Pleiku`) or in `v.v.` ends nothing.
    """
    found: list[Sentence] = []
    place = 0
    for line in text.splitlines(keepends=True):
        mark = _MARK.match(line)
        start = place + (mark.end() if mark else 0)
        for end in (*_ends(line, start - place), len(line)):
            _add(found, text, start, place + end)
            start = place + end
        place += len(line)
    return tuple(found)


def _ends(line: str, begin: int) -> list[int]:
    inside = _inside(line)
    return [
        sign.end()
        for sign in _END.finditer(line, begin)
        if sign.end() < len(line) and sign.start() not in inside and _closes(line, sign)
    ]


def _inside(line: str) -> set[int]:
    """The places between brackets or quotation marks that are closed on the same line."""
    found: set[int] = set()
    for place, sign in enumerate(line):
        if sign in _CLOSE and (close := line.find(_CLOSE[sign], place)) > 0:
            found.update(range(place, close))
    return found


def _closes(line: str, sign: re.Match[str]) -> bool:
    if sign[0] != ".":
        return True
    before, after = line[: sign.start()], line[sign.end() :]
    if not after[0].isspace():
        return after[0].isupper() and not before[-1:].isdigit() and not before[-1:].isupper()
    word = re.search(r"[^\s(,;]*$", before)
    last = word[0].lower() if word else ""
    follows = after.lstrip()[:1]
    return not (last in _SHORT or (last.endswith("v.v") and not follows.isupper()) or follows.islower())


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if any(sign.isalnum() for sign in text[start:end]):
        found.append(Sentence(start, end, text[start:end]))
