"""Blocks become lines: numbered, marked, tables spelt, in reading order."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from thongsuot.engines.officialdoc._paper import (
    Align,
    Article,
    Block,
    Ground,
    Item,
    Paragraph,
    Proclamation,
    Rank,
    Section,
    Table,
)
from thongsuot.engines.officialdoc._text import capitals, grouped

_LETTERS = "abcdđeghiklmnopqrstuvxy"  # điểm follow the Vietnamese order
_BEGIN_AGAIN = {Rank.CHAPTER: (Rank.SECTION, Rank.SUBSECTION), Rank.SECTION: (Rank.SUBSECTION,)}
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Kind(StrEnum):
    TEXT = "text"
    ARTICLE = "article"
    HEADED = "headed"
    GROUND = "ground"
    PROCLAMATION = "proclamation"
    HEADING = "heading"
    DIVISION = "division"


@dataclass(frozen=True)
class Line:
    """One paragraph: its words, its mark (`1.`, `Điều 2.`), the level of a heading, whether it ends the paper."""

    kind: Kind
    text: str
    mark: str = ""
    level: int = 0
    last: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with every cell spelt and each column's share of the width."""

    caption: str
    titles: tuple[str, ...]
    shares: tuple[float, ...]
    aligns: tuple[Align, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    roomy: bool = False
    kind: str = "table"


def roman(number: int) -> str:
    """4 -> IV"""
    numeral = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        numeral += sign * times
    return numeral


def _letter(number: int) -> str:
    rounds, place = divmod(number - 1, len(_LETTERS))
    return _LETTERS[place] * (rounds + 1)


# How the parts of a depth are marked: I. over 1. over a) over a dash.
_MARKS: tuple[Callable[[int], str], ...] = (
    lambda number: f"{roman(number)}.",
    lambda number: f"{number}.",
    lambda number: f"{_letter(number)})",
    lambda number: "-",
)


class Outline:
    """Reads blocks and counts what is counted through the whole paper: its articles and its captioned tables."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()

    def read(self, blocks: Iterable[Block], *, top: int = 1) -> tuple[Line | Grid, ...]:
        """The lines of some blocks; `top` is the level of their outermost headings."""
        return tuple(self._blocks(blocks, 0, top))

    def _blocks(self, blocks: Iterable[Block], depth: int, top: int) -> Iterator[Line | Grid]:
        marked: Counter[int] = Counter()
        for block in blocks:
            match block:
                case Paragraph(text):
                    yield from _lines(Kind.TEXT, text)
                case Ground(text):
                    yield from _lines(Kind.GROUND, text)
                case Proclamation(text):
                    yield Line(Kind.PROCLAMATION, text)
                case Item():
                    yield from _item(block, max(depth, 1), marked)
                case Article():
                    yield from self._article(block)
                case Table():
                    yield self._grid(block)
                case Section(title, within):
                    heading = _mark(depth, marked) + " " + (title if depth else capitals(title))
                    yield Line(Kind.HEADING, heading, level=top + depth)
                    yield from self._blocks(within, depth + 1, top)
                case _:
                    mark = f"{block.rank} {self._divided(block.rank)}"
                    yield Line(Kind.DIVISION, capitals(block.title), mark, level=top)
                    yield from self._blocks(block.blocks, depth, top + 1)

    def _article(self, article: Article) -> Iterator[Line]:
        mark = f"Điều {self._next('article')}."
        if article.title:
            yield Line(Kind.HEADED, article.title, mark)
            yield from _lines(Kind.TEXT, article.text) if article.text else ()
        else:
            yield from _lines(Kind.ARTICLE, article.text, mark)
        yield from _items(article.items, 1)

    def _divided(self, rank: Rank) -> str:
        """The next numeral of a rank; parts count chapters on, everything else begins again below."""
        for lower in _BEGIN_AGAIN.get(rank, ()):
            del self._counted[lower]
        number = self._next(rank)
        return roman(number) if rank in (Rank.PART, Rank.CHAPTER) else f"{number}"

    def _grid(self, table: Table) -> Grid:
        whole = sum(column.weight for column in table.columns)
        return Grid(
            caption=table.caption and f"Bảng {self._next('table')}. {table.caption}",
            titles=tuple(column.title for column in table.columns),
            shares=tuple(column.weight / whole for column in table.columns),
            aligns=tuple(column.align for column in table.columns),
            rows=tuple(tuple(grouped(cell) if isinstance(cell, int) else cell for cell in row) for row in table.rows),
            notes=table.notes,
            roomy=table.roomy,
        )

    def _next(self, what: str) -> int:
        self._counted[what] += 1
        return self._counted[what]


def _items(items: Iterable[Item], depth: int) -> Iterator[Line]:
    marked: Counter[int] = Counter()
    for item in items:
        yield from _item(item, depth, marked)


def _item(item: Item, depth: int, marked: Counter[int]) -> Iterator[Line]:
    yield from _lines(Kind.TEXT, item.text, _mark(depth, marked))
    yield from _items(item.items, depth + 1)


def _mark(depth: int, marked: Counter[int]) -> str:
    style = min(depth, len(_MARKS) - 1)
    marked[style] += 1
    return _MARKS[style](marked[style])


def _lines(kind: Kind, text: str, mark: str = "") -> Iterator[Line]:
    for part in text.split("\n"):
        yield Line(kind, part, mark)
        kind, mark = Kind.TEXT if mark else kind, ""


def finished(lines: tuple[Line | Grid, ...]) -> tuple[Line | Grid, ...]:
    """The same lines, the words of the last one ending in `./.` as a paper's must."""
    match lines:
        case (*before, Line(kind=Kind.TEXT | Kind.ARTICLE, text=text) as line):
            ended = text.removesuffix("./.").rstrip(" .,;") + "./."
            return (*before, replace(line, text=ended, last=True))
    return lines
