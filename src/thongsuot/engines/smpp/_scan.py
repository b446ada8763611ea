"""Received octets cut into PDUs: long stretches of one kind as arrays, everything else one by one."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._command import Command
from thongsuot.engines.smpp._pdu import HEADER
from thongsuot.engines.smpp._stretch import Octets, Places, Stretch, cut, even, uneven

_IN_ARRAYS = (Command.SUBMIT_SM_RESP, Command.DELIVER_SM)
_AT_ONCE = 4096  # rows looked at, so that whoever sends short runs cannot make them dear
_WORTH_IT = 256  # rows of one length after which a stretch need not be looked for in a harder way


@dataclass(frozen=True, slots=True)
class One:
    """One PDU."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A command_length that cannot be: nothing behind it can be read."""

    begin: int


def pieces(octets: Octets, longest: int, run: int) -> Iterator[One | Broken | Stretch]:
    """Cut octets into whole PDUs, in order as they came; what is left behind the last is not whole yet.

    Stretches are submit_sm_resp and deliver_sm, at least `run` of them.
    """
    chain = _Chain(octets, longest)
    view, size, at = octets.data, octets.size, 0
    while size - at >= HEADER.size:
        length, command, _status, _sequence = HEADER.unpack_from(view, at)
        if not HEADER.size <= length <= longest:
            yield Broken(at)
            return
        if at + length > size:
            return
        enough = command in _IN_ARRAYS and size - at >= run * HEADER.size
        if enough and (stretch := _stretch(octets, at, length, chain, run)):
            yield stretch
            at = stretch.end
        else:
            yield One(at, at + length)
            at += length


def _stretch(octets: Octets, at: int, length: int, chain: "_Chain", run: int) -> Stretch | None:
    found = even(octets, at, length, min((octets.size - at) // length, _AT_ONCE))
    rest = octets.size - found.end
    if found.count >= run and (found.count >= _WORTH_IT or rest < length):
        return found
    starts = chain.reach(at)
    return uneven(octets, starts) if starts.size >= run else None


class _Chain:
    """Where PDUs may begin: wherever a length is followed by a command that is read in arrays.

    Octets inside a PDU can look the same; the chain from one beginning to the next leaves them out.
    """

    def __init__(self, octets: Octets, longest: int) -> None:
        self._octets = octets
        self._longest = longest

    @cached_property
    def _links(self) -> tuple[Places, Places, NDArray[np.bool_], list[int]]:
        """Return where PDUs may begin and which of these follows each, -1 for none; which are whole; which bend.

        A bend is whatever is not followed by the place behind it: by none, or beyond some that are none.
        """
        octets = self._octets
        starts = (
            np.sort(np.concatenate([_written(octets, int(command).to_bytes(4, "big")) for command in _IN_ARRAYS])) - 4
        )
        starts = starts[(starts >= 0) & (starts <= octets.size - HEADER.size)]
        lengths = cut(octets, starts, 4).view(">u4").ravel().astype(np.int64)
        sound = (lengths >= HEADER.size) & (lengths <= self._longest)
        starts, ends = starts[sound], starts[sound] + lengths[sound]
        follow = np.searchsorted(starts, ends)
        follow[np.append(starts, -1)[follow] != ends] = -1
        return starts, follow, ends <= octets.size, np.flatnonzero(follow != np.arange(1, follow.size + 1)).tolist()

    def reach(self, at: int) -> Places:
        """Return the beginnings of the unbroken chain of whole PDUs that begins at an octet."""
        starts, follow, whole, bends = self._links
        index = int(np.searchsorted(starts, at))
        parts: list[Places] = []
        while True:
            bend = bends[bisect_left(bends, index)]
            parts.append(starts[index : bend + bool(whole[bend])])
            index = int(follow[bend])
            if index < 0:
                return np.concatenate(parts)


def _written(octets: Octets, command: bytes) -> Places:
    """Return where these four octets begin; they are looked for by their rarest one."""
    rare = 0 if command[0] else 3
    places = np.flatnonzero(octets == command[rare]) - rare
    places = places[(places >= 0) & (places <= octets.size - 4)]
    for step in range(4):
        places = places[octets[places + step] == command[step]]
    return places
