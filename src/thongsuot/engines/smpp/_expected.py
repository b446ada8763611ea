"""The ids that answers gave, and what each stands for."""

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._index import Index, Places
from thongsuot.engines.smpp._keys import Octets, Way, answer_keys, receipt_keys

_LEAST = 1024


class Expected:
    """Ids in the order they came; a place a message: its id (octets), the caller's key, whether it is done."""

    def __init__(self) -> None:
        """Begin empty, sure of nothing."""
        self.size = 0
        self.way = Way.SAME
        self._ids: Octets = np.zeros((0, 8), np.uint8)
        self.keys: NDArray[np.int64] = np.empty(0, np.int64)
        self.done: NDArray[np.bool_] = np.empty(0, bool)
        self._index, self._indexed = Index(), 0  # put in order when somebody asks: sending does not wait

    def add(self, ids: Octets, keys: NDArray[np.int64]) -> None:
        """Add messages that the centre accepted."""
        self._reserve(self.size + len(ids), ids.shape[1])
        new = slice(self.size, self.size + len(ids))
        self._ids[new] = 0
        self._ids[new, : ids.shape[1]] = ids
        self.keys[new], self.done[new] = keys, False
        self.size = new.stop

    def _reserve(self, size: int, width: int) -> None:
        room, had = len(self._ids), self._ids.shape[1]
        if size > room or width > had:
            room, width = max(room, min(2 * size, size + (1 << 20)), _LEAST), max(had, -(-width // 4) * 4)
            ids = np.zeros((room, width), np.uint8)
            ids[: self.size, :had] = self._ids[: self.size]
            self._ids = ids
            self.keys = np.concatenate((self.keys[: self.size], np.empty(room - self.size, np.int64)))
            self.done = np.concatenate((self.done[: self.size], np.zeros(room - self.size, bool)))

    def find(self, ids: Octets) -> tuple[Places, NDArray[np.bool_]]:
        """Return the place of each id of a receipt, -1 where it is not expected, and whether there are others."""
        self._put_in_order()
        return self._index.find(receipt_keys(self.way, ids))

    def _put_in_order(self) -> None:
        if self._indexed < self.size:
            self._index.add(answer_keys(self.way, self._ids[self._indexed : self.size]), self._indexed)
            self._indexed = self.size

    def choose(self, octets: Octets) -> int:
        """Return the place of one id of several that are alike: exactly the same, then not done, then the first."""
        self._put_in_order()
        places = self._index.all_of(receipt_keys(self.way, octets[None])[0])
        width = min(octets.size, self._ids.shape[1])
        exact = (self._ids[places, :width] == octets[:width]).all(axis=1)
        exact &= ~self._ids[places, width:].any(axis=1) & ~octets[width:].any()
        return int(places[np.lexsort((self.done[places], ~exact))[0]])

    def turned(self, way: Way) -> Index:
        """Return the index as another way would have it."""
        index = Index()
        if self.size:
            index.add(answer_keys(way, self._ids[: self.size]), 0)
        return index

    def turn(self, way: Way, index: Index) -> None:
        """Go another way from now on."""
        self.way, self._index, self._indexed = way, index, self.size

    def shed(self, count: int) -> int:
        """Forget the oldest messages; return how many of them were never done."""
        undone = count - int(np.count_nonzero(self.done[:count]))
        self._ids, self.keys, self.done = self._ids[count:].copy(), self.keys[count:].copy(), self.done[count:].copy()
        self.size -= count
        self._index, self._indexed = self.turned(self.way), self.size
        return undone
