"""Two looks at one page: what the first was sure of stands, the second fills in the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from thongsuot.engines.letter._ocr_words import Word

SURE = 90.0  # per cent; below it the surer of two looks counts
_STAMPED = 75.0  # what is stamped must be read so surely; the ring of a seal never is
_ADDED = 75.0  # what a second look must be sure of, where the first saw nothing
_INKED, _STROKE = 0.05, 60.0  # the share of a box that is no mere tint; what a stroke may seem to be, as a percentage
_BULLETS = "-–—+•*"
_DUST = 30.0  # what a first look may have seen in specks, where the second sees nothing


def confidence_of(words: Sequence[Word]) -> float:
    """How sure a page is on the whole: long words count more."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def completed(first: Sequence[Word], second: Iterable[Word]) -> list[Word]:
    """The words of a first look, with those of a second where the first was unsure or saw nothing."""
    again = list(second)
    kept = [word for word in first if not _is_dust(word, again)]
    gone: list[Word] = []
    tall = median(word.bottom - word.top for word in kept) if kept else 0
    for word in again:
        under = [other for other in kept if _overlap(word, other)]
        if any(other.confidence >= min(SURE, word.confidence) for other in under):
            continue
        anew = not under and not any(_overlap(word, other) for other in gone)
        if not word.says or (anew and (word.confidence < _ADDED or word.bottom - word.top < tall / 2)):
            continue
        kept = [other for other in kept if other not in under]
        gone.extend(under)
        kept.append(word)
    return kept


def _is_dust(word: Word, again: Iterable[Word]) -> bool:
    """Whether a mark is no bullet, or what looked like a word is nothing at a second look."""
    if not word.says and word.text not in _BULLETS and word.confidence < SURE:
        return True
    return word.confidence < _DUST and not any(_overlap(word, other) for other in again)


@dataclass(frozen=True, slots=True)
class Ink:
    """How much of each little square of a page is coloured ink (0 to 255), row by row."""

    squares: bytes
    across: int
    size: float  # of a square, in pixels of the page's picture

    def share(self, word: Word) -> float:
        """How much of a word's box is coloured."""
        left, right = int(word.left / self.size), max(int(word.left / self.size) + 1, round(word.right / self.size))
        rows = range(int(word.top / self.size), max(int(word.top / self.size) + 1, round(word.bottom / self.size)))
        inside = b"".join(self.squares[row * self.across :][left : min(right, self.across)] for row in rows)
        return sum(inside) / (255 * len(inside)) if inside else 0.0


def without_strokes(words: Sequence[Word], ink: Ink | None) -> list[Word]:
    """The words of a page but for those that a hand or a seal seems to make, unsure and mostly of no line's height."""
    if ink is None:
        return list(words)
    tall = median(word.bottom - word.top for word in words) if words else 0
    return [word for word in words if not _is_stroke(word, ink.share(word), tall)]


def _is_stroke(word: Word, share: float, tall: float) -> bool:
    in_line = 0.6 * tall < word.bottom - word.top < 1.5 * tall
    return share > _INKED and word.confidence < (_DUST if in_line else _STROKE + 100 * share)


def with_stamps(words: Sequence[Word], stamps: Iterable[Word]) -> list[Word]:
    """The words of a page and those of its stamps that are words and lie upon no other."""
    told = [stamp for stamp in stamps if stamp.says > 1 and stamp.confidence >= _STAMPED]
    return [*words, *(stamp for stamp in told if not any(_overlap(stamp, word) for word in words))]


def _overlap(one: Word, other: Word) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    smaller = min((w.right - w.left) * (w.bottom - w.top) for w in (one, other))
    return wide > 0 and high > 0 and wide * high > 0.3 * smaller
