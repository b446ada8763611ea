"""Many messages at once: arrays, not an object a message."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._sequence import after, steps_behind
from thongsuot.engines.smpp._status import POSTPONING
from thongsuot.engines.smpp._stencil import Stencil
from thongsuot.engines.smpp._stretch import void

if TYPE_CHECKING:
    from thongsuot.engines.smpp._batches import Batches

Indices = NDArray[np.int64]
Ids = NDArray[np.uint8]
Names = tuple[slice | Indices, Ids]
LONGEST_ID = 64


class Standing(IntEnum):
    """How far one message of a batch has come."""

    WAITING = 0
    SENT = 1
    ACCEPTED = 2
    REFUSED = 3
    UNCERTAIN = 4


# as numpy has them: it takes its time with members of enums
WAITING, SENT, ACCEPTED, REFUSED, UNCERTAIN = map(np.uint8, Standing)


class Batch:
    """One text to many recipients (int64, MSISDN), in the order given.

    Message `i` is part `i % parts` to recipient `i // parts`; its sequence number stands `i` behind `first`. One place
    a message have `standing` (u1, Standing), `status` (u4, command_status, 0 until answered) and `message_ids` (S,
    empty until the centre gave one). Messages from `sent` on never went out; none go out while the batch is `held`.
    Raises UnusableRecipients, StencilTaken.
    """

    def __init__(self, stencil: Stencil, recipients: NDArray[np.int64]) -> None:
        """Fill the stencil; `Session.send` sends."""
        self.sheet = stencil.fill(recipients)
        stencil.holder = self
        self._texts = stencil.parts
        self.recipients = recipients
        self.parts = len(self._texts)
        self.count = self.end = recipients.size * self.parts
        self.standing: NDArray[np.uint8] = np.zeros(self.count, np.uint8)
        self.status: NDArray[np.uint32] = np.zeros(self.count, np.uint32)
        self.first = self.sent = self.answered = self.uncertain = 0
        self.held = False
        self.keeper: Batches | None = None  # those of the session that its sequence numbers are of
        self._ids: Ids = np.zeros((self.count, 1), np.uint8)
        self._again: Indices = np.empty(0, np.int64)
        self._slices: deque[tuple[float, slice | Indices]] = deque()

    @property
    def message_ids(self) -> NDArray[np.bytes_]:
        """The ids that the centre gave, one a message."""
        return self._ids.view(f"S{self._ids.shape[1]}").ravel()

    @property
    def waiting(self) -> int:
        """How many messages are still to go out, those that go again among them."""
        return self.end - self.sent + self._again.size

    @property
    def eager(self) -> bool:
        """Whether something is to go out now."""
        return self.waiting > 0 and not self.held

    @property
    def outstanding(self) -> int:
        """How many went out and wait for their answer."""
        return self.sent - self._again.size - self.answered - self.uncertain

    @property
    def done(self) -> bool:
        """Whether nothing is to go out and nothing is waited for."""
        return self.waiting == 0 and self.outstanding == 0

    def start(self, first: int) -> None:
        """Give sequence numbers to all messages; in the stencil only while it must still hold this batch."""
        self.first = first
        if self.end > self.sent:
            self.sheet.number(first, self.recipients.size)

    def again(self) -> int:
        """Let what was refused for now (0x58, 0x14) go out again; return how many messages that are."""
        refused = (self.standing == REFUSED) & np.isin(self.status, tuple(POSTPONING))
        postponed = np.flatnonzero(refused)
        self._forget_answered()  # a message that goes again waits from then on, not since it went first
        self.standing[postponed] = WAITING
        self._ids[postponed] = 0
        self.answered -= postponed.size
        self._again = np.concatenate((self._again, postponed))
        return int(postponed.size)

    def _forget_answered(self) -> None:
        """Keep of what went out only what still waits for its answer."""
        places = np.arange(self.count)
        silent = ((at, places[sent][self.standing[sent] == SENT]) for at, sent in self._slices)
        self._slices = deque((at, still) for at, still in silent if still.size)

    def withdraw(self) -> int:
        """Let nothing more go out; return how many messages stay behind, WAITING or still REFUSED."""
        behind = self.waiting
        self.standing[self._again] = REFUSED
        self.answered += self._again.size
        self._again, self.end = np.empty(0, np.int64), self.sent
        return behind

    def take(self, most: int, now: float) -> tuple[memoryview, int]:
        """Return the octets of up to so many messages, which count as sent from now on, and how many they are."""
        if self._again.size:
            going, self._again = self._again[:most], self._again[most:]
            self._slices.append((now, going))
            self.standing[going] = SENT
            self.status[going] = 0
            return memoryview(self._written_again(going)), int(going.size)
        begin, self.sent = self.sent, min(self.end, self.sent + most)
        fresh = slice(begin, self.sent)
        self._slices.append((now, fresh))
        self.standing[fresh] = SENT
        octets = self.sheet.octets[self.sheet.edge(begin) : self.sheet.edge(self.sent)]
        return octets.data, self.sent - begin

    def _written_again(self, places: Indices) -> bytes:
        """Write PDUs anew, with the sequence numbers they had: the stencil may hold another sheet by now."""
        sheet = Stencil(self._texts, places.size).fill(self.recipients[places // self.parts])
        pdus = []
        for row, place in enumerate(places.tolist()):
            index = row * self.parts + place % self.parts
            pdu = sheet.octets[sheet.edge(index) : sheet.edge(index + 1)].tobytes()
            pdus.append(pdu[:12] + after(self.first, place).to_bytes(4, "big") + pdu[16:])
        return b"".join(pdus)

    def places(self, sequences: NDArray[np.uint32]) -> Indices:
        """Return which messages have these sequence numbers (int64); what is not ours stands at `count` or behind."""
        return steps_behind(self.first, sequences)

    def span(self, sequences: NDArray[np.uint32]) -> slice | None:
        """Return which messages these are, if each is one behind the one before, and all of them are SENT."""
        begin = int(sequences[0]) - self.first
        end = begin + sequences.size
        if begin < 0 or end > self.sent or int(sequences[-1]) - int(sequences[0]) != sequences.size - 1:
            return None
        in_order = np.arange(self.first + begin, self.first + end, dtype=np.uint32)
        if np.count_nonzero(sequences == in_order) < sequences.size:
            return None
        waited = np.count_nonzero(self.standing[begin:end] == SENT)
        return slice(begin, end) if waited == sequences.size else None

    def settle(self, places: slice | Indices, status: NDArray[np.uint32], names: Sequence[Names]) -> None:
        """Take answers to messages that are SENT, no two to one; `names` are rows of these answers and their ids."""
        if np.count_nonzero(status):
            self.status[places] = status
            self.standing[places] = np.where(status, REFUSED, ACCEPTED)
        else:
            self.standing[places] = ACCEPTED
        for rows, ids in names:
            self._name(_chosen(places, rows), ids)
        self.answered += status.size

    def _name(self, places: slice | Indices, ids: Ids) -> None:
        """Write ids of one length, each with a NUL behind it."""
        width = ids.shape[1] - 1
        if width:
            self._widen(width)
            kind = void(width)
            to: NDArray[np.void] = np.ndarray((self.count,), kind, self._ids, 0, (self._ids.shape[1],))
            to[places] = np.ndarray((len(ids),), kind, ids, 0, (width + 1,))

    def settle_one(self, place: int, status: int, message_id: bytes) -> Standing:
        """Take one answer; return how the message stood before: only SENT and UNCERTAIN ones are changed."""
        before = Standing(self.standing[place])
        if before in (Standing.SENT, Standing.UNCERTAIN):
            self.uncertain -= before is Standing.UNCERTAIN
            self.answered += 1
            self.standing[place] = Standing.REFUSED if status else Standing.ACCEPTED
            self.status[place] = status
            self._name(slice(place, place + 1), np.frombuffer(message_id + b"\0", np.uint8)[None])
        return before

    def _widen(self, width: int) -> None:
        if width > self._ids.shape[1]:
            wider = np.zeros((self.count, -(-width // 8) * 8), np.uint8)
            wider[:, : self._ids.shape[1]] = self._ids
            self._ids = wider

    def expire(self, before: float) -> int:
        """Make UNCERTAIN what went out by a moment and was not answered; return how many messages that are."""
        doubtful = 0
        while self._slices and self._slices[0][0] <= before:
            _at, sent = self._slices.popleft()
            silent = self.standing[sent] == SENT
            doubtful += int(np.count_nonzero(silent))
            self.standing[sent] = np.where(silent, UNCERTAIN, self.standing[sent])
        self.uncertain += doubtful
        return doubtful

    def oldest(self) -> float | None:
        """Return when the oldest message that still waits for its answer went out."""
        while self._slices and not (self.standing[self._slices[0][1]] == SENT).any():
            self._slices.popleft()
        return self._slices[0][0] if self._slices else None


def _chosen(places: slice | Indices, rows: slice | Indices) -> slice | Indices:
    """Return the places of some rows."""
    if isinstance(rows, slice):  # that is, all
        return places
    return rows + places.start if isinstance(places, slice) else places[rows]
