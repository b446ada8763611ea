"""One SMPP 3.4 session, of either role, for single messages and batches alike."""

from collections.abc import Hashable

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp import _timers
from thongsuot.engines.smpp._batch import Batch
from thongsuot.engines.smpp._bodies import Bind, Body, Message, Outbind, Query
from thongsuot.engines.smpp._command import BINDS, Command
from thongsuot.engines.smpp._core import Core
from thongsuot.engines.smpp._events import Ending, Event
from thongsuot.engines.smpp._pdu import HEADER, Pdu, encode, respond
from thongsuot.engines.smpp._reading import Reader
from thongsuot.engines.smpp._requests import WINDOWED, Request
from thongsuot.engines.smpp._sending import outgoing
from thongsuot.engines.smpp._settings import Settings
from thongsuot.engines.smpp._states import Role, State, legal

_ACKNOWLEDGED = np.frombuffer(HEADER.pack(HEADER.size + 1, Command.DELIVER_SM_RESP, 0, 0) + b"\0", np.uint8)
_UNDER_WAY = "the batch is under way or done; nothing was sent"


class IllegalRequest(ValueError):
    """This side may not ask this in this state; nothing was sent."""


class Session:
    """Octets and time in, events and octets out; nobody's thread, socket or clock.

    `now` is in seconds of any clock that goes forward. After whatever was called, send what `outgoing` gives, and call
    `tick` when `next_due` says so. Octets that cannot be read never raise: they are an event, and the answer the
    standard asks for. Only what this side may not do raises: IllegalRequest, UnwritablePdu.
    """

    def __init__(self, role: Role, settings: Settings | None = None, *, now: float) -> None:
        """Begin with a connection that was just opened."""
        self._core = Core(role, settings or Settings(), now)
        self._reader = Reader(self._core)

    @property
    def state(self) -> State:
        """How far the session has come."""
        return self._core.state

    @property
    def outstanding(self) -> int:
        """How many messages wait for their answer."""
        return self._core.window.outstanding

    @property
    def waiting(self) -> int:
        """How many messages wait to go out."""
        core = self._core
        return len(core.requests.queue) + sum(batch.waiting for batch in core.batches.active)

    def bind(self, command: Command, bind: Bind, *, now: float) -> int:
        """Ask to be bound; return the sequence number."""
        if command not in BINDS or any(self._core.requests.waits_for(other) for other in BINDS):
            raise IllegalRequest(f"{command.name} does not bind, or a bind is not answered yet; nothing was sent")
        return self._ask_now(command, bind, now)

    def outbind(self, outbind: Outbind) -> int:
        """Ask an ESME to bind; return the sequence number."""
        self._allow(Command.OUTBIND)
        pdu = Pdu(Command.OUTBIND, self._core.reserve(1), 0, outbind)
        self._core.say(pdu)
        self._core.state = State.OUTBOUND
        return pdu.sequence

    def unbind(self, *, now: float) -> None:
        """Ask for the end: nothing new goes out, answers still come in, until `Closed`."""
        self._allow(Command.UNBIND)
        _timers.unbind(self._core, self._core.clock.read(now))

    def enquire(self, *, now: float) -> int:
        """Ask for a sign of life; it is asked for anyway when nothing is heard."""
        return self._ask_now(Command.ENQUIRE_LINK, None, now)

    def ask(self, command: Command, body: Body, key: Hashable = None) -> int:
        """Queue one request about a message, ahead of all batches; `key` comes back in the event that answers it.

        Returns the sequence number.
        """
        self._allow(command)
        if command not in WINDOWED or self._core.leaving:
            raise IllegalRequest(f"{command.name} cannot be queued now; nothing was sent")
        pdu = Pdu(command, self._core.reserve(1), 0, body)
        self._core.requests.queue.append(Request(command, pdu.sequence, key, encode(pdu)))
        return pdu.sequence

    def submit(self, message: Message, key: Hashable = None) -> int:
        """Queue one submit_sm."""
        return self.ask(Command.SUBMIT_SM, message, key)

    def query(self, query: Query, key: Hashable = None) -> int:
        """Queue one query_sm."""
        return self.ask(Command.QUERY_SM, query, key)

    def send(self, batch: Batch) -> None:
        """Send a batch, behind single messages and the batches before it; or what another session left of it."""
        self._allow_batches()
        if batch.outstanding or batch.done or batch in self._core.batches.active:
            raise IllegalRequest(_UNDER_WAY)
        batch.start(self._core.reserve(batch.count))
        self._core.batches.add(batch)

    def again(self, batch: Batch) -> int:
        """Send again what the centre refused for now; return how many messages that are.

        Where another session sent the batch, this one goes on with it, once nothing of it waits for its answer there.
        """
        self._allow_batches()
        elsewhere = batch.keeper is not self._core.batches
        if elsewhere and batch.outstanding:
            raise IllegalRequest(_UNDER_WAY)
        count = batch.again()
        if count and elsewhere:
            batch.start(self._core.reserve(batch.count))
        if count:
            self._core.batches.add(batch)
        return count

    def withdraw(self, batch: Batch) -> int:
        """Let nothing more of a batch go out; return how many messages stay behind. Answers still come in."""
        behind = batch.withdraw()
        self._core.batches.sweep()
        return behind

    def answer(self, pdu: Pdu, status: int = 0, body: Body | None = None) -> None:
        """Answer a request that arrived; when the session is over nothing is sent, and the peer asks again."""
        if not pdu.command.answered:
            raise IllegalRequest(f"{pdu.command.name} has no answer; nothing was sent")
        answer = respond(pdu.command, pdu.sequence, status, body)
        if not self._core.over:
            self._core.say(answer)

    def acknowledge(self, sequences: NDArray[np.uint32]) -> None:
        """Answer receipts with ESME_ROK; when the session is over nothing is sent, and they come again."""
        if self._core.over:
            return
        answers = np.tile(_ACKNOWLEDGED, (sequences.size, 1))
        answers[:, 12:16] = sequences.astype(">u4").view(np.uint8).reshape(-1, 4)
        self._core.out.append(answers.tobytes())

    def alert(self, body: Body) -> None:
        """Send one alert_notification, which nobody answers."""
        self._allow(Command.ALERT_NOTIFICATION)
        self._core.say(Pdu(Command.ALERT_NOTIFICATION, self._core.reserve(1), 0, body))

    def receive(self, octets: bytes | bytearray | memoryview, *, now: float) -> list[Event]:
        """Read what came, whole PDUs or not; nothing of it is kept but what is not whole yet.

        Events do not keep the order of the wire: receipts are told last, behind answers that came after them.
        """
        if self._core.state is not State.CLOSED:
            self._reader.read(octets, self._core.clock.read(now))
        return self._told()

    def outgoing(self, *, now: float) -> list[bytes | memoryview]:
        """Take what is to be written now, in this order; views of batches stay as they are."""
        return list(outgoing(self._core, self._core.clock.read(now)))

    def tick(self, *, now: float) -> list[Event]:
        """Let time pass."""
        _timers.pass_time(self._core, self._core.clock.read(now))
        return self._told()

    def next_due(self, *, now: float) -> float | None:
        """Return when `tick` and `outgoing` are to be called next, whatever comes; None: only octets matter."""
        due = _timers.next_due(self._core, self._core.clock.read(now))
        return None if due is None else self._core.clock.shown(due)

    def lost(self, *, now: float) -> list[Event]:
        """Take note that the connection is gone."""
        self._core.clock.read(now)
        self._core.end(Ending.LOST)
        return self._told()

    def _ask_now(self, command: Command, body: Body | None, now: float) -> int:
        self._allow(command)
        sequence = self._core.reserve(1)
        pdu = Pdu(command, sequence) if body is None else Pdu(command, sequence, 0, body)
        self._core.request(pdu, self._core.clock.read(now))
        return sequence

    def _allow(self, command: Command) -> None:
        core = self._core
        if not legal(core.role, command, core.state):
            raise IllegalRequest(f"{core.role} may not send {command.name} while {core.state}; nothing was sent")

    def _allow_batches(self) -> None:
        self._allow(Command.SUBMIT_SM)
        if self._core.leaving:
            raise IllegalRequest("the session is ending; nothing was sent")

    def _told(self) -> list[Event]:
        events, self._core.events = self._core.events, []
        return events
