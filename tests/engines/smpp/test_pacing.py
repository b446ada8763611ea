"""The pace: never above the contract, never below it for long; waits grow and shrink again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.smpp.joined import accepted, bound, message, recipients, sent

from thongsuot.engines.smpp import Backoff, Batch, Pacer, Pause, Status, Stencil, Throttled, Window

steps = st.lists(st.tuples(st.floats(0, 0.2), st.integers(0, 50)), min_size=1, max_size=200)


@settings(deadline=None)
@given(st.floats(0.5, 5000), st.floats(0, 300), steps)
def test_over_no_interval_goes_more_than_the_rate_and_the_burst(rate, burst, steps):
    pacer = Pacer(rate, burst)
    now, gone = 0.0, []
    for wait, wanted in steps:
        now += wait
        count = pacer.allows(now, wanted)
        assert 0 <= count <= wanted
        pacer.spend(count)
        gone.append((now, count))
    for first, (begin, _count) in enumerate(gone):
        total = 0
        for end, count in gone[first:]:
            total += count
            assert total <= pacer.burst + rate * (end - begin) + 1e-5


@settings(deadline=None)
@given(st.floats(1, 2000), st.lists(st.floats(0.001, 0.02), min_size=50, max_size=300))
def test_whoever_wakes_when_told_uses_the_contract(rate, delays):
    """Woken late by up to 20 ms, but within the burst, the pace loses nothing."""
    pacer = Pacer(rate, burst=max(1.0, rate * 0.04) + 1)
    pacer.spend(pacer.allows(0.0, 10_000))
    now = sent = 0
    for delay in delays:
        now = pacer.due(now) + delay / 2
        count = pacer.allows(now, 10_000)
        pacer.spend(count)
        sent += count
    assert sent >= rate * now - max(2, rate * 0.03)


@settings(deadline=None)
@given(st.lists(st.floats(-100, 100), min_size=1, max_size=50))
def test_a_clock_that_goes_back_gains_nothing(steps):
    pacer = Pacer(10, burst=1)
    now, forward, sent = 1000.0, 0.0, 0
    pacer.spend(pacer.allows(now, 1))
    for step in steps:
        now += step
        forward += max(0.0, step)
        count = pacer.allows(now, 1000)
        pacer.spend(count)
        sent += count
    assert sent <= 10 * forward + 1e-5


def test_no_rate_is_no_limit_and_a_rate_of_nothing_lets_nothing_go():
    assert Pacer().allows(0.0, 7) == 7
    assert Pacer().due(3.0) == 3.0
    assert Pacer(0).allows(1e9, 7) == 0
    assert Pacer(0).due(0.0) is None


def test_a_slow_rate_lets_one_go_now_and_then():
    pacer = Pacer(0.5)
    assert pacer.allows(0.0, 5) == 1
    pacer.spend(1)
    assert pacer.due(0.0) == 2.0
    assert pacer.allows(1.9, 5) == 0
    assert pacer.allows(2.0, 5) == 1


def test_a_wait_doubles_up_to_its_most_and_halves_with_time():
    backoff = Backoff(first=1, most=5, calm=10)
    pause = backoff.after(Pause(), 0.0)
    assert pause == Pause(1.0, 1)
    assert backoff.after(pause, 0.5) is pause  # it was on its way already
    spans, now = [], 1.0
    for _ in range(5):
        pause = backoff.after(pause, now)
        spans.append(pause.until - now)
        now = pause.until
    assert spans == [2, 4, 5, 5, 5]
    assert backoff.after(pause, now + 19).until - (now + 19) == 4
    assert backoff.after(pause, now + 1000).until - (now + 1000) == 1
    assert Backoff(first=1, most=5, calm=0).after(pause, now + 1).level == 1


@settings(deadline=None)
@given(st.floats(0.01, 10), st.floats(0.01, 60), st.floats(0, 60), st.lists(st.floats(0, 100), max_size=50))
def test_a_wait_is_never_longer_than_its_most(first, most, calm, times):
    backoff, pause, now = Backoff(first, most, calm), Pause(), 0.0
    for step in times:
        now += step
        pause = backoff.after(pause, now)
        assert pause.until - now <= most + 1e-9
        assert not pause.over(now)


def test_a_throttled_session_waits_and_goes_on():
    session = bound(window=10, backoff=Backoff(first=1))
    sequences = [session.submit(message()) for _ in range(3)]
    sent(session)
    session.submit(message(), key="later")
    events = session.receive(accepted(sequences[0], status=Status.RTHROTTLED), now=5.0)
    assert events[1] == Throttled(Status.RTHROTTLED, 6.0)
    assert sent(session, 5.5) == []
    assert session.next_due(now=5.5) == 6.0
    assert len(sent(session, 6.0)) == 1


def test_a_session_keeps_to_its_rate_single_messages_first():
    session = bound(window=1000, rate=100, burst=10)
    session.send(Batch(Stencil([message()], 500), recipients(500)))
    now, went, singly = 0.0, 0, []
    for turn in range(5000):
        if turn % 40 == 0:
            session.submit(message(b"now"))
        pdus = sent(session, now)
        singly += [place for place, pdu in enumerate(pdus) if pdu.body.short_message == b"now"]
        went += len(pdus)
        session.receive(b"".join(accepted(pdu.sequence) for pdu in pdus), now=now)
        assert went <= 100 * now + 10 + 1e-5
        due = session.next_due(now=now)
        if due is None:
            break
        now = max(due, now)
    assert went == 500 + len(singly)
    assert len(singly) > 5
    assert set(singly) == {0}
    assert now == pytest.approx((went - 10) / 100, abs=0.2)


def test_a_rate_of_nothing_leaves_a_session_asleep():
    session = bound(window=10, rate=0)
    session.submit(message())
    assert sent(session) == []
    assert session.next_due(now=0.0) is None


@pytest.mark.parametrize("size", [0, -1])
def test_a_window_holds_something(size):
    with pytest.raises(ValueError, match="at least one message; no session was begun"):
        Window(size)


def test_a_window_shrinks_by_halves_and_grows_by_eighths():
    window = Window(100)
    assert window.learn(20, 20)
    assert window.now == 50
    assert not window.learn(399, 0)
    assert window.now == 50
    assert not window.learn(1, 0)
    assert window.now == 56
    for _ in range(20):
        window.learn(20, 20)
    assert window.now == 1
    assert not window.learn(20, 20)
    for _ in range(2000):
        window.learn(10, 0)
    assert window.now == 100


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 100), st.floats(0, 1)), max_size=100), st.integers(1, 200))
def test_a_window_stays_within_its_bounds(answers, size):
    window = Window(size)
    for count, share in answers:
        window.learn(count, int(count * share))
        assert 1 <= window.now <= size
        assert window.free == window.now
