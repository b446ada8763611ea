"""The pages of a scanned letter and the words in it that nobody can be sure of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thongsuot.directives.models import Directive, Page

UNSURE = 75  # per cent: words recognised with less are marked on the review page


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
class Sight:
    """A page as it is shown beside the text."""

    page: Page
    doubtful: tuple[Doubtful, ...]


def pages_of(letter: Directive) -> list[Sight]:
    """Return the pages of a scanned letter with their doubtful words; of any other letter none."""
    return [Sight(page, tuple(_doubtful(page.words))) for page in letter.pages.order_by("number")]


def _doubtful(words: Iterable[list[int]]) -> Iterable[Doubtful]:
    for start, end, left, top, right, bottom, sure in words:
        if sure < UNSURE:
            yield Doubtful(start, end, left, top, right - left, bottom - top)
