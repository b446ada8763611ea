"""Who wrote the letter: the left column of its head, or the office that commands in its body."""

import re

from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._left_column import pieces_of
from thongsuot.engines.letter._lexicon import match, phrases
from thongsuot.engines.letter._names import calm
from thongsuot.engines.letter._parts import Issuer
from thongsuot.engines.letter._senders import commanding_office, wiring_office
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._words import words_of


def issuer_of(source: Source, frame: Frame, number_at: int) -> Issuer:
    """The issuing body and the body above it; nothing where the letter does not tell."""
    pieces = pieces_of(source, frame, number_at)
    offices = _offices(source, pieces)
    if offices:
        return Issuer(calm(source, offices[-1]), calm(source, offices[-2]) if len(offices) > 1 else None)
    wired = wiring_office(source, frame)
    if wired:
        return Issuer(wired, None)
    return commanding_office(source, frame)


def _offices(source: Source, pieces: list[tuple[int, int]]) -> list[str]:
    heads = phrases("offices", "heads")
    offices: list[str] = []
    for start, end in pieces:
        words = words_of(source, start, end)
        text = source.value(start, end).strip(" *_-–")
        if not words or not _loud(text):
            continue
        if match(words, 0, heads):
            offices.extend(_stacked(text))
        elif offices:
            offices[-1] = f"{offices[-1]} {text}"
    return offices


def _stacked(text: str) -> list[str]:
    """A parent and its office that stand on one line."""
    second = re.match(r"(?P<over>(?:UBND|ỦY BAN|UỶ BAN|BỘ)\s.+?)(?:\s[-–])?\s(?P<own>(?:SỞ|CỤC|VĂN PHÒNG)\s.+)", text)
    return [second["over"], second["own"]] if second else [text]


def _loud(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
