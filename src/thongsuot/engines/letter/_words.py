"""Cut a stretch of the letter into words, each with the punctuation before it."""

import re
import unicodedata
from dataclasses import dataclass

from thongsuot.engines.letter._fold import Folded

_WORD = re.compile(r"\w+")
_ABBREVIATIONS = frozenset("tp tx tt ts ths gs pgs bs ks dc kt tl tm tuq p q h x ubnd st no vv vd".split())


@dataclass(frozen=True, slots=True)
class Word:
    """`cut` is the strongest mark before the word: '' (none) , ( ) : ; or . (a sentence ends)."""

    plain: str
    low: str
    capital: bool
    start: int
    end: int
    cut: str
    depth: int


def words_of(text: str, fold: Folded, start: int, end: int) -> list[Word]:
    """The words between two offsets of the plain text."""
    plain, at = fold.plain, fold.at
    words: list[Word] = []
    last, depth = start, 0
    for match in _WORD.finditer(plain, start, end):
        gap = plain[last : match.start()]
        depth = max(0, depth + gap.count("(") - gap.count(")"))
        source = text[at[match.start()] : at[match.end()]].strip()
        before = words[-1].plain if words else ""
        words.append(
            Word(
                plain=match.group(),
                low=unicodedata.normalize("NFC", source).lower(),
                capital=source[:1].isupper(),
                start=at[match.start()],
                end=at[match.end()],
                cut=_cut(gap, before, source[:1]),
                depth=depth,
            )
        )
        last = match.end()
    return words


def _cut(gap: str, before: str, first: str) -> str:
    if ";" in gap:
        return ";"
    if "." in gap and _ends_sentence(gap, before, first):
        return "."
    return next((mark for mark in ":,()|" if mark in gap), "")


def _ends_sentence(gap: str, before: str, first: str) -> bool:
    if gap == "." or before in _ABBREVIATIONS:
        return False
    return not first.islower()
