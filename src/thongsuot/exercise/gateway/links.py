"""One connection as the centre sees it."""

from __future__ import annotations

from thongsuot.engines.smpp import Command, Event, Message, Pacer, Role, Session, Settings, State
from thongsuot.exercise.gateway.behaviour import Behaviour, dice
from thongsuot.exercise.gateway.parcels import Parcel

_RECEIVING = frozenset({State.BOUND_RX, State.BOUND_TRX})
_PLENTY = 1 << 18  # octets at once, where the centre reads as fast as they come


class Link:
    """A session of the engine and what the centre counts on it.

    `pending` messages wait for their answer; `over` says that the connection is to be closed once what is left is
    written, `cut` that it is to be closed at once.
    """

    def __init__(self, number: int, behaviour: Behaviour, settings: Settings, *, now: float) -> None:
        """Begin with a connection that was just opened."""
        self.number = number
        self.session = Session(Role.SMSC, settings, now=now)
        self.chance = dice(behaviour, number)
        self.account = b""
        self.received = self.pending = 0
        self.over = self.cut = False
        self._reading = Pacer(behaviour.reading, burst=(behaviour.reading or 0) / 10)
        self._out: list[bytes | memoryview] = []

    @property
    def receives(self) -> bool:
        """Whether receipts and inbound messages can go to it."""
        return self.session.state in _RECEIVING and not self.over

    def appetite(self, now: float) -> int:
        """Return how many octets the centre reads now."""
        return self._reading.allows(now, _PLENTY)

    def hungry_at(self, now: float) -> float:
        """Return when the centre reads again."""
        due = self._reading.due(now)
        return now if due is None else due

    def read(self, octets: bytes | bytearray | memoryview, now: float) -> list[Event]:
        """Hear octets, no more than its appetite."""
        self._reading.spend(len(octets))
        return self.session.receive(octets, now=now)

    def carry(self, parcel: Parcel, message: Message) -> None:
        """Queue a message to the other end; raises IllegalRequest where none can go any more."""
        self.session.ask(Command.DELIVER_SM, message, key=parcel)

    def gather(self, now: float) -> None:
        """Put behind each other what the session has to say now: what is gathered first leaves first."""
        if not self.cut:
            self._out += self.session.outgoing(now=now)

    def taken(self) -> list[bytes | memoryview]:
        """Return what is to be written."""
        out, self._out = self._out, []
        return out

    def sever(self, now: float) -> list[Event]:
        """Cut the connection: nothing leaves any more, not even what was gathered."""
        self.cut = self.over = True
        self._out = []
        return self.session.lost(now=now)
