"""What became of the frozen figures in a paper that was edited: changed, gone, new, or in another place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from thongsuot.engines.officialdoc._figures import Figure, figures
from thongsuot.engines.officialdoc._reading import Part

_LIKE = 0.5  # share of common words (Dice) from which a line is the same line, reworded
_MARK = re.compile(r"^\s*(?:[IVX]+\.|\d+\.(?!\d)|[a-zđ]+\)|-)\s*")
_BOXES = ("cộng hòa xã hội", "nơi nhận:")  # letterhead and signature: number and date are the registry's to enter
_OUTSIDE = re.compile(r"^\s*\((?:kèm theo)", re.IGNORECASE)
_COUNT = {"tt", "stt"}
_LONG = 120


class Change(StrEnum):
    """What happened to a figure."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not as it was frozen; `where` is the line it stands or stood in."""

    change: Change
    before: str
    after: str
    where: str
    row: bool = False  # a whole row of a table


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    row: bool
    figures: tuple[Figure, ...]
    masked: str

    @property
    def where(self) -> str:
        return self.text if len(self.text) <= _LONG else self.text[: _LONG - 1] + "…"

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self.masked.split())

    @property
    def label(self) -> str:
        return self.masked.partition(" | ")[0]


def compare(frozen: Sequence[Part], edited: Sequence[Part]) -> tuple[Difference, ...]:
    """The figures that differ, in the order of the frozen paper; words may be written anew, figures may not.

    Digits and words are the same figure (`37`, `ba mươi bảy`), and so are all separators (`1.912`, `1,912`). The
    letterhead, the signature and the marks of lists are left aside.
    """
    before, after = _lines(frozen), _lines(edited)
    found: list[Difference] = []
    for one, other in _aligned(before, after):
        found.extend(_between(one, other))
    return tuple(_moved(found))


def _lines(parts: Sequence[Part]) -> list[_Line]:
    found: list[_Line] = []
    for part in parts:
        if isinstance(part, str):
            if part.strip() and not _OUTSIDE.match(part):
                found.append(_line(_MARK.sub("", part), row=False))
        elif not any(box in cell.lower() for row in part for cell in row for box in _BOXES):
            counted = [place for place, title in enumerate(part[0] if part else ()) if title.lower() in _COUNT]
            for row in part:
                cells = (cell for place, cell in enumerate(row) if place not in counted)
                found.append(_line(" | ".join(cells), row=True))
    return found


def _line(text: str, *, row: bool) -> _Line:
    told = tuple(figures(text))
    masked = text
    for figure in reversed(told):
        masked = masked[: figure.start] + "#" + masked[figure.end :]
    return _Line(text, row, told, " ".join(masked.lower().split()))


def _aligned(before: list[_Line], after: list[_Line]) -> Iterator[tuple[_Line | None, _Line | None]]:
    """Pairs of lines: first those that differ in figures alone, then the nearest of what is left, wherever it went."""
    matcher = SequenceMatcher(None, [line.masked for line in before], [line.masked for line in after], autojunk=False)
    twins = {block.a + step: block.b + step for block in matcher.get_matching_blocks() for step in range(block.size)}
    taken = set(twins.values())
    left = [line for place, line in enumerate(after) if place not in taken]
    for place, line in enumerate(before):
        if place in twins:
            yield line, after[twins[place]]
            continue
        best = max(left, key=lambda other: _likeness(line, other), default=None)
        if best is not None and _likeness(line, best) >= _LIKE:
            left.remove(best)
            yield line, best
        else:
            yield line, None
    for line in left:
        yield None, line


def _likeness(one: _Line, other: _Line) -> float:
    if one.row != other.row or (one.row and one.label != other.label):
        return 0.0
    return 2 * len(one.words & other.words) / ((len(one.words) + len(other.words)) or 1)


def _between(one: _Line | None, other: _Line | None) -> Iterator[Difference]:
    if one is None or other is None:
        line = one or other
        assert line is not None  # noqa: S101 - an alignment has at least one side
        change = Change.MISSING if other is None else Change.ADDED
        for figure in line.figures:
            told = (figure.text, "") if other is None else ("", figure.text)
            yield Difference(change, *told, line.where, line.row)
        return
    if len(one.figures) == len(other.figures):
        pairs = zip(one.figures, other.figures, strict=True)
        yield from (Difference(Change.CHANGED, a.text, b.text, one.where) for a, b in pairs if a.value != b.value)
        return
    first, second = [f.value for f in one.figures], [f.value for f in other.figures]
    for tag, start, end, begin, last in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, new = list(one.figures[start:end]), list(other.figures[begin:last])
        for old, fresh in zip(gone, new, strict=False):
            yield Difference(Change.CHANGED, old.text, fresh.text, one.where)
        yield from (Difference(Change.MISSING, old.text, "", one.where) for old in gone[len(new) :])
        yield from (Difference(Change.ADDED, "", fresh.text, other.where) for fresh in new[len(gone) :])


def _moved(found: list[Difference]) -> Iterator[Difference]:
    """A figure that is gone here and new there was moved: shown once, so that a person looks at its new place."""
    added = [place for place, one in enumerate(found) if one.change is Change.ADDED]
    places: dict[int, int] = {}
    for place, one in enumerate(found):
        if one.change is Change.MISSING:
            value = figures(one.before)[0].value
            twins = (twin for twin in added if figures(found[twin].after)[0].value == value)
            if (twin := next(twins, None)) is not None:
                added.remove(twin)
                places[place] = twin
    gone = set(places.values())
    for place, one in enumerate(found):
        if place in places:
            new = found[places[place]]
            yield Difference(Change.MOVED, one.before, new.after, new.where, one.row)
        elif place not in gone:
            yield one
