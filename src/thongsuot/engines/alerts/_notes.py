"""What was odd, gathered while one delivery is read; texts are bounded and cleaned on the way."""

from __future__ import annotations

from collections import Counter
from unicodedata import category

from thongsuot.engines.alerts._limits import Limits
from thongsuot.engines.alerts._problems import Code, Problem

_DROPPED = frozenset({"Cc", "Cf", "Cs"})  # controls, what is not seen or turns the direction, lone surrogates
_SPACES = frozenset({"Zs", "Zl", "Zp"})


class Notes:
    """The problems of one delivery."""

    def __init__(self, limits: Limits) -> None:
        """Begin with none."""
        self.limits = limits
        self._found: Counter[tuple[Code, str]] = Counter()
        self._more = 0

    def add(self, code: Code, place: str, count: int = 1) -> None:
        """Note one; beyond the bound they are counted together."""
        if (code, place) in self._found or len(self._found) < self.limits.problems:
            self._found[code, place] += count
        else:
            self._more += count

    def text(self, value: object, longest: int, *place: str) -> str:
        """Give a text on one line, no longer than that, of characters that are seen; what is no text is empty.

        The parts of the place are joined where something is to be noted.
        """
        if type(value) is str and len(value) <= longest and value.isprintable():
            return value
        return self._other(value, "/".join(place), longest)

    def _other(self, value: object, place: str, longest: int) -> str:
        if not isinstance(value, str):
            self.add(Code.NOT_TEXT, place)
            return ""
        if len(value) > longest:
            self.add(Code.CUT, place)
            value = value[:longest]
        clean, dropped = cleaned(value)
        if dropped:
            self.add(Code.STRIPPED, place, dropped)
        return clean

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, in the order in which they were found."""
        found = tuple(Problem(code, place, count) for (code, place), count in self._found.items())
        return (*found, Problem(Code.MORE, "", self._more)) if self._more else found


def cleaned(text: str) -> tuple[str, int]:
    """Give the text on one line without what is not seen, and how many characters were dropped.

    Line breaks, tabs and every other space become a space, which counts as nothing dropped.
    """
    kept, dropped = [], 0
    for char in text:
        if char.isprintable():
            kept.append(char)
        elif char in "\n\r\t" or (kind := category(char)) in _SPACES:
            kept.append(" ")
        elif kind in _DROPPED:
            dropped += 1
        else:
            kept.append(char)
    return "".join(kept).strip(), dropped
