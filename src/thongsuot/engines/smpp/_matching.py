"""Receipts joined to the messages they are about."""

from dataclasses import dataclass
from enum import Enum, IntEnum, auto

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._expected import Expected
from thongsuot.engines.smpp._index import Places
from thongsuot.engines.smpp._keys import Octets, Way, receipt_keys, rows
from thongsuot.engines.smpp._receipts import ON_THE_WAY

_FINAL = np.ones(256, bool)
_FINAL[list(ON_THE_WAY)] = False
_TRIES = 16  # receipts of nobody's must not make every call expensive


class _Lot(Enum):
    """Where receipts are looked at; each has its own tries, so that those held take none of those that come."""

    CAME = auto()
    HELD = auto()


class Verdict(IntEnum):
    """What one receipt turned out to be."""

    MATCHED = 0
    HELD = 1  # of no message yet: it may have overtaken the answer
    REPEATED = 2  # its message was done before


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """One place a receipt: the key of its message (int64, -1 without), its verdict (u1)."""

    keys: NDArray[np.int64]
    verdicts: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Early:
    """Receipts that had overtaken their answers, in the order they came: keys (int64), states (u1), errors (S)."""

    keys: NDArray[np.int64]
    states: NDArray[np.uint8]
    errors: NDArray[np.bytes_]


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    ids: NDArray[np.bytes_]
    states: NDArray[np.uint8]
    errors: NDArray[np.bytes_]

    def some(self, where: NDArray[np.bool_] | slice) -> "_Held":
        return _Held(self.ids[where], self.states[where], self.errors[where])

    def then(self, other: "_Held") -> "_Held":
        return _Held(
            np.concatenate((self.ids, other.ids)),
            np.concatenate((self.states, other.states)),
            np.concatenate((self.errors, other.errors)),
        )


class Matcher:
    """Joins receipts to messages by their ids: the same but for case and leading zeros, else hexadecimal to decimal.

    Another base is tried while no receipt was found the plain way, and kept once it found half of a lot: ids that only
    look alike are not taken for each other later. Of ids that are not unique each receipt takes one, exactly equal ones
    first. `hold` receipts wait for their answer, of more the oldest are `dropped`; `remember` messages are kept, of
    more the oldest are forgotten (`unmatched` counts those that had no final receipt).
    """

    def __init__(self, *, hold: int = 10_000, remember: int = 1 << 22) -> None:
        """Begin with nothing expected."""
        self._hold, self._remember = hold, remember
        self._expected = Expected()
        self._held = _Held(np.empty(0, "S1"), np.empty(0, np.uint8), np.empty(0, "S1"))
        self._tries, self._tried_at, self._sure = dict.fromkeys(_Lot, _TRIES), 0, False
        self.matched = self.repeated = self.dropped = self.unmatched = 0

    @property
    def way(self) -> Way:
        """How ids of receipts are those of answers, as far as is known."""
        return self._expected.way

    @property
    def held(self) -> int:
        """How many receipts wait for their answer."""
        return self._held.ids.size

    def expect(self, message_ids: NDArray[np.bytes_], keys: NDArray[np.int64]) -> Early:
        """Expect receipts for messages (ids S, keys int64); return the ones that came before."""
        named = message_ids != b""
        if not named.all():  # the centre gave no id: no receipt can name it
            message_ids, keys = message_ids[named], keys[named]
        if message_ids.size:
            self._expected.add(rows(message_ids), keys)
        if self._expected.size > self._remember:
            self.unmatched += self._expected.shed(self._expected.size - self._remember // 2)
        self._renew_tries()
        held = self._held
        matches = self._match(held.ids, held.states, _Lot.HELD)
        came = matches.verdicts != Verdict.HELD
        self._held = held.some(~came) if came.any() else held
        told = held.some(matches.verdicts == Verdict.MATCHED)
        return Early(matches.keys[matches.verdicts == Verdict.MATCHED], told.states, told.errors)

    def match(
        self, message_ids: NDArray[np.bytes_], states: NDArray[np.uint8], errors: NDArray[np.bytes_] | None = None
    ) -> Matches:
        """Join receipts to messages: ids (S), states (u1, MessageState), what they say of errors (S).

        A state that is not final leaves the message expected.
        """
        matches = self._match(message_ids, states, _Lot.CAME)
        early = matches.verdicts == Verdict.HELD
        if early.any():
            if errors is None:
                errors = np.zeros(states.size, "S1")
            self._keep(_Held(message_ids, states, errors).some(early))
        return matches

    def _keep(self, early: _Held) -> None:
        held = self._held.then(early)
        over = max(0, held.ids.size - self._hold)
        self.dropped += over
        self._held = held.some(slice(over, None))

    def _renew_tries(self) -> None:
        """Try anew when the expected have doubled: so much more may explain what came, and so seldom costs little."""
        self._tried_at = min(self._tried_at, self._expected.size)
        if self._expected.size >= 2 * self._tried_at:
            self._tries, self._tried_at = dict.fromkeys(_Lot, _TRIES), self._expected.size

    def _match(self, message_ids: NDArray[np.bytes_], states: NDArray[np.uint8], lot: _Lot) -> Matches:
        if not (message_ids.size and self._expected.size):
            return Matches(np.full(states.size, -1), np.full(states.size, Verdict.HELD, np.uint8))
        ids = rows(message_ids)
        places, alike = self._expected.find(ids)
        if not self._sure:
            places, alike = self._learn(ids, places, alike, lot)
        verdicts = np.full(states.size, Verdict.HELD, np.uint8)
        singly = (alike | _repeated(places)) & (places >= 0)
        plain = (places >= 0) & ~singly
        verdicts[plain] = self._take(places[plain], states[plain])
        for row in np.flatnonzero(singly):
            places[row] = self._expected.choose(ids[row]) if alike[row] else places[row]
            verdicts[row] = self._take(places[row : row + 1], states[row : row + 1])[0]
        self.matched += int(np.count_nonzero(verdicts == Verdict.MATCHED))
        self.repeated += int(np.count_nonzero(verdicts == Verdict.REPEATED))
        return Matches(np.where(places >= 0, self._expected.keys[places], -1), verdicts)

    def _take(self, places: Places, states: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Take receipts for different messages; return their verdicts."""
        done = self._expected.done
        verdicts = np.where(done[places], np.uint8(Verdict.REPEATED), np.uint8(Verdict.MATCHED))
        done[places] |= _FINAL[states]
        return verdicts

    def _learn(
        self, ids: Octets, places: Places, alike: NDArray[np.bool_], lot: _Lot
    ) -> tuple[Places, NDArray[np.bool_]]:
        """Look whether another base explains the ids, while nothing else does."""
        self._sure = bool((places >= 0).any())
        if self._sure or not self._tries[lot]:
            return places, alike
        self._tries[lot] -= 1
        for way in (Way.HEX_TO_DECIMAL, Way.DECIMAL_TO_HEX):
            index = self._expected.turned(way)
            found, more = index.find(receipt_keys(way, ids))
            if 2 * np.count_nonzero(found >= 0) >= found.size:
                self._expected.turn(way, index)
                self._sure = True
                return found, more
        return places, alike


def _repeated(places: Places) -> NDArray[np.bool_]:
    """Tell which places stand there more than once."""
    ordered = np.sort(places)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    return np.isin(places, twice) if twice.size else np.zeros(places.size, bool)
