"""Words that were recognised on a page, with their boxes, put into reading order; no word is changed or left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

SURE = 60.0  # per cent; below it a word is worth a second look
_ADDED = 50.0  # what a second look must be sure of, where the first saw nothing
_NARROW, _WIDE = 1.1, 2.5  # heights of a word: white that may part columns; one line of them has to be wide
_MIDDLE = (0.2, 0.75)  # of the page's width: where the white between two columns lies


@dataclass(frozen=True, slots=True)
class Word:
    """One word, its box in pixels of the page's picture, and how sure its recognition is (0 to 100)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


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


def confidence_of(words: Sequence[Word]) -> float:
    """How sure a page is on the whole: long words count more."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def completed(first: Sequence[Word], second: Iterable[Word]) -> list[Word]:
    """The words of a first look, with those of a second where the first was unsure or saw nothing."""
    kept = list(first)
    gone: list[Word] = []
    for word in second:
        under = [other for other in kept if _overlap(word, other)]
        if any(other.confidence >= min(SURE, word.confidence) for other in under):
            continue
        if not under and word.confidence < _ADDED and not any(_overlap(word, other) for other in gone):
            continue
        kept = [other for other in kept if other not in under]
        gone.extend(under)
        kept.append(word)
    return kept


def _overlap(one: Word, other: Word) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    smaller = min((w.right - w.left) * (w.bottom - w.top) for w in (one, other))
    return wide > 0 and high > 0 and wide * high > 0.3 * smaller


def recognised(words: Sequence[Word], width: int) -> Recognised:
    """The words in reading order: line by line; where two columns stand side by side, the left one first."""
    parts: list[str] = []
    placed: list[Placed] = []
    at = 0
    for lines, whole in _blocks(_lines(words), width):
        left = min(line[0].left for line in lines)
        right = max(line[-1].right for line in lines)
        before: list[Word] | None = None
        for line in lines:
            if parts:
                joined = whole and before is not None and _goes_on(before, line, left, right)
                parts.append(" " if joined else "\n")
                at += 1
            for place, word in enumerate(line):
                if place:
                    parts.append(" ")
                    at += 1
                parts.append(word.text)
                placed.append(Placed(at, at + len(word.text), word))
                at += len(word.text)
            before = line
    return Recognised("".join(parts), tuple(placed))


def _goes_on(before: list[Word], line: list[Word], left: int, right: int) -> bool:
    """Whether a line continues the paragraph of the one before: that one is full and this one is not indented."""
    width, height = right - left, median(word.bottom - word.top for word in line)
    near = line[0].top - max(word.bottom for word in before) < 1.2 * height
    return near and before[-1].right > right - 0.08 * width and line[0].left < left + 0.025 * width


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words whose middles are at one height, from the top down, each line from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.left)):
        middle = (word.top + word.bottom) / 2
        if lines and _at_height(lines[-1], middle, word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.left) for line in lines]


def _at_height(line: list[Word], middle: float, height: int) -> bool:
    centre = sum(w.top + w.bottom for w in line) / (2 * len(line))
    return abs(middle - centre) < 0.5 * max(height, median(w.bottom - w.top for w in line))


def _blocks(lines: list[list[Word]], width: int) -> list[tuple[list[list[Word]], bool]]:
    """Stretches of lines; True for lines over the whole width, False for one column of two."""
    blocks: list[tuple[list[list[Word]], bool]] = []
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


def _band(lines: list[list[Word]], at: int, width: int) -> tuple[int, float | None]:
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


def _is_wide(line: list[Word], white: tuple[float, float]) -> bool:
    return white[1] - white[0] > _WIDE * median(word.bottom - word.top for word in line)


def _close(before: list[Word], line: list[Word]) -> bool:
    height = max(word.bottom - word.top for word in (*before, *line))
    addressed = [word.text.casefold() for word in line[:2]] == ["kính", "gửi:"]
    return not addressed and line[0].top - max(word.bottom for word in before) < 1.2 * height


def _white(line: list[Word], width: int) -> tuple[float, float] | None:
    """The widest white of a line, where it is wide enough and in the middle."""
    height = median(word.bottom - word.top for word in line)
    gaps = [
        (after.left - before.right, before.right, after.left)
        for before, after in zip(line, line[1:], strict=False)
        if after.left - before.right > _NARROW * height
        and before.right < _MIDDLE[1] * width
        and after.left > _MIDDLE[0] * width
    ]
    return max(gaps)[1:] if gaps else None
