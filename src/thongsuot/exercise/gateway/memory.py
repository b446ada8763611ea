"""Both ends in one process under simulated time: no socket, no waiting, the same course every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from thongsuot.engines.smpp import Event, Session, State
from thongsuot.exercise.gateway.centre import Centre
from thongsuot.exercise.gateway.links import Link

_TURNS = 10_000  # more than that while the clock stands still is no course of events
_STEP = 1e-6  # seconds; a moment that is due but brings nothing is looked at again after it
React = Callable[[Session, Event], None]


class Restless(RuntimeError):
    """The two ends answer each other without an end."""


@dataclass(eq=False, slots=True)
class Wire:
    """One connection in memory; `unread` is what the centre has not read yet."""

    session: Session
    link: Link
    unread: bytearray


class Joined:
    """Sessions of the ESME's role joined to a centre; `now` is the simulated time in seconds.

    `react` is told every event of a session at its moment, and may use the session.
    """

    def __init__(self, centre: Centre, react: React, *, now: float = 0.0) -> None:
        """Begin without a session."""
        self.centre, self.now = centre, now
        self._react = react
        self._wires: list[Wire] = []

    def connect(self, session: Session) -> None:
        """Open a connection for a session that was just made."""
        self._wires.append(Wire(session, self.centre.connect(now=self.now), bytearray()))

    def connected(self, session: Session) -> bool:
        """Tell whether the connection of a session still stands."""
        return any(wire.session is session for wire in self._wires)

    def disconnect(self, session: Session) -> None:
        """Cut a session's connection."""
        for wire in [wire for wire in self._wires if wire.session is session]:
            self._end(wire)

    def run(self, until: float) -> None:
        """Let time pass up to a moment; raises Restless."""
        turns = 0
        while True:
            if self._turn():
                turns += 1
                if turns > _TURNS:
                    raise Restless(f"still busy at {self.now} s")
                continue
            due = self._next_due()
            if due is None or due > until:
                break
            self.now, turns = max(due, self.now + _STEP), 0
        self.now = max(self.now, until)

    def _turn(self) -> bool:
        """Pass on what there is; return whether anything moved."""
        moved = False
        for wire in list(self._wires):
            self._tell(wire, wire.session.tick(now=self.now))
            wire.unread += b"".join(wire.session.outgoing(now=self.now))
            if came := bytes(wire.unread[: wire.link.appetite(self.now)]):
                moved = True
                del wire.unread[: len(came)]
                self.centre.receive(wire.link, came, now=self.now)
        self.centre.tick(now=self.now)
        for wire in list(self._wires):
            moved |= self._back(wire)
        return moved

    def _back(self, wire: Wire) -> bool:
        answer = b"".join(self.centre.outgoing(wire.link, now=self.now))
        if answer:
            self._tell(wire, wire.session.receive(answer, now=self.now))
        ended = wire.session.state in (State.UNBOUND, State.CLOSED)
        if ended and not wire.link.over:
            self.centre.receive(wire.link, b"".join(wire.session.outgoing(now=self.now)), now=self.now)
        if ended or wire.link.over:
            self._end(wire)
        return bool(answer)

    def _end(self, wire: Wire) -> None:
        if wire in self._wires:
            self._wires.remove(wire)
            self.centre.lost(wire.link, now=self.now)
            self._tell(wire, wire.session.lost(now=self.now))

    def _tell(self, wire: Wire, events: Iterable[Event]) -> None:
        for event in events:
            self._react(wire.session, event)

    def _next_due(self) -> float | None:
        dues = [self.centre.next_due(now=self.now)]
        dues += [wire.session.next_due(now=self.now) for wire in self._wires]
        dues += [wire.link.hungry_at(self.now) for wire in self._wires if wire.unread]
        return min((due for due in dues if due is not None), default=None)
