"""A session's place: how much is claimed for it at any speed, and its wire octet by octet, without a network."""

from __future__ import annotations

import errno
import socket
import time
from random import Random
from types import SimpleNamespace

import pytest
from tests.campaigns.gateway.pieces import answer, claimed, told

from thongsuot.campaigns.gateway.places import BLOCK, LOOK, MOST, SLOW, Place
from thongsuot.campaigns.gateway.wording import worded
from thongsuot.engines.smpp import Batch, Bound, Closed, Ending, Role, Session, Settings, Standing, State, Stencil
from thongsuot.outbox.gateway import wire as wire_room
from thongsuot.outbox.gateway.wire import FIRST_WAIT, LONGEST_WAIT, PATIENCE, STEADY, Wire


def place(**options):
    return Place(0, told(**options), wire=None)


def drive(one, speed, seconds, *, commit=0.01, every=0.25, begin=0.0):
    """Let answers come at a speed, and a commit at every interval; return when it ended."""
    now, end = begin, begin + seconds
    while now < end:
        one.look(now)
        now += every
        one.count(int(speed * every))
        one.committed(commit, now)
    one.look(now)
    return now


# --- claim sizes


@pytest.mark.parametrize(("rate", "sessions", "most"), [(500, 1, 500), (500, 2, 250), (100, 4, 100), (5_000, 1, 5_000)])
def test_at_a_real_rate_a_claim_is_a_second_of_the_sessions_share_or_a_window(rate, sessions, most):
    one = place(window=100, rate=rate, sessions=sessions)
    drive(one, 20_000, 30)
    assert one.allowance == most
    assert one.step(1) == min(BLOCK, most // 2)


def test_at_benchmark_rates_a_claim_is_a_whole_block_and_several_fit():
    one = place(window=10_000)
    drive(one, 150_000, 30)
    assert one.step(1) == BLOCK
    assert 10 <= one.allowance // BLOCK <= MOST // BLOCK


@pytest.mark.parametrize(("parts", "step"), [(1, 50), (2, 25), (3, 16), (49, 1), (255, 1)])
def test_a_step_counts_recipients_and_is_never_nothing(parts, step):
    assert place(window=100).step(parts) == step


def test_a_window_of_one_still_sends():
    one = place(window=1, rate=1)
    drive(one, 1, 10, every=1.0)
    assert (one.allowance, one.step(1), one.step(3)) == (1, 1, 1)


def test_claims_shrink_with_the_speed_but_not_below_a_window():
    one = place(window=20)
    now = drive(one, 4_000, 20)
    assert one.allowance > 3_000
    drive(one, 0, 20, begin=now)
    assert one.allowance == 20


def test_a_commit_that_is_too_slow_stops_growth_at_once_and_a_quick_one_lets_it_go_on():
    one = place(window=20)
    now = drive(one, 4_000, 0.5)
    grown = one.allowance
    now = drive(one, 4_000, 5, commit=SLOW, begin=now)
    assert one.allowance == grown < 200
    drive(one, 4_000, 5, begin=now)
    assert one.allowance > 10 * grown


def test_the_rate_that_pages_see_is_of_the_last_second():
    one = place()
    for step in range(21):
        one.look(step / 10)
        one.count(30 if step < 10 else 7)
    assert one.last_second == 70
    one.look(3.1)
    one.look(4.2)
    assert one.last_second == 0


def test_a_process_that_slept_long_takes_no_old_speed_for_a_new_one():
    one = place(window=10)
    now = drive(one, 1_000, 10)
    one.look(now + 3_600)
    assert one.last_second == 0
    drive(one, 0, 20 * LOOK, every=LOOK, begin=now + 3_600)
    assert one.allowance < 100


def test_a_session_is_throttled_until_a_second_after_the_centre_said_so():
    one = place()
    assert not one.throttled(0.0)
    one.throttled_until = 5.0
    assert [one.throttled(now) for now in (4.9, 5.9, 6.0)] == [True, True, False]


# --- the wire


class Pair:
    """A socket that connects to the test, as slowly as it likes, and takes as many octets as it is told."""

    def __init__(self):
        self.near, self.far = socket.socketpair()
        self.far.setblocking(False)
        self.says = [0]  # what connecting comes to, the last for ever
        self.room = 1 << 20
        self.setblocking, self.recv_into, self.fileno = self.near.setblocking, self.near.recv_into, self.near.fileno
        self.closed = False

    def setsockopt(self, *_option):
        """Take any option."""

    def connect_ex(self, _address):
        return self.says.pop(0) if len(self.says) > 1 else self.says[0]

    def send(self, octets):
        if self.room <= 0:
            raise BlockingIOError
        gone = self.near.send(octets[: self.room])
        self.room -= gone
        return gone

    def close(self):
        self.closed = True
        self.near.close()


class Centre:
    """The other ends, one after the other; the newest is served."""

    def __init__(self, status=0):
        self.pairs, self.settings = [], Settings(decide=lambda _command, _bind: status)
        self.next = Pair()
        self.session = None

    def socket(self, *_kind):
        self.pairs.append(self.next)
        self.next, self.session = Pair(), Session(Role.SMSC, self.settings, now=0.0)
        return self.pairs[-1]

    def serve(self, now=0.0):
        """Answer what came; return what it was."""
        pair = self.pairs[-1]
        try:
            events = self.session.receive(pair.far.recv(1 << 20), now=now)
        except BlockingIOError:
            events = []
        for octets in self.session.outgoing(now=now):
            pair.far.send(octets)
        return events


@pytest.fixture
def centre(monkeypatch):
    made = Centre()
    names = {name: getattr(socket, name) for name in ("SOCK_STREAM", "IPPROTO_TCP", "TCP_NODELAY", "AF_INET")}
    fake = SimpleNamespace(**names, socket=made.socket)
    monkeypatch.setattr(wire_room, "socket", fake)
    yield made
    for pair in [*made.pairs, made.next]:
        pair.far.close()
        pair.near.close()


def wire(**options):
    return Wire(told(**options), random=Random(1))  # noqa: S311  # moments, not secrets


def bound(centre, now=0.0, **options):
    """Return a wire that is bound."""
    one = wire(**options)
    bind(centre, one, now)
    return one


def bind(centre, one, now):
    events = []
    for _ in range(3):
        events += one.turn(now)
        centre.serve(now)
    assert [type(event) for event in events] == [Bound]


def some(count):
    wording = worded(told(), "UBND-DX", "Xin chao", reference=0)
    return Batch(Stencil(wording.messages, count), claimed(count).recipients)


def test_it_waits_for_a_slow_connection_without_blocking_and_then_binds(centre):
    centre.next.says = [errno.EINPROGRESS, errno.EALREADY, errno.EISCONN]
    one = wire()
    assert one.turn(1.0) == []
    assert (one.wants_write, one.next_due(1.0)) == (True, 1.0 + PATIENCE)
    one.turn(2.0)
    assert not one.session.outstanding
    bind(centre, one, 3.0)
    assert (one.bound, one.wants_write, one.fileno()) == (True, False, centre.pairs[0].fileno())


def test_a_connection_that_never_comes_is_given_up_in_words(centre):
    centre.next.says = [errno.EINPROGRESS]
    one = wire()
    one.turn(1.0)
    one.turn(0.9 + PATIENCE)
    assert one.trouble == ""
    one.turn(1.0 + PATIENCE)
    assert "không ai trả lời" in one.trouble
    assert (one.fileno(), centre.pairs[0].closed) == (-1, True)
    assert FIRST_WAIT <= one.next_due(1.0 + PATIENCE) - 1.0 - PATIENCE <= 2 * FIRST_WAIT


def test_a_host_without_an_address_is_told_and_tried_again(centre, monkeypatch):
    def nobody(*_asked, **_more):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    one, at, until = wire(), 1.0, time.monotonic() + 20
    while not one.trouble and time.monotonic() < until:
        assert one.turn(at := at + 0.01) == []  # whoever is asked answers in a thread of its own
    assert "Name or service not known" in one.trouble
    assert centre.pairs == []
    assert one.next_due(at) > at


def test_a_centre_that_answers_no_bind_is_let_go_in_words(centre):
    one = wire()
    one.turn(0.0)
    one.turn(1.0)
    events = one.turn(PATIENCE + 1.0)
    assert Closed(Ending.NO_BIND) in events
    assert one.trouble == "Trung tâm tin nhắn không trả lời."
    assert one.fileno() == -1


def test_octets_that_the_connection_does_not_take_go_later_in_their_order(centre):
    one = bound(centre, window=50)
    batch, pair = some(50), centre.pairs[0]
    one.session.send(batch)
    pair.room = 100
    one.turn(0.1)
    assert (one.wants_write, batch.sent) == (True, 50)
    heard = []
    for step in range(2, 100):
        heard += centre.serve(step / 10)
        pair.room = 137
        one.push(step / 10)
    assert not one.wants_write
    assert [event.pdu.body.destination_addr for event in heard] == [b"%d" % each for each in batch.recipients.tolist()]


def test_a_window_is_never_passed_whatever_waits(centre):
    one = bound(centre, window=7)
    batch = some(40)
    one.session.send(batch)
    for now in (0.1, 0.2, 5.0):
        one.turn(now)
    assert (batch.sent, batch.outstanding, batch.waiting) == (7, 7, 33)


def test_the_contract_is_split_between_the_sessions(centre):
    one = bound(centre, window=1_000, rate=100, sessions=4)
    batch = some(1_000)
    one.session.send(batch)
    sent = {}
    for step in range(100, 501):
        one.turn(step / 100)
        sent[step] = batch.sent
    assert [sent[step + 100] - sent[step] for step in (200, 300, 400)] == pytest.approx([25] * 3, abs=1)


def test_a_cut_connection_leaves_in_doubt_what_left_and_nothing_else(centre):
    one = bound(centre, window=10)
    batch = some(30)
    one.session.send(batch)
    one.turn(0.1)
    centre.pairs[0].far.close()
    events = one.turn(0.2)
    assert Closed(Ending.LOST) in events
    assert (batch.uncertain, batch.outstanding, batch.waiting) == (10, 0, 20)
    assert one.trouble.startswith("Mất kết nối với trung tâm tin nhắn")
    assert (one.bound, one.fileno(), one.wants_write) == (False, -1, False)


def test_another_session_goes_on_with_what_had_not_left(centre):
    one = bound(centre, window=10)
    batch = some(30)
    one.session.send(batch)
    one.turn(0.1)
    centre.pairs[0].far.close()
    one.turn(0.2)
    bind(centre, one, one.next_due(0.2))
    assert one.trouble == ""
    one.session.send(batch)
    answer(batch, 20)
    assert batch.done
    assert [int((batch.standing == each).sum()) for each in (Standing.UNCERTAIN, Standing.ACCEPTED)] == [10, 20]


@pytest.mark.parametrize(("held", "longest"), [(STEADY, 2 * FIRST_WAIT), (STEADY - 0.5, LONGEST_WAIT)])
def test_only_a_steady_session_makes_a_loss_count_as_the_first(centre, held, longest):
    one, now, waits = wire(), 0.0, []
    for _ in range(12):
        bind(centre, one, now)
        centre.pairs[-1].far.close()
        one.turn(now + held)
        waits.append(one.next_due(now + held) - now - held)
        now += held + waits[-1]
    assert longest / 2 < max(waits) <= longest
    assert min(waits) >= FIRST_WAIT


def test_a_farewell_sends_nothing_new_and_a_closed_wire_never_comes_back(centre):
    one = bound(centre, window=10)
    batch = some(30)
    one.session.send(batch)
    one.turn(0.1)
    one.leave(0.2)
    one.turn(0.2)
    assert batch.sent == 10
    assert one.session.state is not State.CLOSED
    one.close(0.3)
    assert (one.next_due(0.3), one.turn(1e9)) == (float("inf"), [])
    assert centre.pairs[0].closed


def test_leaving_before_the_bind_asks_for_nothing(centre):
    one = wire()
    one.leave(0.0)
    one.turn(0.0)
    one.leave(0.1)
    assert one.push(0.1) == []
    assert one.close(0.2) == [Closed(Ending.LOST)]
