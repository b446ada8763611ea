"""A claimed stretch on its way: which of its recipients have an outcome, and that outcome as the tables keep it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thongsuot.campaigns.actions.keeping import Told
from thongsuot.campaigns.queries.claims import Counts, counted
from thongsuot.engines.smpp import POSTPONING, Batch, Standing

FIRST_WAIT, LONGEST_WAIT = 0.05, 30.0  # seconds until what the centre postponed goes again, twice as long each time
MOST_TRIES = 7  # of what it postpones here and there: about three seconds, then the refusal counts
LONGEST_TRYING = 300.0  # seconds of trying while the centre throttles the whole session


@dataclass(frozen=True, slots=True, eq=False)
class Ripe:
    """Recipients that follow each other and have their outcome; `places` and `ids` are of the accepted messages."""

    told: Told
    counts: Counts
    causes: dict[int, int]
    places: NDArray[np.int64]
    message_ids: NDArray[np.bytes_]

    @property
    def end(self) -> int:
        """The recipient behind the last."""
        return self.told.start + self.told.count


class Stretch:
    """`count` recipients of a batch in the tables from `start` on, as one batch of the engine."""

    def __init__(self, start: int, batch: Batch, now: float) -> None:
        """Begin with nothing sent."""
        self.start, self.batch, self.parts = start, batch, batch.parts
        self.begun = now
        self.stopping = False
        self.again_at: float | None = None
        self.tries = 0
        self._given_up = False  # what is postponed counts as refused
        self._open = [(0, batch.recipients.size)]  # recipients without a Result, counted from `start`

    @property
    def end(self) -> int:
        """The recipient behind the last that is sent, or may still be."""
        return self.start + self.batch.end // self.parts

    @property
    def left(self) -> int:
        """How many recipients are still to be written down."""
        return sum(end - begin for begin, end in self._open)

    @property
    def over(self) -> bool:
        """Whether everything is written down."""
        return not self._open

    def stop(self) -> None:
        """Let nothing more go out but the other parts of a message that has begun."""
        self.batch.withdraw()
        self.batch.end = -(-self.batch.sent // self.parts) * self.parts
        self.batch.held = False
        self.stopping = True
        self.again_at = None
        self._trim()

    def abandon(self) -> None:
        """Let nothing more go out at all; a message of which some parts left is uncertain, for it is never sent again.

        Only once no session waits for answers to the batch.
        """
        self.stop()
        batch = self.batch
        batch.standing[batch.sent : batch.end] = Standing.UNCERTAIN
        batch.uncertain += batch.end - batch.sent
        batch.sent = batch.end

    def _trim(self) -> None:
        end = self.batch.end // self.parts
        self._open = [(low, min(high, end)) for low, high in self._open if low < end]

    def postponed(self) -> NDArray[np.bool_] | None:
        """Return which messages the centre refused for now; None where there are none."""
        refused = self.batch.standing == Standing.REFUSED
        if not np.count_nonzero(refused):
            return None
        refused &= np.isin(self.batch.status, tuple(POSTPONING))
        return refused if np.count_nonzero(refused) else None

    def look(self, now: float, *, throttled: bool) -> None:
        """Decide when what was postponed goes again, once everything else of the stretch was answered."""
        if self.stopping or self.again_at is not None or not self.batch.done or self.postponed() is None:
            return
        patient = throttled and now - self.begun < LONGEST_TRYING
        if self.tries < MOST_TRIES or patient:
            wait = 0.0 if throttled else min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(self.tries, 16))
            self.again_at = now + wait
            self.tries += 1
        else:
            self._given_up = True

    def ripe(self, *, pieces: bool) -> Iterator[Ripe]:
        """Give what has its outcome and is not written yet: all of it at once, or with `pieces` what there is."""
        if self.batch.done and (self.stopping or self._given_up or self.postponed() is None):
            ranges, self._open = self._open, []
        elif pieces:
            ranges = self._pieces()
        else:
            return
        for begin, end in ranges:
            yield self._told(begin, end)

    def _pieces(self) -> list[tuple[int, int]]:
        """Take the runs of recipients all of whose messages have an outcome."""
        final = self.batch.standing > Standing.SENT
        waits = self.postponed()
        if waits is not None and not (self.stopping or self._given_up):
            final &= ~waits
        whole: NDArray[np.bool_] = np.asarray(final.reshape(-1, self.parts).all(axis=1))
        found: list[tuple[int, int]] = []
        left: list[tuple[int, int]] = []
        for begin, end in self._open:
            edges = np.flatnonzero(np.diff(whole[begin:end], prepend=not whole[begin])) + begin
            for low, high in zip(edges, [*edges[1:], end], strict=True):
                (found if whole[low] else left).append((int(low), int(high)))
        self._open = left
        return found

    def _told(self, begin: int, end: int) -> Ripe:
        parts, batch = self.parts, self.batch
        mine = slice(begin * parts, end * parts)
        states = batch.standing[mine]
        counts = counted(states, parts)
        every = batch.message_ids[mine]
        width, ids = _packed(every)
        told = Told(self.start + begin, end - begin, width, states.tobytes(), ids)
        first = (self.start + begin) * parts
        if counts.taken == states.size:
            return Ripe(told, counts, {}, np.arange(first, first + states.size), every)
        accepted = np.flatnonzero(states == Standing.ACCEPTED)
        causes = _causes(states, batch.status[mine], parts) if counts.refused else {}
        return Ripe(told, counts, causes, first + accepted, every[accepted])


def _packed(ids: NDArray[np.bytes_]) -> tuple[int, bytes]:
    """Return the longest length of ids, and all of them at that length, one behind the other."""
    octets = np.ascontiguousarray(ids).view(np.uint8).reshape(ids.size, ids.dtype.itemsize)
    used = np.flatnonzero(octets.any(axis=0))
    width = int(used[-1]) + 1 if used.size else 0
    return width, np.ascontiguousarray(octets[:, :width]).tobytes()


def _causes(states: NDArray[np.uint8], status: NDArray[np.uint32], parts: int) -> dict[int, int]:
    """Count refused recipients by the status of the first part that was refused."""
    refused = (states == Standing.REFUSED).reshape(-1, parts)
    rows = np.flatnonzero(refused.any(axis=1))
    said = status.reshape(-1, parts)[rows, refused[rows].argmax(axis=1)]
    values, times = np.unique(said, return_counts=True)
    return dict(zip(values.tolist(), times.tolist(), strict=True))
