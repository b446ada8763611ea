"""Sorted arrays that grow: numbers looked up by the thousand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._keys import Keys

Places = NDArray[np.int64]


@dataclass(slots=True, eq=False)
class _Layer:
    """Keys in order, and the place that each stands for (u4); of equal keys the earlier place first."""

    keys: Keys
    places: NDArray[np.uint32]


class Index:
    """Keys (u64) and the places they were added at; layers double in size, so that adding stays cheap."""

    def __init__(self) -> None:
        """Begin empty."""
        self._layers: list[_Layer] = []

    def add(self, keys: Keys, first: int) -> None:
        """Add keys at the places from `first` on."""
        layer = _ordered(keys, first)
        while self._layers and self._layers[-1].keys.size < 2 * layer.keys.size:
            layer = _merged(self._layers.pop(), layer)
        self._layers.append(layer)

    def find(self, keys: Keys) -> tuple[Places, NDArray[np.bool_]]:
        """Return the first place of each key, -1 where it is not known, and whether it has others."""
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
        found = []
        for layer in self._layers:
            begin, end = np.searchsorted(layer.keys, key), np.searchsorted(layer.keys, key, "right")
            found.append(layer.places[begin:end])
        return np.sort(np.concatenate(found)).astype(np.int64)


def _ordered(keys: Keys, first: int) -> _Layer:
    order = np.argsort(keys)
    ordered = keys[order]
    if (ordered[1:] == ordered[:-1]).any():
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
    order += first
    return _Layer(ordered, order.astype(np.uint32))


def _merged(one: _Layer, other: _Layer) -> _Layer:
    keys, places = np.concatenate((one.keys, other.keys)), np.concatenate((one.places, other.places))
    order = np.argsort(keys, kind="stable")  # two runs in order take it little time
    return _Layer(keys[order], places[order])
