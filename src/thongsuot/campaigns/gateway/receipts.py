"""Receipts are joined to messages, kept, and only then acknowledged; what nobody here knows waits for other gateways.

Messages are expected once their outcome is counted, so that a receipt never counts before its message does.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from thongsuot.campaigns.gateway.book import Book, Done
from thongsuot.campaigns.gateway.entries import (
    AT_ONCE,
    Acks,
    Keep,
    Parcel,
    ReadOthers,
    ReadStrays,
    acknowledge,
    rows_of,
    together,
)
from thongsuot.campaigns.gateway.holdings import Holding
from thongsuot.campaigns.gateway.lots import BatchReceipts
from thongsuot.campaigns.gateway.stretches import Ripe
from thongsuot.campaigns.queries.claims import Written
from thongsuot.engines.smpp import Matcher, MessageState, Receipts, Session, Verdict

FINAL = np.ones(256, bool)
FINAL[[MessageState.SCHEDULED, MessageState.ENROUTE, MessageState.ACCEPTED]] = False
BITS = 24  # of a key: the place in the batch, which has at most 10 000 recipients of 255 parts
REMEMBERED = 1 << 21  # messages that are waited for
SOON = 0.02  # seconds in which what is being sent is likely to be counted
ASK_AFTER = 1.0  # seconds until the Results of other gateways are looked through for a receipt
ASK_EVERY = 0.5  # seconds between two looks for new ones
STRAY_AFTER = 6.0  # seconds until it is kept as a stray
SURE_AFTER = 1.5  # the same where every Result has been looked through: the centre waits for answers to tell us more
STRAYS_EVERY = 10.0  # seconds between two looks at the strays
MOST_WAITING = 200_000


class Ledger:
    """What receipts have come for this gateway's messages and, where need be, for those of others."""

    def __init__(self, book: Book, reality: str) -> None:
        """Begin with nothing expected."""
        self.book, self._reality = book, reality
        self._matcher = Matcher(hold=0, remember=REMEMBERED)
        self._batches: list[BatchReceipts] = []
        self._places: dict[int, int] = {}
        self._acks: Acks = []
        self._arrived: list[Parcel] = []
        self._waiting: list[Parcel] = []  # for messages that nobody here knows yet
        self._renewed = False
        self._touched: set[int] = set()
        self._keeping: Keep | None = None
        self._reading = False
        self._fresh: list[Written] = []  # to be expected once a receipt comes at all
        self._known: dict[int, int] = {}  # Results that are expected, and how many messages each has
        self._expected = 0
        self._unread = False  # whether Results of our own are to be read again
        self._strays_at = self._ask_at = 0.0
        self._all_read = False  # whether the last look at others found no more than it could read

    @property
    def idle(self) -> bool:
        """Whether nothing waits to be kept."""
        return self._keeping is None and not (self._touched or self._acks or self._arrived)

    def counted(self, holding: Holding, ripe: list[tuple[Ripe, int]]) -> None:
        """Expect receipts for what is counted, each as a Result of this number, and look whether some came before."""
        for each, number in ripe:
            told, mine = each.told, (holding.mine.batch, each.told.start, holding.wording.parts)
            self.expect(Written(number, *mine, told.width, told.states, told.ids))
        if ripe:
            self.again()

    def expect(self, result: Written) -> None:
        """Expect receipts for the messages of a Result that is counted; put in order once a receipt comes."""
        self._fresh.append(result)
        self._known[result.number] = len(result.states)
        self._expected += len(result.states)
        if self._expected > REMEMBERED:  # the matcher does the same
            while self._expected > REMEMBERED // 2:
                self._forget(next(iter(self._known)))
            self._fresh = [result for result in self._fresh if result.number in self._known]
            self._unread, self._all_read = True, False

    def _forget(self, number: int) -> None:
        self._expected -= self._known.pop(number, 0)

    def _enter(self) -> None:
        """Have the matcher expect what is to be expected."""
        if not self._fresh:
            return
        fresh, self._fresh = deque(self._fresh), []
        while fresh:  # one by one, so that each is let go once the matcher has it
            result = fresh.popleft()
            places, message_ids = result.accepted()
            if places.size:
                self._matcher.expect(message_ids, places | self._number(result.batch, result.parts) << BITS)

    def _number(self, batch: int, parts: int) -> int:
        if batch not in self._places:
            self._places[batch] = len(self._batches)
            self._batches.append(BatchReceipts(batch, parts))
        return self._places[batch]

    def again(self) -> None:
        """Look again for what waits, now that more is expected."""
        self._renewed = True

    def heard(self, session: Session, event: Receipts, now: float) -> None:
        """Take receipts that came."""
        self._arrived.append(Parcel(session, event.sequences, event.message_ids, event.states, now))

    def _look(self, now: float, *, sending: bool) -> None:
        """Join what came: not before its messages are likely to be counted, nor before our own are expected again."""
        if self._unread:
            self._waiting, self._arrived = self._waiting + self._arrived, []
            return
        if self._renewed:
            parcels, self._waiting = self._waiting + self._arrived, []
        elif self._arrived and not (sending and now - self._arrived[0].since < SOON):
            parcels = self._arrived
        else:
            return
        self._renewed, self._arrived = False, []
        for parcel in together(parcels):
            self._sort(parcel)

    def _sort(self, parcel: Parcel) -> None:
        """Put receipts to their batches; what no message is known for waits."""
        self._enter()
        matches = self._matcher.match(parcel.message_ids, parcel.states)
        unknown = matches.verdicts == Verdict.HELD
        if unknown.any():
            self._waiting.append(parcel.some(unknown))
            parcel = parcel.some(~unknown)
        keys = matches.keys[~unknown]
        final = (matches.verdicts[~unknown] == Verdict.MATCHED) & FINAL[parcel.states]
        self._put(keys[final], parcel.states[final])
        if parcel.sequences.size:
            self._acks.append((parcel.session, parcel.sequences))

    def _put(self, keys: NDArray[np.int64], states: NDArray[np.uint8]) -> None:
        numbers, places = keys >> BITS, keys & ((1 << BITS) - 1)
        for number in np.flatnonzero(np.bincount(numbers)).tolist() if numbers.size else ():
            mine = numbers == number
            self._batches[number].add(places[mine], states[mine])
            self._touched.add(number)

    def plan(self, now: float, *, sending: bool) -> None:
        """Have kept what came, one commit at a time; ask for what is not known."""
        self._look(now, sending=sending)
        if self._keeping is None and (self._touched or self._acks):
            self._keep([])
        if not self._waiting or self._reading:
            return
        waited = now - self._waiting[0].since
        if waited > self._patience or sum(parcel.states.size for parcel in self._waiting) > MOST_WAITING:
            self._stray(now)
        elif self._unread or (self._expected < REMEMBERED and waited > ASK_AFTER and now >= self._ask_at):
            self._ask()

    def next_due(self, now: float) -> float | None:
        """Return when something is to be done, whatever comes."""
        if self._arrived:
            return self._arrived[0].since + SOON
        return now + 0.25 if self._waiting else None

    def _keep(self, settled: Sequence[int], strays: tuple[int, bytes] | None = None) -> None:
        touched, self._touched = self._touched, set()
        found = [(self._batches[number], self._batches[number].lot()) for number in touched]
        lots = [(of, *lot) for of, lot in found if lot is not None]
        acks, self._acks = self._acks, []
        if not lots and strays is None and not settled:
            acknowledge(acks)  # all of it was kept before
            return
        self._keeping = Keep(lots, acks, self.book.organisation, self._reality, strays, settled)
        self.book.do(self._keeping)

    def _ask(self) -> None:
        """Read in Results of others: first what came lately, then what is older, to the very first."""
        self._reading = True
        self.book.do(ReadOthers(self.book.organisation, tuple(self._known)))

    @property
    def _patience(self) -> float:
        """Return how long a receipt may be unknown."""
        return min(STRAY_AFTER, SURE_AFTER) if self._all_read else STRAY_AFTER

    def _stray(self, now: float) -> None:
        """Keep what nobody knows as strays, and acknowledge it."""
        if self._keeping is not None:
            return
        old = [parcel for parcel in self._waiting if now - parcel.since > self._patience] or self._waiting
        self._waiting = [parcel for parcel in self._waiting if parcel not in old]
        ids = np.concatenate([parcel.message_ids for parcel in old])
        states = np.concatenate([parcel.states for parcel in old])
        self._acks += [(parcel.session, parcel.sequences) for parcel in old]
        self._keep([], (ids.dtype.itemsize, rows_of(ids, states)))

    def look(self, now: float) -> None:
        """Look from time to time whether strays have found their message."""
        if now - self._strays_at > STRAYS_EVERY and self._keeping is None and not self._reading:
            self._strays_at = now
            self.book.do(ReadStrays(self.book.organisation))

    def done(self, news: Done) -> bool:
        """Take what came of a job; False where it is not ours."""
        match news.job, news.result:
            case Keep() as job, (dict() as kept, dict() as stale):
                self._keeping = None
                self._kept(job, kept, stale)
            case ReadOthers(), list(results):
                self._reading, self._unread = False, self._unread and len(results) == AT_ONCE
                self._all_read = len(results) < AT_ONCE
                self._ask_at = time.monotonic() + ASK_EVERY
                for result in results:
                    self.expect(result)
                    self._enter()
                self._unread = self._unread and self._expected < REMEMBERED
                self.again()
            case ReadStrays(), list(lots):
                self._found(lots)
            case _:
                return False
        return True

    def _kept(self, job: Keep, kept: dict[int, int], stale: dict[int, tuple[int, bytes]]) -> None:
        for of, lot, rows in job.lots:
            if lot.batch in kept:
                of.kept(kept[lot.batch], rows)
            else:
                of.load(*stale[lot.batch])
                of.coming.append(rows)
                self._touched.add(self._places[of.batch])
        if stale:
            self._acks = job.acks + self._acks
        else:
            acknowledge(job.acks)

    def _found(self, lots: Sequence[tuple[int, int, bytes]]) -> None:
        """Put strays to their messages; what is left of a lot takes its place."""
        if self._keeping is not None:
            return
        self._enter()
        settled, left = [], []
        for number, width, rows in lots:
            table = np.frombuffer(rows, np.dtype([("id", f"S{width}"), ("state", "u1")]))
            matches = self._matcher.match(np.ascontiguousarray(table["id"]), np.ascontiguousarray(table["state"]))
            known = matches.verdicts != Verdict.HELD
            if known.any():
                fresh = (matches.verdicts == Verdict.MATCHED) & FINAL[table["state"]]
                self._put(matches.keys[fresh], table["state"][fresh])
                settled.append(number)
                left += [table[~known]] if not known.all() else []
        if settled:
            rest = list(chain(left))
            ids = np.concatenate([each["id"] for each in rest]) if rest else None
            states = np.concatenate([each["state"] for each in rest]) if rest else None
            strays = (ids.dtype.itemsize, rows_of(ids, states)) if ids is not None and states is not None else None
            self._keep(settled, strays)
