"""The batches that a session sends, and the answers that come to them as arrays."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._batch import LONGEST_ID, SENT, Batch, Indices, Names
from thongsuot.engines.smpp._pdu import HEADER
from thongsuot.engines.smpp._stretch import Places, Stretch

_KEPT = 4  # finished batches, so that a late or repeated answer is known for what it is


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What one stretch said: answers a batch, and of all these answers the statuses (u4)."""

    counts: list[tuple[Batch, int]]
    status: NDArray[np.uint32]

    def refused(self) -> dict[int, int]:
        """Count the refusals by their status."""
        if not np.count_nonzero(self.status):
            return {}
        status, counts = np.unique(self.status[self.status != 0], return_counts=True)
        return dict(zip(status.tolist(), counts.tolist(), strict=True))


@dataclass(slots=True)
class Batches:
    """Those under way, in the order they came, and the last few that are done."""

    active: list[Batch] = field(default_factory=list)
    _done: deque[Batch] = field(default_factory=lambda: deque(maxlen=_KEPT))

    def add(self, batch: Batch) -> None:
        """Send a batch, or send it on; what another session left of it is that one's no longer."""
        if batch.keeper is not None and batch.keeper is not self:
            batch.keeper.forget(batch)
        batch.keeper = self
        if batch in self._done:
            self._done.remove(batch)
        if batch not in self.active:
            self.active.append(batch)

    def forget(self, batch: Batch) -> None:
        """Know a batch no longer."""
        self.active = [other for other in self.active if other is not batch]
        self._done = deque((other for other in self._done if other is not batch), _KEPT)

    def sweep(self) -> None:
        """Put away what is done."""
        if any(batch.done for batch in self.active):
            self._done.extend(batch for batch in self.active if batch.done)
            self.active = [batch for batch in self.active if not batch.done]

    def take(self, most: int, now: float) -> Iterator[tuple[memoryview, int]]:
        """Take up to so many messages, each batch's behind those of the one before."""
        for batch in self.active:
            while most and batch.eager:
                octets, count = batch.take(most, now)
                most -= count
                yield octets, count

    def find(self, sequence: int) -> tuple[Batch, int] | None:
        """Return the batch and the place in it that a sequence number belongs to."""
        one = np.array([sequence], np.uint32)
        for batch in (*self.active, *reversed(self._done)):
            place = int(batch.places(one)[0])
            if place < batch.count:
                return batch, place
        return None

    def hear(self, stretch: Stretch) -> tuple[Heard, Places]:
        """Settle what a stretch of submit_sm_resp answers; return that, and which of its rows have to be read singly.

        Read singly is whatever is not plain: of no batch under way, repeated, late, with an id that is not one.
        """
        status, sequences = stretch.status, stretch.sequences
        names, plain = _names(stretch, status)
        if plain is None:
            for batch in self.active:
                if (span := batch.span(sequences)) is not None:
                    batch.settle(span, status, names)
                    return Heard([(batch, status.size)], status), np.empty(0, np.int64)
        return self._part(sequences, status, names, np.ones(status.size, bool) if plain is None else plain)

    def _part(
        self, sequences: NDArray[np.uint32], status: NDArray[np.uint32], names: list[Names], plain: NDArray[np.bool_]
    ) -> tuple[Heard, Places]:
        left = np.ones(status.size, bool)
        counts = []
        for batch in self.active:
            places = batch.places(sequences)
            ours = plain & left & _expected(batch, places)
            rows = np.flatnonzero(ours)
            if rows.size:
                batch.settle(places[rows], status[rows], _some(names, ours))
                counts.append((batch, rows.size))
                left &= ~ours
        return Heard(counts, status[~left]), np.flatnonzero(left)


def _expected(batch: Batch, places: Indices) -> NDArray[np.bool_]:
    """Tell which places of a batch wait for an answer; of two that are the same, only the first."""
    inside = places < batch.sent
    waited: NDArray[np.bool_] = inside & (batch.standing[np.where(inside, places, 0)] == SENT)
    if not (places[1:] > places[:-1]).all():
        first = np.zeros(places.size, bool)
        first[np.unique(places, return_index=True)[1]] = True
        waited &= first
    return waited


def _names(stretch: Stretch, status: NDArray[np.uint32]) -> tuple[list[Names], NDArray[np.bool_] | None]:
    """Return the message ids with their NUL, rows and octets of one length each, and which rows are as they should be.

    None says that all are.
    """
    names: list[Names] = []
    odd: list[Indices] = []
    for rows, length in stretch.groups():
        width = length - HEADER.size
        if width == 0:  # only a refusal may come without a body (4.4.2)
            odd.append(np.arange(stretch.count)[rows][status[rows] == 0])
        elif width > LONGEST_ID + 1:
            odd.append(np.arange(stretch.count)[rows])
        else:
            ids = stretch.columns(rows, HEADER.size, width)
            ends = ids.tobytes()[width - 1 :: width]
            if np.count_nonzero(ids) != ids.size - len(ids) or ends != bytes(len(ids)):
                sound = (ids[:, -1] == 0) & ids[:, :-1].all(axis=1)
                odd.append(np.arange(stretch.count)[rows][~sound])
            names.append((rows, ids))
    if not sum(rows.size for rows in odd):
        return names, None
    plain = np.ones(stretch.count, bool)
    plain[np.concatenate(odd)] = False
    return names, plain


def _some(names: list[Names], ours: NDArray[np.bool_]) -> list[Names]:
    """Return the names of some rows, counted among these alone."""
    rank = np.cumsum(ours) - 1
    some: list[Names] = []
    for of, ids in names:
        rows = np.arange(ours.size)[of]
        mine = ours[rows]
        some.append((rank[rows[mine]], ids[mine]))
    return some
