"""The words of one text beside those of another: which sentence says the same, and how nearly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from thongsuot.engines.letter._fold import fold

ALIKE = 0.6  # share of letters in common from which two sentences say the same
_ENDS = re.compile(r"(?<=[.;!?:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Beside:
    """A quotation and the sentence of the other text that is nearest to it; empty where none is near."""

    quote: str
    sentence: str
    same: bool


def beside(quotes: Sequence[str], text: str) -> list[Beside]:
    """Set each quotation beside the nearest sentence of a text; `same` where the words agree but for case and marks."""
    sentences = [part.strip() for part in _ENDS.split(text) if part.strip()]
    plain = fold(text)
    return [_nearest(quote, sentences, plain) for quote in quotes]


def _nearest(quote: str, sentences: list[str], plain: str) -> Beside:
    wanted = fold(quote).rstrip(" .;,")
    if wanted and wanted in plain:
        return Beside(quote, quote, same=True)
    scored = [(SequenceMatcher(None, wanted, fold(sentence), autojunk=False), sentence) for sentence in sentences]
    best = max(((m.ratio() if m.quick_ratio() >= ALIKE else 0.0, s) for m, s in scored), default=(0.0, ""))
    return Beside(quote, best[1] if best[0] >= ALIKE else "", same=False)
