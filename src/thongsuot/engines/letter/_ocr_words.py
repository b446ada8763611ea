"""Words that were recognised on a page, with their boxes, put into reading order; no word is changed or left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from thongsuot.engines.letter._fold import fold

_NARROW, _WIDE = 1.1, 2.5  # heights of a word: white that may part columns; one line of them has to be wide
_MIDDLE = (0.2, 0.75)  # of the page's width: where the white between two columns lies
_NEAR, _APART = 1.2, 1.45  # of the usual way from line to line: still the same paragraph; no longer the same block
_FEW, _USUAL = 4, 1.6  # steps that tell nothing yet; what a step is then, in heights of a word
_NATION = ("xa", "hoi", "chu", "nghia")  # of the nation's name, which heads the right column of every letter
_STROKES = "ˆ˜ˇ˙˚¸ªº¹²³"  # letters by name alone


@dataclass(frozen=True, slots=True)
class Word:
    """One word, its box in pixels of the page's picture, and how sure its recognition is (0 to 100)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float

    @property
    def says(self) -> int:
        """How many letters and digits it has; specks and strokes are read as marks."""
        return sum(letter.isalpha() or letter.isdigit() for letter in self.text if letter not in _STROKES)


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and where it stands in the text."""

    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text of a page in reading order and the place of each word in it."""

    text: str
    words: tuple[Placed, ...]


Line = list[Word]


def recognised(words: Sequence[Word], width: int) -> Recognised:
    """The words in reading order: line by line; where two columns stand side by side, the left one first.

    An empty line parts columns, and what stands clearly apart on paper.
    """
    parts: list[str] = []
    placed: list[Placed] = []
    at = 0
    for between, line in _read(_lines(words), width):
        for place, word in enumerate(line):
            white = " " if place else between
            parts += (white, word.text)
            at += len(white)
            placed.append(Placed(at, at + len(word.text), word))
            at += len(word.text)
    return Recognised("".join(parts), tuple(placed))


def _read(lines: list[Line], width: int) -> Iterator[tuple[str, Line]]:
    """Each line after what parts it from the line that is read before it."""
    step = _step(lines)
    begun = False
    for block, whole in _blocks(lines, width):
        left, right = min(line[0].left for line in block), max(line[-1].right for line in block)
        before: Line | None = None
        for line in block:
            if before is None:
                yield "\n\n" if begun else "", line
            elif _middle(line) - _middle(before) > _APART * step:
                yield "\n\n", line
            else:
                yield " " if whole and _goes_on(before, line, (left, right), step) else "\n", line
            before, begun = line, True


def _step(lines: list[Line]) -> float:
    """How far it usually is from one line to the next: a quarter of all steps is no longer."""
    steps = sorted(_middle(line) - _middle(before) for before, line in zip(lines, lines[1:], strict=False))
    if len(steps) < _FEW:
        return _USUAL * max(map(height, lines), default=0)
    return steps[len(steps) // 4]


def _goes_on(before: Line, line: Line, edges: tuple[int, int], step: float) -> bool:
    """Whether a line continues the paragraph of the one before: that one is full and this one is not indented."""
    left, right = edges
    near = (
        line[0].top - max(word.bottom for word in before) < _NEAR * height(line)
        or _middle(line) - _middle(before) < _NEAR * step
    )
    return near and before[-1].right > right - 0.08 * (right - left) and line[0].left < left + 0.025 * (right - left)


def _lines(words: Iterable[Word]) -> list[Line]:
    """Words whose middles are at one height, from the top down, each line from the left."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.left)):
        if lines and abs((word.top + word.bottom) / 2 - _middle(lines[-1])) < 0.5 * max(
            word.bottom - word.top, height(lines[-1])
        ):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.left) for line in lines]


def _middle(line: Line) -> float:
    return sum(word.top + word.bottom for word in line) / (2 * len(line))


def height(line: Line) -> float:
    return median(word.bottom - word.top for word in line)


def _blocks(lines: list[Line], width: int) -> list[tuple[list[Line], bool]]:
    """Stretches of lines; True for lines over the whole width, False for one column of two."""
    blocks: list[tuple[list[Line], bool]] = []
    at = 0
    while at < len(lines):
        stop, gutter = _band(lines, at, width)
        if stop - at > 1 and gutter is not None:
            words = [word for line in lines[at:stop] for word in line]
            sides = [w for w in words if w.right <= gutter], [w for w in words if w.right > gutter]
            blocks.extend((_lines(side), False) for side in sides if side)
            at = stop
        else:
            if blocks and blocks[-1][1]:
                blocks[-1][0].append(lines[at])
            else:
                blocks.append(([lines[at]], True))
            at += 1
    return blocks


def _band(lines: list[Line], at: int, width: int) -> tuple[int, float | None]:
    """Where a stretch of two columns that begins at a line ends, and the middle of the white between them."""
    white = _white(lines[at], width)
    if white is None:
        return at + 1, None
    stop = at + 1
    low, high = white
    wide = _is_wide(lines[at], white)
    for place in range(at + 1, len(lines)):
        own, line = _white(lines[place], width), lines[place]
        if own is not None and max(low, own[0]) < min(high, own[1]):
            low, high = max(low, own[0]), min(high, own[1])
            wide = wide or _is_wide(line, own)
        elif line[0].left > low:  # a line of the right column alone
            high = min(high, line[0].left)
        elif line[-1].right < high and _close(lines[place - 1], line):  # of the left column alone
            low = max(low, line[-1].right)
        else:
            break
        stop = place + 1
    return (stop, (low + high) / 2) if wide else (at + 1, None)


def _is_wide(line: Line, white: tuple[float, float]) -> bool:
    return white[1] - white[0] > _WIDE * height(line)


def _close(before: Line, line: Line) -> bool:
    height = max(word.bottom - word.top for word in (*before, *line))
    addressed = [fold(word.text) for word in line[:2]] == ["kinh", "gui:"]
    return not addressed and line[0].top - max(word.bottom for word in before) < _NEAR * height


def _white(line: Line, width: int) -> tuple[float, float] | None:
    """The widest white of a line, where it is wide enough and in the middle; before the nation's name any is."""
    gaps = [
        (after.left - before.right, before.right, after.left) for before, after in zip(line, line[1:], strict=False)
    ]
    nation = _nation(line)
    if nation is not None:
        gaps = gaps[
            max(0, nation - 3) : max(0, nation - 1)
        ]  # before "CỘNG HÒA", whether it was read as two words or one
        return max(gaps)[1:] if gaps and max(gaps)[0] > 0 else None
    least = _NARROW * height(line)
    gaps = [gap for gap in gaps if gap[0] > least and gap[1] < _MIDDLE[1] * width and gap[2] > _MIDDLE[0] * width]
    return max(gaps)[1:] if gaps else None


def _nation(line: Line) -> int | None:
    """Where "XÃ HỘI CHỦ NGHĨA" begins in a line, three of its words being there."""
    said = [fold(word.text) in _NATION for word in line]
    return next((at for at in range(len(said)) if said[at] and sum(said[at : at + 4]) > 2), None)
