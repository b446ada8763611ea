"""Sorted arrays that grow: numbers looked up by the thousand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._keys import Keys

Places = NDArray[np.int64]


@dataclass(slots=True, eq=False)
class _Layer:
    """Keys in order, and the place that each stands for; of equal keys the earlier place first."""

    keys: Keys
    places: Places


class Index:
    """Keys (u64) and the places they were added at; layers double in size, so that adding stays cheap."""

    def __init__(self) -> None:
        """Begin empty."""
        self._layers: list[_Layer] = []
        self._fresh: list[tuple[Keys, int]] = []  # put in order when somebody asks: sending does not wait

    def add(self, keys: Keys, first: int) -> None:
        """Add keys at the places from `first` on."""
        self._fresh.append((keys, first))

    def _settle(self) -> None:
        if not self._fresh:
            return
        keys = np.concatenate([keys for keys, _first in self._fresh])
        places = np.concatenate([np.arange(first, first + keys.size) for keys, first in self._fresh])
        self._fresh = []
        order = np.argsort(keys)
        if (keys[order[1:]] == keys[order[:-1]]).any():
            order = np.argsort(keys, kind="stable")
        layer = _Layer(keys[order], places[order])
        while self._layers and self._layers[-1].keys.size < 2 * layer.keys.size:
            layer = _merged(self._layers.pop(), layer)
        self._layers.append(layer)

    def find(self, keys: Keys) -> tuple[Places, NDArray[np.bool_]]:
        """Return the first place of each key, -1 where it is not known, and whether it has others."""
        self._settle()
        found = np.full(keys.size, -1, np.int64)
        more = np.zeros(keys.size, bool)
        order = np.argsort(keys) if self._layers else np.empty(0, np.int64)  # neighbours are found in the same memory
        at = np.empty(keys.size, np.int64)
        for layer in self._layers:
            at[order] = np.searchsorted(layer.keys, keys[order])
            inside = np.minimum(at, layer.keys.size - 1)
            here = layer.keys[inside] == keys
            if here.any():
                again = np.minimum(inside + 1, layer.keys.size - 1)
                more |= here & ((found >= 0) | ((again > inside) & (layer.keys[again] == keys)))
                found = np.where(here & (found < 0), layer.places[inside], found)
        return found, more

    def all_of(self, key: np.uint64) -> Places:
        """Return every place of a key, in the order they were added."""
        self._settle()
        found = []
        for layer in self._layers:
            begin, end = np.searchsorted(layer.keys, key), np.searchsorted(layer.keys, key, "right")
            found.append(layer.places[begin:end])
        return np.sort(np.concatenate(found))


def _merged(one: _Layer, other: _Layer) -> _Layer:
    keys = np.concatenate((one.keys, other.keys))
    order = np.argsort(keys, kind="stable")
    return _Layer(keys[order], np.concatenate((one.places, other.places))[order])
