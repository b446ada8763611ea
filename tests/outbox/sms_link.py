"""A simulated centre on loopback, in a thread of its own, and a link to it that a test turns by hand."""

from __future__ import annotations

import queue
import random
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.cast import MONDAY

from thongsuot.exercise.gateway import Behaviour, Centre, Line, Record, Server, listen, read_record
from thongsuot.outbox.gateway import links
from thongsuot.outbox.gateway.singles import Singles
from thongsuot.outbox.gateway.wire import Wire

NAME, ACCOUNT, PASSWORD = "dd-1", "so-khcn", "bi-mat7"
PATIENCE = 10.0  # seconds until what a test waits for must have happened


class Peer:
    """What the centre took, and how it is to behave from now on."""

    def __init__(self, file: Path, behaviour: Behaviour) -> None:
        self.file, self.record = file, Record(file)
        self.centre = Centre(behaviour, self.record)
        self.listener = listen("127.0.0.1", 0)
        self.port = self.listener.getsockname()[1]
        self.url = f"smpp://{ACCOUNT}:{PASSWORD}@127.0.0.1:{self.port}?source=SO%20KHCN"
        self._asked: queue.Queue[Callable[[Centre, float], object]] = queue.Queue()
        self._ours, theirs = socket.socketpair()
        self.server = Server(self.centre, self.listener)
        self.server.hear(theirs.fileno(), lambda: (theirs.recv(1), self._asked.get()(self.centre, time.monotonic())))

    def tell(self, what: Callable[[Centre, float], object]) -> None:
        """Do something to the centre in its own thread, between two of its turns."""
        done = threading.Event()
        self._asked.put(lambda centre, now: (what(centre, now), done.set()))
        self._ours.send(b"!")
        assert done.wait(PATIENCE)

    def behave(self, **changes: object) -> None:
        """Let the centre behave otherwise from now on."""

        def change(centre: Centre, _now: float) -> None:
            centre.behaviour = replace(centre.behaviour, **changes)
            for link in centre.links:
                link.behaviour = centre.behaviour

        self.tell(change)

    def say(self, source: str, text: str) -> None:
        """Let a subscriber write to us."""
        self.tell(lambda centre, now: centre.say(ACCOUNT.encode(), source.encode(), b"SO KHCN", text, now=now))

    @property
    def lines(self) -> list[Line]:
        """Return what came, as the centre wrote it down before it answered."""
        return list(read_record(self.file))


@contextmanager
def standing(file: Path, **behaviour: object) -> Iterator[Peer]:
    """Let a centre stand on a free port of loopback."""
    told = Behaviour(**{"accounts": {ACCOUNT: PASSWORD}, "retry": 0.1, **behaviour})
    peer = Peer(file, told)
    thread = threading.Thread(target=peer.server.run, daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        peer.server.stop()
        thread.join(PATIENCE)
        peer.record.close()


class Driver:
    """A gateway in miniature: wires, and the outbox's messages over them."""

    def __init__(self, told: links.Told, *, sessions: int = 1) -> None:
        self.told, self.at = told, MONDAY
        self.wires = [Wire(told, random=random.Random(number)) for number in range(sessions)]  # noqa: S311  # moments to connect at
        self.singles = self.another()
        self.foreign: list[object] = []  # events that concern nobody here

    def another(self) -> Singles:
        """Return what a gateway begins with that knows nothing of the one before."""
        return Singles(self.told, clock=self.clock)

    def clock(self) -> datetime:
        """Return the time that is written down."""
        return self.at

    def turn(self, *, begin: bool = True) -> None:
        """Do whatever is due, and wait a little for the centre."""
        now = time.monotonic()
        for wire in self.wires:
            for event in wire.turn(now):
                if not self.singles.heard(event, wire.session):
                    self.foreign.append(event)
            due = self.singles.due()
            if begin and wire.bound and due is not None and due <= 0:
                self.singles.begin(wire.session)
            wire.push(now)
        select.select([wire for wire in self.wires if wire.fileno() >= 0], [], [], 0.005)

    def until(self, holds: Callable[[], object], *, begin: bool = True) -> None:
        """Turn until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "it never happened"
            self.turn(begin=begin)

    def bind(self) -> None:
        """Turn until every session is bound, without a message."""
        self.until(lambda: all(wire.bound for wire in self.wires), begin=False)

    def rest(self, seconds: float) -> None:
        """Turn for a while, to see that nothing happens."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.turn()

    def close(self) -> None:
        """End the connections."""
        for wire in self.wires:
            for event in wire.close(time.monotonic()):
                self.singles.heard(event, wire.session)


def use(settings: object, peer: Peer, more: str = "", *, sessions: int = 1) -> Driver:
    """Let single messages of this install leave by a link to the centre."""
    settings.SMPP_LINKS = {NAME: f"{peer.url}&sessions={sessions}{more}"}
    settings.SMS_URL = f"link:{NAME}"
    return Driver(links.named(NAME), sessions=sessions)
