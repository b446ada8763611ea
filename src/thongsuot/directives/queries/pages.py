"""The pages of a scanned letter, the words in it that nobody can be sure of, and where its duties stand on paper."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from thongsuot.directives.models import Directive, Page

UNSURE = 75  # per cent: words recognised with less are marked on the review page
SLACK = 4  # pixels of white left around the words of a duty


class Span(Protocol):
    """A quotation: its key and its place in the text."""

    @property
    def pk(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Doubtful:
    """A word to compare with the picture: its place in the text, and its box."""

    start: int
    end: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Box:
    """A line of a quotation on the page's picture."""

    pk: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Sight:
    """A page as it is shown beside the text."""

    page: Page
    doubtful: tuple[Doubtful, ...]
    boxes: list[Box] = field(default_factory=list)


def pages_of(letter: Directive, spans: Sequence[Span] = ()) -> list[Sight]:
    """Return the pages of a scan with doubtful words and the boxes of quotations; of any other letter none."""
    return [
        Sight(page, tuple(_doubtful(page.words)), list(_boxes(sorted(page.words), spans)))
        for page in letter.pages.order_by("number")
    ]


def first_words(letter: Directive) -> list[tuple[int, int]]:
    """Return where in the text each page of a scan begins, with its number; of any other letter nothing."""
    rows = letter.pages.values_list("words__0__0", "number").order_by("number")
    return [(start, number) for start, number in rows if start is not None]


def page_at(begins: list[tuple[int, int]], place: int) -> int | None:
    """Return the number of the page on which a place of the text stands, or none."""
    before = bisect_right(begins, (place, begins[-1][1])) if begins else 0
    return begins[before - 1][1] if before else None


def _doubtful(words: Iterable[list[int]]) -> Iterable[Doubtful]:
    for start, end, left, top, right, bottom, sure in words:
        if sure < UNSURE:
            yield Doubtful(start, end, left, top, right - left, bottom - top)


def _boxes(words: list[list[int]], spans: Sequence[Span]) -> Iterator[Box]:
    ends = [word[1] for word in words]
    for span in spans:
        first = bisect_right(ends, span.start)
        last = bisect_left(words, [span.end])
        for left, top, right, bottom in _lines(words[first:last]):
            yield Box(span.pk, left - SLACK, top - SLACK, right - left + 2 * SLACK, bottom - top + 2 * SLACK)


def _lines(words: list[list[int]]) -> Iterator[tuple[int, int, int, int]]:
    """Join neighbours of one line into one box."""
    line: tuple[int, int, int, int] | None = None
    for _start, _end, left, top, right, bottom, _sure in words:
        if line and left >= line[0] and min(bottom, line[3]) - max(top, line[1]) > 0:
            line = (line[0], min(line[1], top), max(line[2], right), max(line[3], bottom))
            continue
        if line:
            yield line
        line = (left, top, right, bottom)
    if line:
        yield line
