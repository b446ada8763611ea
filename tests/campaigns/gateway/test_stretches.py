"""A stretch: what of it is written when, what goes again, what a stop leaves."""

from __future__ import annotations

import numpy as np
import pytest

from thongsuot.campaigns.gateway.places import BLOCK, MOST, Place
from thongsuot.campaigns.gateway.stretches import FIRST_WAIT, MOST_TRIES, Stretch
from thongsuot.campaigns.queries.claims import Counts, Written, counted
from thongsuot.engines.smpp import Batch, Message, Standing, Status, Stencil
from thongsuot.outbox.gateway import links

A, R, U, W = Standing.ACCEPTED, Standing.REFUSED, Standing.UNCERTAIN, Standing.SENT


def stretch(count, parts=1, start=100):
    text = Message(source_addr=b"UBND-DX", short_message=b"x")
    batch = Batch(Stencil([text] * parts, count), 84_900_000_000 + np.arange(count))
    return Stretch(start, batch, now=0.0)


def answer(one, *standings, status=Status.RINVDSTADR):
    """Let the centre have said this of all messages in their order."""
    batch = one.batch
    batch.take(batch.count, 0.0)
    for place, standing in enumerate(standings):
        if standing is A:
            batch.settle_one(place, 0, b"%04X" % place)
        elif standing is R:
            batch.settle_one(place, status, b"")
        elif standing is U:
            batch.standing[place] = U
            batch.uncertain += 1


def test_what_is_all_answered_is_written_at_once():
    one = stretch(4)
    answer(one, A, A, R, A)
    (ripe,) = one.ripe(pieces=False)
    assert (ripe.told.start, ripe.told.count, ripe.told.width, ripe.end) == (100, 4, 4, 104)
    assert ripe.told.states == bytes([A, A, R, A])
    assert ripe.told.ids == b"00000001" + bytes(4) + b"0003"
    assert (ripe.counts, ripe.causes) == (Counts(3, 1, 0, 3), {int(Status.RINVDSTADR): 1})
    assert one.over
    assert list(one.ripe(pieces=True)) == []


def test_what_waits_holds_up_the_rest_only_for_a_while():
    one = stretch(6)
    answer(one, A, A, W, A, W, A)
    assert list(one.ripe(pieces=False)) == []
    assert [(ripe.told.start, ripe.told.count) for ripe in one.ripe(pieces=True)] == [(100, 2), (103, 1), (105, 1)]
    assert list(one.ripe(pieces=True)) == []
    assert one.left == 2
    one.batch.settle_one(2, 0, b"2")
    assert [(ripe.told.start, ripe.told.count) for ripe in one.ripe(pieces=True)] == [(102, 1)]
    one.batch.settle_one(4, 0, b"4")
    assert [ripe.told.start for ripe in one.ripe(pieces=False)] == [104]
    assert one.over


def test_a_recipient_is_whole_only_with_all_parts():
    one = stretch(3, parts=2)
    answer(one, A, A, A, W, R, A)
    assert [(ripe.told.start, ripe.counts) for ripe in one.ripe(pieces=True)] == [
        (100, Counts(1, 0, 0, 2)),
        (102, Counts(0, 1, 0, 1)),
    ]


def test_what_was_postponed_goes_again_and_again_and_counts_as_refused_in_the_end():
    one, now = stretch(2), 0.0
    answer(one, A, R, status=Status.RMSGQFUL)
    waits = []
    for _ in range(MOST_TRIES):
        assert list(one.ripe(pieces=True)) == [] or one.left == 1
        one.look(now, throttled=False)
        waits.append(one.again_at - now)
        now, one.again_at = one.again_at, None
        one.batch.again()
        one.batch.take(1, now)
        one.batch.settle_one(1, Status.RMSGQFUL, b"")
    assert waits == pytest.approx([FIRST_WAIT * 2**k for k in range(MOST_TRIES)])
    one.look(now, throttled=False)
    assert one.again_at is None
    assert sum(ripe.counts.refused for ripe in one.ripe(pieces=False)) == 1


def test_while_the_whole_session_is_throttled_it_is_tried_for_longer():
    one = stretch(1)
    answer(one, R, status=Status.RTHROTTLED)
    for _ in range(3 * MOST_TRIES):
        one.look(10.0, throttled=True)
        assert one.again_at == 10.0
        one.again_at = None
    one.look(10_000.0, throttled=True)
    assert one.again_at is None


@pytest.mark.parametrize(("sent", "left"), [(0, 0), (1, 1), (2, 1), (3, 2), (6, 3)])
def test_a_stop_lets_a_begun_message_end_and_takes_the_rest_back(sent, left):
    one = stretch(3, parts=2)
    one.batch.take(sent, 0.0)
    one.stop()
    assert (one.end - 100, one.left) == (left, left)
    assert one.batch.waiting == 2 * left - sent


def test_what_is_abandoned_half_way_is_uncertain():
    one = stretch(3, parts=2)
    answer(one)
    one = stretch(3, parts=2)
    one.batch.take(3, 0.0)
    for place in range(3):
        one.batch.settle_one(place, 0, b"%d" % place)
    one.abandon()
    one.abandon()
    (ripe,) = one.ripe(pieces=False)
    assert ripe.counts == Counts(1, 0, 1, 3)
    assert one.batch.done


def test_recipients_are_counted_by_their_worst_part():
    states = np.array([A, A, A, U, R, U, U, U], np.uint8)
    assert counted(states, 2) == Counts(1, 1, 2, 3)
    assert counted(states[:2], 1) == Counts(2, 0, 0, 2)


def test_a_result_says_which_messages_have_an_id():
    places, ids = Written(1, 7, 10, 2, 3, bytes([A, R, A, U]), b"abc\0\0\0x\0\0\0\0\0").accepted()
    assert (places.tolist(), ids.tolist()) == ([20, 22], [b"abc", b"x"])
    assert Written(1, 7, 0, 1, 0, bytes([A]), b"").accepted()[0].size == 0


def place(**options):
    query = "&".join(f"{name}={value}" for name, value in options.items())
    told = links.read_one("dd-1", f"smpp://esme:secret@127.0.0.1:2775?{query}", "live")
    return Place(0, told, wire=None)


def pace(one, speed, commits, seconds=0.01):
    """Let so many commits come, each after a quarter of a second at that speed."""
    for k in range(commits):
        one.look(k * 0.25)
        one.count(int(speed * 0.25))
        one.committed(seconds, k * 0.25 + 0.25)


def test_claims_begin_with_a_window_and_grow_to_a_second_of_the_speed():
    one = place(window=10)
    assert (one.allowance, one.step(1), one.step(20)) == (10, 5, 1)
    pace(one, 1_000, 3)
    assert one.allowance == 80  # twice as much each time
    pace(one, 1_000, 20)
    assert 900 <= one.allowance <= 1_100


def test_claims_never_pass_a_second_of_the_contract_nor_what_memory_holds():
    contract, free = place(window=10, rate=300, sessions=3), place(window=10)
    pace(contract, 5_000, 20)
    assert contract.allowance == 100
    pace(free, 10**7, 40)
    assert (free.allowance, free.step(1)) == (MOST, BLOCK)


def test_slow_commits_keep_claims_small():
    one = place(window=10)
    pace(one, 1_000, 10, seconds=2.0)
    assert one.allowance == 10
