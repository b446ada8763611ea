"""Where a PDF page stands in two columns: in the head beside the nation's name, in the tail beside the copies."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._left_column import MOTTO
from thongsuot.engines.letter._ocr_words import Line, Word, height
from thongsuot.engines.letter._openers import KINH_GUI

_NARROW = 1.1  # heights of a line: white that may part columns
_MIDDLE = (0.2, 0.8)  # of the page's width: where it lies
_FAR = 3.5  # heights of a line: white between two lines that ends a column
_COPIES = re.compile(r"noi\s*nhan\s*[:.]?")


@dataclass(slots=True)
class Columns:
    """Lines of the left and of the right column, from the top."""

    left: list[Line]
    right: list[Line]


def two_columns(words: Iterable[Word], width: int) -> list[Columns]:
    """The head and the signatures of a page, where each of them stands in two columns."""
    lines = _lines(words)
    found: list[Columns] = []
    at = 0
    while at < len(lines):
        white = _white(lines[at], width)
        kind = _kind(lines[at], white) if white else None
        if white and kind:
            first, stop, gutter = _band(lines, at, white, upwards=kind is _COPIES)
            columns = _parted(lines[first:stop], gutter)
            if columns.left and columns.right and stop - first > 1:
                found.append(columns)
            at = stop
        else:
            at += 1
    return found


def _kind(line: Line, white: tuple[int, int]) -> re.Pattern[str] | None:
    """What stands beside each other in a line: agency and nation, or copies and signer."""
    left, right = (fold(" ".join(w.text for w in line if side(w))) for side in _sides(sum(white) / 2))
    if MOTTO.search(right) or MOTTO.search(left):
        return MOTTO
    return _COPIES if _COPIES.match(left) else None


def _sides(gutter: float) -> tuple[Callable[[Word], bool], Callable[[Word], bool]]:
    return (lambda word: (word.left + word.right) / 2 < gutter), (lambda word: (word.left + word.right) / 2 >= gutter)


def _band(lines: Sequence[Line], at: int, white: tuple[int, int], *, upwards: bool) -> tuple[int, int, float]:
    """How far two columns reach from a line that shows both, and the middle of the white between them."""
    first, stop = at, at + 1
    while upwards and first and _is_title(lines[first - 1], lines[first], white):
        first -= 1
    while stop < len(lines):
        narrowed = _narrowed(white, lines[stop])
        if narrowed is None or _far(lines[stop - 1], lines[stop]) or KINH_GUI.match(fold(_text(lines[stop]))):
            break
        white, stop = narrowed, stop + 1
    return first, stop, sum(white) / 2


def _narrowed(white: tuple[int, int], line: Line) -> tuple[int, int] | None:
    """The white that is left between two columns with one more line; None where the line runs across."""
    low, high = white
    if line[0].left >= low:
        return low, min(high, line[0].left)
    if line[-1].right <= high:
        return max(low, line[-1].right), high
    gaps = [(max(low, a.right), min(high, b.left)) for a, b in zip(line, line[1:], strict=False)]
    widest = max(gaps, key=lambda gap: gap[1] - gap[0])
    return widest if widest[1] - widest[0] > _NARROW * height(line) / 2 else None


def _is_title(above: Line, below: Line, white: tuple[int, int]) -> bool:
    """Whether a line over the list of copies belongs to the signer: in the right column alone, in capitals."""
    return above[0].left > white[0] and _text(above).upper() == _text(above) and not _far(above, below)


def _parted(lines: Sequence[Line], gutter: float) -> Columns:
    left, right = ([[word for word in line if side(word)] for line in lines] for side in _sides(gutter))
    return Columns([line for line in left if line], [line for line in right if line])


def _lines(words: Iterable[Word]) -> list[Line]:
    """Words whose middles are at one height, from the top down, each line from the left."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.left)):
        middle = word.top + word.bottom
        if lines and abs(middle - lines[-1][-1].top - lines[-1][-1].bottom) < word.bottom - word.top:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.left) for line in lines]


def _white(line: Line, width: int) -> tuple[int, int] | None:
    """The widest white of a line, where it is wide enough and in the middle."""
    gaps = [
        (before.right, after.left)
        for before, after in zip(line, line[1:], strict=False)
        if before.right < _MIDDLE[1] * width and after.left > _MIDDLE[0] * width
    ]
    widest = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
    return widest if widest[1] - widest[0] > _NARROW * height(line) else None


def _far(above: Line, below: Line) -> bool:
    return min(w.top for w in below) - max(w.bottom for w in above) > _FAR * max(height(above), height(below))


def _text(line: Line) -> str:
    return " ".join(word.text for word in line)
