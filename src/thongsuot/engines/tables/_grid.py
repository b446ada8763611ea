"""Cells of a block of lines as places in it: no object for a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Octets: TypeAlias = NDArray[np.uint8]
Places: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

LF, QUOTE, EQUALS = 10, 34, 61
_EDGE = np.zeros(256, np.bool_)  # what stands around a cell and is none of it
_EDGE[[*b" \t\r\"'"]] = True


@dataclass(frozen=True)
class Cells:
    """One cell of each line: `octets[starts[i]:ends[i]]`, without blanks, quotes and apostrophes around it.

    Nor does ="0912345678" keep what makes a spreadsheet take it for text.
    """

    octets: Octets
    starts: Places
    ends: Places

    def of(self, which: Places | Flags) -> Cells:
        """Give the cells of some of the lines."""
        return Cells(self.octets, self.starts[which], self.ends[which])

    def text(self, place: int) -> str:
        """Give one cell as text."""
        return self.octets[self.starts[place] : self.ends[place]].tobytes().decode()

    def raw(self) -> list[bytes]:
        """Give all cells as they stand."""
        whole = self.octets.tobytes()
        return [whole[start:end] for start, end in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]


class Grid:
    """Lines of a block, each ended by LF, parted by a separator; `parted=0` leaves every line one cell.

    A separator between quotes parts nothing; a quote that its own line does not close makes the line `torn`, and ends
    with it: no stray quote swallows the lines behind it.
    """

    def __init__(self, block: bytes, parted: int) -> None:
        self.octets: Octets = np.frombuffer(block, np.uint8)
        self.ends: Places = np.flatnonzero(self.octets == LF)
        self.starts: Places = np.concatenate(([0], self.ends[:-1] + 1))
        marks: Places = np.flatnonzero(self.octets == parted) if parted else np.empty(0, np.int64)
        self.torn: Flags = np.zeros(len(self.ends), np.bool_)
        if QUOTE in block:
            marks = self._outside(marks)
        self._marks = marks
        self._first: Places = np.searchsorted(marks, self.starts)
        self._after: Places = np.searchsorted(marks, self.ends)
        edge = _EDGE.copy()
        edge[[LF, parted]] = True
        self.blank: Flags = ~np.logical_or.reduceat(~edge[self.octets], self.starts)

    def _outside(self, marks: Places) -> Places:
        """Give the marks outside quotes, and say which lines leave a quote open."""
        quotes = np.cumsum(self.octets == QUOTE, dtype=np.uint8)  # modulo 256: only the parity is asked for
        before = np.where(self.starts > 0, quotes[self.starts - 1], 0)
        self.torn = (quotes[self.ends] - before) % 2 == 1
        line = np.searchsorted(self.ends, marks)
        outside: Places = marks[(quotes[marks] - before[line]) % 2 == 0]
        return outside

    @property
    def longest(self) -> tuple[int, int]:
        """Give the index and the length of the longest line."""
        lengths = self.ends - self.starts
        index = int(np.argmax(lengths))
        return index, int(lengths[index])

    def column(self, number: int) -> Cells:
        """Give a column, counted from 0; a line that is too short for it has an empty cell there."""
        count = self._after - self._first
        marks = np.append(self._marks, 0)  # somewhere to point for lines that lack the mark
        starts = self.starts if number == 0 else marks[np.minimum(self._first + number - 1, len(marks) - 1)] + 1
        ends = np.where(number < count, marks[np.minimum(self._first + number, len(marks) - 1)], self.ends)
        starts = np.where(number <= count, starts, self.ends)
        return self._trimmed(starts.copy(), ends.copy())

    def _trimmed(self, starts: Places, ends: Places) -> Cells:
        left = np.flatnonzero(starts < ends)
        right = left
        while (left := left[self._edge(starts[left]) & (starts[left] < ends[left])]).size:
            starts[left] += 1
        right = right[starts[right] < ends[right]]
        while (right := right[_EDGE[self.octets[ends[right] - 1]]]).size:
            ends[right] -= 1
        return Cells(self.octets, starts, ends)

    def _edge(self, places: Places) -> Flags:
        """Tell where a cell has not begun yet; an LF stands behind every cell."""
        octets = self.octets[places]
        edge: Flags = _EDGE[octets]
        if (formula := np.flatnonzero(octets == EQUALS)).size:
            edge[formula] = self.octets[places[formula] + 1] == QUOTE
        return edge
