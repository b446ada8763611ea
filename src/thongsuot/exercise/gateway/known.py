"""The messages a centre took, and what it says of them when asked: nine octets each."""

from __future__ import annotations

from array import array
from pathlib import Path

from thongsuot.engines.smpp import MessageState
from thongsuot.exercise.gateway.ids import FIRST, Ids, in_answer, number_of
from thongsuot.exercise.gateway.record import read_record


class Known:
    """Numbers of messages from `FIRST` on, in the order they were taken."""

    def __init__(self, ids: Ids, file: Path) -> None:
        """Remember what the record says: ids and sessions go on where they ended, and all was delivered meanwhile."""
        self.ids = ids
        self.sessions = 0
        self._states = array("B")
        self._done_at = array("d")
        for line in read_record(file):
            self.sessions = max(self.sessions, line.session)
            if line.accepted:
                self.take(MessageState[line.fate.split()[0].upper()], float("-inf"))

    def take(self, state: MessageState, done_at: float) -> int:
        """Take one message that will be in a final state at a moment; return its number."""
        self._states.append(state)
        self._done_at.append(done_at)
        return FIRST + len(self._states) - 1

    def name(self, number: int) -> bytes:
        """Return its id, as the answer says it."""
        return in_answer(self.ids, number)

    def state(self, message_id: bytes, now: float) -> MessageState | None:
        """Return how far a message has come; None where there is none."""
        place = number_of(self.ids, message_id) - FIRST
        if not 0 <= place < len(self._states):
            return None
        return MessageState(self._states[place]) if self._done_at[place] <= now else MessageState.ENROUTE
