"""One connection: bound, lost, refused, and made again after a while that grows and is never quite the same."""

from __future__ import annotations

import contextlib
import socket
from random import Random

from thongsuot.engines.smpp import Bound, Closed, Role, Session, Settings, State, Status
from thongsuot.outbox.gateway import links
from thongsuot.outbox.gateway.wire import FIRST_WAIT, LONGEST_WAIT, Wire


def told(port, **options):
    query = "&".join(f"{name}={value}" for name, value in options.items())
    return links.read_one("dd-1", f"smpp://esme:secret@127.0.0.1:{port}?{query}", "live")


class Line:
    """The other end, in the same thread, served between the wire's turns."""

    def __init__(self, status=0):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.settings = Settings(decide=lambda _command, _bind: status)
        self.connection = None

    def serve(self):
        """Do what there is to do."""
        with contextlib.suppress(BlockingIOError):
            if self.connection is None:
                self.connection = self.listener.accept()[0]
                self.connection.setblocking(False)
                self.session = Session(Role.SMSC, self.settings, now=0.0)
            self.session.receive(self.connection.recv(4096), now=0.0)
            for octets in self.session.outgoing(now=0.0):
                self.connection.send(octets)

    def cut(self):
        """Cut the connection."""
        self.connection.close()
        self.connection = None

    def until(self, wire, so):
        """Turn both until something is so; return what the wire told."""
        heard = []
        for step in range(20_000):
            heard += wire.turn(step / 100)
            if so(heard):
                return heard
            self.serve()
        raise AssertionError("it never came to pass")


def wire_to(port, seed=1, **options):
    return Wire(told(port, **options), random=Random(seed))  # noqa: S311  # moments, not secrets


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_it_binds_and_says_so():
    line = Line()
    wire = wire_to(line.port)
    assert (wire.bound, wire.fileno(), wire.wants_write) == (False, -1, False)
    events = line.until(wire, lambda heard: wire.bound)
    assert any(isinstance(event, Bound) for event in events)
    assert (wire.trouble, wire.session.state) == ("", State.BOUND_TRX)
    assert wire.fileno() >= 0


def test_a_refused_bind_is_told_in_words_and_tried_again_later():
    line = Line(Status.RINVPASWD)
    wire = wire_to(line.port)
    line.until(wire, lambda heard: wire.trouble)
    assert "ESME_RINVPASWD" in wire.trouble
    assert not wire.bound
    assert wire.fileno() == -1


def test_nobody_there_is_tried_again_after_waits_that_grow_with_jitter():
    def waits(seed):
        wire, now, found = wire_to(closed_port(), seed), 0.0, []
        for _ in range(12):
            wire.turn(now)
            while wire.fileno() != -1:
                wire.turn(now)
            found.append(wire.next_due(now) - now)
            now += found[-1]
        return found

    one, other = waits(1), waits(2)
    assert one != other
    assert all(FIRST_WAIT <= wait <= LONGEST_WAIT for wait in one + other)
    assert max(one[:2]) <= 4 * FIRST_WAIT < max(one[6:])


def test_a_lost_connection_ends_the_session_and_another_is_made():
    line = Line()
    wire = wire_to(line.port)
    line.until(wire, lambda heard: wire.bound)
    first = wire.session
    line.cut()
    events = line.until(wire, lambda heard: any(isinstance(event, Closed) for event in heard))
    assert events
    assert wire.trouble
    assert wire.fileno() == -1
    line.until(wire, lambda heard: wire.bound)
    assert wire.session is not first


def test_a_closed_wire_makes_no_other_connection():
    line = Line()
    wire = wire_to(line.port)
    line.until(wire, lambda heard: wire.bound)
    assert any(isinstance(event, Closed) for event in wire.close(50.0))
    assert wire.turn(1e9) == []
    assert not wire.bound
