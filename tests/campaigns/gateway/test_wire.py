"""One connection: bound, lost, refused, and made again after a while that grows and is never quite the same."""

from __future__ import annotations

import contextlib
import socket
import threading
from random import Random

from thongsuot.engines.smpp import Bound, Closed, Role, Session, Settings, State, Status
from thongsuot.outbox.gateway import addresses, links
from thongsuot.outbox.gateway.wire import FIRST_WAIT, LONGEST_WAIT, PATIENCE, Wire


def told(port, host="127.0.0.1", **options):
    query = "&".join(f"{name}={value}" for name, value in options.items())
    return links.read_one("dd-1", f"smpp://esme:secret@{host}:{port}?{query}", "live")


class Line:
    """The other end, in the same thread, served between the wire's turns."""

    def __init__(self, status=0):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.status = status
        self.settings = Settings(decide=lambda _command, _bind: self.status)
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


def test_what_is_wrong_now_is_told_and_not_what_was_wrong_before():
    line = Line(Status.RINVPASWD)
    wire = wire_to(line.port)
    line.until(wire, lambda heard: wire.trouble)
    line.connection.close()
    line.listener.close()
    line.serve = lambda: None
    line.until(wire, lambda heard: "ESME_RINVPASWD" not in wire.trouble)
    assert wire.trouble.startswith("Mất kết nối")


class Names:
    """A name server that answers when the test lets it, and knows one host or none."""

    def __init__(self, monkeypatch, known=True):
        self.known, self.answers, self.asked = known, threading.Event(), threading.Event()
        self.plainly, self.count = socket.getaddrinfo, 0
        monkeypatch.setattr(addresses.socket, "getaddrinfo", self.ask)

    def ask(self, host, port, **options):
        """Answer of numbers at once."""
        if options.get("flags") == socket.AI_NUMERICHOST:
            return self.plainly(host, port, **options)
        self.count += 1
        self.asked.set()
        self.answers.wait(60)
        if not self.known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.plainly("127.0.0.1", port, **options)


def test_a_name_server_that_takes_its_time_keeps_nobody_waiting(monkeypatch):
    names, line = Names(monkeypatch), Line()
    wire = Wire(told(line.port, "smsc.example"), random=Random(1))  # noqa: S311  # moments, not secrets
    assert wire.turn(0.0) == []  # it comes back though nobody has answered
    names.asked.wait(60)
    assert (wire.fileno(), wire.bound) == (-1, False)
    assert 0.0 < wire.next_due(0.0) < PATIENCE
    names.answers.set()
    line.until(wire, lambda heard: wire.bound)
    assert names.count == 1


def test_a_name_server_that_never_answers_is_told_and_asked_by_one_thread_alone(monkeypatch):
    names = Names(monkeypatch)
    wire = Wire(told(2775, "smsc.example"), random=Random(1))  # noqa: S311  # moments, not secrets
    for step in range(4_000):
        wire.turn(step / 10)
    assert "địa chỉ" in wire.trouble
    assert (names.count, wire.fileno()) == (1, -1)
    names.answers.set()


def test_a_host_that_nobody_knows_is_told_and_asked_for_again(monkeypatch):
    names = Names(monkeypatch, known=False)
    names.answers.set()
    wire = Wire(told(2775, "smsc.example"), random=Random(1))  # noqa: S311  # moments, not secrets
    now = 0.0
    while names.count < 3:
        wire.turn(now)
        now += 0.1
    assert "Name or service not known" in wire.trouble


def test_a_closed_wire_makes_no_other_connection():
    line = Line()
    wire = wire_to(line.port)
    line.until(wire, lambda heard: wire.bound)
    assert any(isinstance(event, Closed) for event in wire.close(50.0))
    assert wire.turn(1e9) == []
    assert not wire.bound
