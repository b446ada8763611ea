"""Requests of ours, one by one: those that wait to go out, those that wait for their answer, those that had it."""

from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from thongsuot.engines.smpp._command import Command

Value = TypeVar("Value")
WINDOWED = frozenset(
    {
        Command.SUBMIT_SM,
        Command.DATA_SM,
        Command.DELIVER_SM,
        Command.QUERY_SM,
        Command.CANCEL_SM,
        Command.REPLACE_SM,
    }
)  # the rest keeps the session alive and is never held back


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `at` is when it went out."""

    command: Command
    sequence: int
    key: Hashable
    octets: bytes
    at: float = 0.0


@dataclass(slots=True)
class Requests:
    """`queue` waits to go out; the sequence numbers of the last `remembered` answers are kept to know a repeat."""

    remembered: int
    queue: deque[Request] = field(default_factory=deque)
    _pending: OrderedDict[int, Request] = field(default_factory=OrderedDict)
    _doubtful: OrderedDict[int, Request] = field(default_factory=OrderedDict)
    _had: OrderedDict[int, None] = field(default_factory=OrderedDict)

    def went(self, request: Request, now: float) -> None:
        """Wait for the answer to a request from now on."""
        self._had.pop(request.sequence, None)  # the numbers have gone round
        self._pending[request.sequence] = Request(request.command, request.sequence, request.key, b"", now)

    def answered(self, sequence: int, command: Command) -> tuple[Request, bool] | None:
        """Return the request that a response answers, and whether it still waited; generic_nack answers any."""
        for table in (self._pending, self._doubtful):
            request = table.get(sequence)
            if request and command in (request.command.response, Command.GENERIC_NACK):
                del table[sequence]
                _keep(self._had, sequence, None, self.remembered)
                return request, table is self._pending
        return None

    def was_answered(self, sequence: int) -> bool:
        """Tell whether the answer to this number came before."""
        return sequence in self._had

    def waits_for(self, command: Command) -> bool:
        """Tell whether an answer to such a request is waited for."""
        return any(request.command is command for request in self._pending.values())

    def expired(self, before: float) -> list[Request]:
        """Return the requests that went out by a moment and were not answered; a late answer still finds them."""
        late = []
        while (request := self.oldest()) and request.at <= before:
            del self._pending[request.sequence]
            _keep(self._doubtful, request.sequence, request, self.remembered)
            late.append(request)
        return late

    def oldest(self) -> Request | None:
        """Return the request that waits longest for its answer."""
        return next(iter(self._pending.values()), None)

    def ended(self) -> tuple[list[Request], list[Request]]:
        """Return what waited for its answer and what never went out; nothing waits any more."""
        doubtful, unsent = list(self._pending.values()), list(self.queue)
        self._pending.clear()
        self.queue.clear()
        return doubtful, unsent


def _keep(table: OrderedDict[int, Value], sequence: int, value: Value, most: int) -> None:
    table[sequence] = value
    while len(table) > most:
        table.popitem(last=False)
