"""Cut a stretch of the letter into words, each with the punctuation before it."""

import re
import unicodedata
from dataclasses import dataclass

from thongsuot.engines.letter._hidden import visible
from thongsuot.engines.letter._marks import cut_of
from thongsuot.engines.letter._source import Source

_WORD = re.compile(r"\w+")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_]{2})")
_OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "uỷ": "ủy", "uý": "úy", "uỳ": "ùy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


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
    shout: bool = False


def lower(text: str) -> str:
    """Lower-case composed letters, tone marks in the new place."""
    low = visible(unicodedata.normalize("NFC", text)).lower()
    if low[-2:] in _OLD_TONES and not low.startswith("q"):
        return low[:-2] + _OLD_TONES[low[-2:]]
    return low


def words_of(source: Source, start: int, end: int) -> list[Word]:
    """The words between two offsets of the shadow."""
    plain = source.plain
    words: list[Word] = []
    last, depth = start, 0
    for match in _WORD.finditer(plain, start, end):
        gap = plain[last : match.start()]
        depth = max(0, depth + gap.count("(") - gap.count(")"))
        for piece_start, piece_end in _pieces(source, match.start(), match.end()):
            first, stop = source.span(piece_start, piece_end)
            written = source.text[first:stop].strip()
            before = words[-1].plain if words else ""
            words.append(
                Word(
                    plain=plain[piece_start:piece_end],
                    low=lower(written),
                    capital=written[:1].isupper(),
                    start=piece_start,
                    end=piece_end,
                    cut=cut_of(gap, before, written[:1]),
                    depth=depth,
                    shout=len(written) > 1 and written.isupper(),
                )
            )
            gap = ""
        last = match.end()
    return words


def _pieces(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """Part words that were glued together: letters after a number, a capital after small letters."""
    word = source.plain[start:end]
    cuts = {start + match.start() for match in _GLUED.finditer(word)}
    cuts.update(i for i in range(start + 2, end - 1) if source.upper(i) and not source.upper(i - 1) and word.isalpha())
    edges = [start, *sorted(cuts), end]
    return list(zip(edges, edges[1:], strict=False))
