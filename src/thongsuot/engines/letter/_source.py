"""A letter's text beside its folded shadow: everything is searched in the shadow and answered from the text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from thongsuot.engines.letter._fold import Folded, folded
from thongsuot.engines.letter._hidden import visible

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Source:
    """All offsets of the engine's inside count characters of `plain`; `span` turns them into offsets of `text`."""

    text: str

    @cached_property
    def fold(self) -> Folded:
        """The folded text with the way back."""
        return folded(self.text)

    @cached_property
    def plain(self) -> str:
        """The folded text."""
        return self.fold.plain

    def has(self, words: str, start: int, end: int) -> bool:
        """Whether a stretch of the shadow holds the words: a quick look before a slow pattern."""
        return self.plain.find(words, start, end) >= 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the text under a stretch of the shadow."""
        return self.fold.span(start, end)

    def value(self, start: int, end: int) -> str:
        """The words of a stretch, white space squeezed, letters composed."""
        first, last = self.span(start, end)
        return squeeze(self.text[first:last])

    def upper(self, start: int) -> bool:
        """Whether the character at an offset is a capital letter."""
        at = self.fold.at[start]
        return self.text[at : at + 1].isupper()

    def shouts(self, start: int, end: int) -> bool:
        """Whether a stretch is written in capitals alone."""
        first, last = self.span(start, end)
        return self.text[first:last].isupper()


def squeeze(text: str) -> str:
    """White space squeezed to single spaces, letters composed."""
    return _BLANK.sub(" ", visible(unicodedata.normalize("NFC", text))).strip()
