"""Cut a stretch of the letter into words, each with the punctuation before it."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from thongsuot.engines.letter._hidden import visible
from thongsuot.engines.letter._marks import cut_of
from thongsuot.engines.letter._source import Source

_WORD = re.compile(r"\w+")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_]{2})")
_OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "uỷ": "ủy", "uý": "úy", "uỳ": "ùy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


class Word(NamedTuple):
    """`cut` is the strongest mark before the word: '' (none) , ( ) : ; or . (a sentence ends)."""

    plain: str
    low: str
    capital: bool
    start: int
    end: int
    cut: str
    depth: int
    shout: bool = False


@lru_cache(maxsize=8192)
def lower(text: str) -> str:
    """Lower-case composed letters, tone marks in the new place."""
    low = visible(unicodedata.normalize("NFC", text)).lower()
    if low[-2:] in _OLD_TONES and not low.startswith("q"):
        return low[:-2] + _OLD_TONES[low[-2:]]
    return low


def words_of(source: Source, start: int, end: int) -> list[Word]:
    """The words between two offsets of the shadow."""
    plain, text, at = source.plain, source.text, source.fold.at
    words: list[Word] = []
    before, last, depth = "", start, 0
    for match in _WORD.finditer(plain, start, end):
        first, stop = match.span()
        gap = plain[last:first]
        if gap != " ":
            depth = max(0, depth + gap.count("(") - gap.count(")"))
        for piece, ends in _pieces(source, first, stop):
            written = text[at[piece] : at[ends]].strip()
            cut = cut_of(gap, before, written[:1]) if gap not in ("", " ") else ""
            before = plain[piece:ends]
            low, capital, shout = _looks(written)
            words.append(Word(before, low, capital, piece, ends, cut, depth, shout))
            gap = ""
        last = stop
    return words


@lru_cache(maxsize=8192)
def _looks(written: str) -> tuple[str, bool, bool]:
    """A word in small letters, whether it begins with a capital, and whether it is all capitals."""
    return lower(written), written[:1].isupper(), len(written) > 1 and written.isupper()


def _pieces(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """Part words that were glued together: letters after a number, a capital after small letters."""
    word = source.plain[start:end]
    first, last = source.span(start, end)
    if _in_one_piece(word, source.text[first:last]):
        return [(start, end)]
    cuts = {start + match.start() for match in _GLUED.finditer(word)}
    cuts.update(i for i in range(start + 2, end - 1) if source.upper(i) and not source.upper(i - 1) and word.isalpha())
    edges = [start, *sorted(cuts), end]
    return list(zip(edges, edges[1:], strict=False))


@lru_cache(maxsize=8192)
def _in_one_piece(word: str, written: str) -> bool:
    """Whether nothing in a word can be glued; most words are told by this alone."""
    if _GLUED.search(word):
        return False
    return not any(map(str.isupper, written[1:])) or all(map(str.isupper, written))
