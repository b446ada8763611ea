"""PDUs of one kind that stand one behind the other, read as columns."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._pdu import HEADER

Octets = NDArray[np.uint8]
Places = NDArray[np.int64]
Rows = Places | slice
ALL = slice(None)


@cache
def void(width: int) -> np.dtype[np.void]:
    """Return the kind of so many octets that are moved as one."""
    return np.dtype(f"V{width}")


def cut(octets: Octets, starts: Places, width: int) -> Octets:
    """Return `width` octets from each place on (places x width); all must lie inside."""
    every: NDArray[np.void] = np.ndarray((octets.size - width + 1,), void(width), octets, strides=(1,))
    return every[starts].view(np.uint8).reshape(-1, width)


def cut_evenly(octets: Octets, begin: int, step: int, count: int, width: int) -> Octets:
    """Return `width` octets from `count` places on, the first at `begin`, each `step` behind the one before."""
    every: NDArray[np.void] = np.ndarray((count,), void(width), octets, begin, (step,))
    return every.copy().view(np.uint8).reshape(-1, width)


@dataclass(slots=True, eq=False)
class Stretch:
    """`heads` are the headers' numbers (4 x PDUs, u4 as received); of PDUs of one `length`, `starts` are not needed."""

    octets: Octets
    heads: NDArray[np.uint32]
    begin: int
    length: int = 0
    starts: Places | None = None

    @property
    def count(self) -> int:
        """How many PDUs."""
        return int(self.heads.shape[1])

    @property
    def end(self) -> int:
        """Where the last PDU ends."""
        if self.starts is None:
            return self.begin + self.length * self.count
        return int(self.starts[-1]) + int(self.heads[0, -1:].byteswap()[0])

    @property
    def status(self) -> NDArray[np.uint32]:
        """What each says as command_status (u4)."""
        status: NDArray[np.uint32] = self.heads[2].byteswap()
        return status

    @property
    def sequences(self) -> NDArray[np.uint32]:
        """What each says as sequence_number (u4)."""
        sequences: NDArray[np.uint32] = self.heads[3].byteswap()
        return sequences

    def groups(self) -> list[tuple[Rows, int]]:
        """Return the rows of each length, and the length."""
        if self.starts is None:
            return [(ALL, self.length)]
        lengths = self.heads[0].byteswap()
        if np.count_nonzero(lengths == lengths[0]) == lengths.size:
            return [(ALL, int(lengths[0]))]
        return [(np.flatnonzero(lengths == length), int(length)) for length in np.unique(lengths)]

    def columns(self, rows: Rows, at: int, width: int) -> Octets:
        """Return `width` octets of each row's PDU from its octet `at` on (rows x width)."""
        if self.starts is not None:
            return cut(self.octets, self.starts[rows] + at, width)
        even = cut_evenly(self.octets, self.begin + at, self.length, self.count, width)
        return even if isinstance(rows, slice) else even[rows]

    def one(self, row: int) -> bytes:
        """Return one PDU."""
        start = self.begin + self.length * row if self.starts is None else int(self.starts[row])
        return self.octets[start : start + int(self.heads[0, row : row + 1].byteswap()[0])].tobytes()

    def parted(self) -> "tuple[Stretch | None, Stretch | None]":
        """Return the answers and the messages of the stretch, each in their order; None where there are none."""
        first: Stretch = self
        others: Stretch | None = None
        if self.starts is not None:
            alike = self.heads[1] == self.heads[1, 0]
            if np.count_nonzero(alike) < self.count:
                first, others = self._some(self.starts, alike), self._some(self.starts, ~alike)
        return (first, others) if self.octets[self.begin + 4] else (others, first)

    def _some(self, starts: Places, rows: NDArray[np.bool_]) -> "Stretch":
        some = starts[rows]
        return Stretch(self.octets, np.ascontiguousarray(self.heads[:, rows]), int(some[0]), 0, some)


def even(octets: Octets, begin: int, length: int, count: int) -> Stretch:
    """Return PDUs that all have the same length and command; fewer than asked for where they differ."""
    heads = cut_evenly(octets, begin, length, count, HEADER.size).view(np.uint32).T.copy()
    alike = (heads[0] == heads[0, 0]) & (heads[1] == heads[1, 0])
    if np.count_nonzero(alike) < count:
        heads = heads[:, : int(alike.argmin())]
    return Stretch(octets, heads, begin, length)


def uneven(octets: Octets, starts: Places) -> Stretch:
    """Return PDUs that begin at these places, one behind the other."""
    heads = cut(octets, starts, HEADER.size).view(np.uint32)
    return Stretch(octets, np.ascontiguousarray(heads.T), int(starts[0]), 0, starts)
