"""A claimed part of a batch: what of it is counted, in which order, and what a stop gives back."""

from __future__ import annotations

import numpy as np
import pytest
from tests.campaigns.gateway.pieces import FIRST, Wire, answer, claimed, holding, lane, told

from thongsuot.campaigns.gateway.holdings import PIECES_AFTER
from thongsuot.campaigns.gateway.places import Place
from thongsuot.campaigns.gateway.sending import GIVE_BACK, Sender
from thongsuot.campaigns.queries.claims import Counts, Released
from thongsuot.engines.smpp import Closed, Ending, Settled, Standing, Status, Throttled

LONG = "UBND tinh de nghi nguoi dan o trong nha. " * 5  # two parts
SHARE = Released(1, 40, "UBND-DX", "Xin chao", ("trial", "rest"))
LONGER = Released(2, 40, "UBND-DX", LONG, ("trial", "rest"))


def sender(*shares, places=1):
    """Return a sender with bound sessions, in which these shares are released."""
    one = Sender(told())
    one.places = {number: Place(number, one.told, Wire()) for number in range(places)}
    one.see(shares or (SHARE,))
    return one


def begun(one=None, *, upto=40, held=None, now=0.0, **other):
    """Return a sender and its one holding, of which one stretch is under way."""
    one = one or sender()
    one.take(claimed(100, 0, upto, held=held, **other))
    one.feed(now)
    return one, one.holdings[-1]


def keep(mine, outcome):
    return mine.kept(outcome, outcome.claimed)


# --- what is counted


def test_a_fresh_claim_is_open_and_nothing_of_it_is_to_be_written():
    mine = holding(100, 20, 60)
    assert (mine.sent, mine.cut, mine.claimed, mine.open, mine.waiting) == (20, 20, 60, 40, 40)
    assert mine.recipients.tolist() == list(range(FIRST + 20, FIRST + 60))
    assert (mine.growable, mine.over) == (True, False)
    assert mine.outcome(0.0, 0) is None


def test_every_part_of_a_message_waits_but_recipients_are_claimed():
    mine = holding(100, 0, 10, text=LONG)
    assert (mine.wording.parts, mine.open, mine.waiting) == (2, 10, 20)


def test_a_claim_is_raised_no_further_than_the_batch():
    mine = holding(100, 0, 95)
    outcome = mine.outcome(0.0, 20)
    assert (outcome.was, outcome.sent, outcome.claimed, outcome.results) == (0, 0, 100, ())
    assert mine.claimed == 95  # not before it stands in the tables
    keep(mine, outcome)
    assert (mine.claimed, mine.growable) == (100, False)


def test_an_outcome_and_the_next_claim_are_one():
    one, mine = begun(upto=40)
    answer(mine.stretches[0].batch)
    outcome = mine.outcome(0.1, 25)
    assert (outcome.was, outcome.sent, outcome.claimed) == (0, 40, 65)
    assert (outcome.counts, outcome.segments) == (Counts(40, 0, 0, 40), 40)
    assert [(told.start, told.count) for told in outcome.results] == [(0, 40)]
    (ripe,) = keep(mine, outcome)
    assert (ripe.end, mine.sent, mine.cut, mine.claimed) == (40, 40, 40, 65)
    one.feed(0.2)
    assert [stretch.start for stretch in mine.stretches] == [40]


def test_refusals_add_up_over_the_whole_batch():
    mine = holding(100, 10, 40, causes={"11": 3})
    one = sender()
    one.holdings.append(mine)
    one.feed(0.0)
    answer(mine.stretches[0].batch, 10, status=Status.RINVDSTADR)
    answer(mine.stretches[0].batch, 5, status=Status.RSYSERR)
    answer(mine.stretches[0].batch)
    outcome = mine.outcome(0.1, 0)
    assert outcome.causes == {"11": 13, str(int(Status.RSYSERR)): 5}
    assert outcome.counts == Counts(15, 15, 0, 15)
    assert mine.causes == {"11": 3}
    keep(mine, outcome)
    assert mine.causes == outcome.causes


def test_what_is_done_of_a_stretch_is_written_within_a_second_of_its_rest():
    _one, mine = begun(upto=40)
    answer(mine.stretches[0].batch, 30)
    mine.stretches[0].batch.take(10, 0.0)
    assert mine.outcome(PIECES_AFTER, 0) is None
    outcome = mine.outcome(PIECES_AFTER + 0.01, 0)
    assert (outcome.sent, outcome.claimed, outcome.counts.accepted) == (30, 40, 30)


def test_results_beyond_a_hole_are_written_but_counted_only_once_it_is_closed():
    one, mine = begun(upto=20)
    keep(mine, mine.outcome(0.0, 20))
    one.feed(0.0)
    first, second = mine.stretches
    first.batch.take(20, 0.0)
    answer(second.batch)
    outcome = mine.outcome(0.1, 0)
    assert (outcome.sent, outcome.counts, [told.start for told in outcome.results]) == (0, Counts(), [20])
    assert keep(mine, outcome) == []
    assert mine.outcome(0.2, 0) is None
    answer(first.batch)
    outcome = mine.outcome(0.3, 0)
    assert (outcome.was, outcome.sent, outcome.counts.accepted) == (0, 40, 40)
    assert [told.start for told in outcome.results] == [0]  # what is written is not written again
    assert [ripe.told.start for ripe in keep(mine, outcome)] == [0, 20]


def test_a_batch_is_over_once_all_of_it_stands_in_the_tables():
    _one, mine = begun(upto=100)
    answer(mine.stretches[0].batch)
    outcome = mine.outcome(0.1, 0)
    assert not mine.over
    keep(mine, outcome)
    assert (mine.over, mine.open, mine.waiting) == (True, 0, 0)


# --- stop and hold


def test_a_stop_gives_back_what_no_session_has_yet():
    mine = holding(100, 20, 60)
    mine.stop()
    outcome = mine.outcome(0.0, 0)
    assert (outcome.was, outcome.sent, outcome.claimed) == (20, 20, 20)
    keep(mine, outcome)
    assert (mine.over, mine.recipients.size, mine.waiting) == (True, 0, 0)


@pytest.mark.parametrize(("left", "whole"), [(0, 0), (1, 1), (2, 1), (5, 3), (19, 10), (20, 10)])
def test_a_stop_trims_to_whole_recipients(left, whole):
    one, mine = begun(sender(LONGER), held=lane(2), upto=10)
    mine.stretches[0].batch.take(left, 0.0)
    one.see(())
    assert mine.waiting == 2 * whole - left  # the other part of a message that has begun
    answer(mine.stretches[0].batch)
    outcome = mine.outcome(0.1, 0)
    assert (outcome.sent, outcome.claimed, outcome.counts) == (whole, whole, Counts(whole, 0, 0, 2 * whole))


def test_a_stopped_batch_keeps_its_claim_until_everything_that_left_is_answered():
    one, mine = begun(upto=40)
    mine.stretches[0].batch.take(15, 0.0)
    one.stop()
    assert mine.outcome(0.1, 0) is None
    answer(mine.stretches[0].batch)
    outcome = mine.outcome(0.2, 0)
    assert (outcome.sent, outcome.claimed) == (15, 15)


def test_a_claim_that_was_under_way_when_the_stop_came_goes_back_unsent():
    one, mine = begun(upto=20)
    outcome = mine.outcome(0.0, 30)
    one.stop()
    keep(mine, outcome)
    one.feed(0.1)
    assert (mine.claimed, len(mine.stretches)) == (50, 1)
    back = mine.outcome(0.2, 0)
    assert (back.sent, back.claimed, back.results) == (0, 0, ())


def test_a_hold_takes_effect_in_the_same_turn_and_only_on_what_it_is_about():
    one, mine = begun(sender(SHARE, LONGER))
    _one, other = begun(one, held=lane(2), batch=8)
    one.hold("share", 2)
    assert [each.stretches[0].batch.eager for each in (mine, other)] == [True, False]
    one.hold("campaign", 40)
    assert [each.stretches[0].batch.eager for each in (mine, other)] == [False, False]
    one.see((SHARE, LONGER))
    assert [each.stretches[0].batch.eager for each in (mine, other)] == [True, True]


def test_what_is_released_no_more_is_stopped_and_the_rest_goes_on():
    one, mine = begun(sender(SHARE, LONGER))
    _one, other = begun(one, held=lane(2), batch=8)
    one.see((LONGER,))
    assert (mine.stopping, other.stopping) == (True, False)
    one.see((SHARE, LONGER))
    assert mine.stopping  # it is claimed anew, never taken up half way
    assert (mine.waiting, mine.growable) == (0, False)


@pytest.mark.parametrize("why", ["not released", "no place", "leaving"])
def test_what_was_claimed_too_late_goes_back_unsent(why):
    one = sender(LONGER, SHARE)
    if why == "not released":
        one.see((LONGER,))
    elif why == "no place":
        del one.places[0]
    else:
        one.leave(one.places[0])
    one.take(claimed(100, 0, 40))
    one.feed(0.0)
    (mine,) = one.holdings
    assert (mine.stopping, mine.stretches) == (True, [])
    assert mine.outcome(0.1, 0).claimed == 0


# --- lanes and sessions


def test_a_fenced_lane_sends_nothing_more_and_writes_nothing():
    one, mine = begun(sender(SHARE, LONGER))
    _one, other = begun(one, held=lane(2), batch=8)
    batch = mine.stretches[0].batch
    batch.take(5, 0.0)
    one.lose(mine.mine.held)
    assert (batch.waiting, batch.eager, batch.outstanding) == (0, False, 5)
    assert one.holdings == [other]
    assert other.stretches[0].batch.eager


def test_a_lane_of_an_epoch_that_is_over_takes_nothing_of_the_new_one():
    one, mine = begun(held=lane(1, 0, epoch=2))
    one.lose(lane(1, 0, epoch=1))
    assert one.holdings == [mine]
    assert mine.stretches[0].batch.eager


def test_the_own_session_is_first_and_another_one_carries_what_a_lost_one_left():
    one = sender(places=2)
    _one, mine = begun(one, held=lane(1, 1))
    own, other = one.places[1], one.places[0]
    assert mine.wire is own.wire
    batch = mine.stretches[0].batch
    answer(batch, 10)
    own.wire.bound = False
    assert one.heard(own, Closed(Ending.LOST), 1.0)
    one.feed(1.0)
    assert (mine.wire, other.wire.session.batches) == (other.wire, [batch])
    assert batch.waiting == 30


def test_without_any_session_what_did_not_leave_is_given_to_others_after_a_while():
    one, mine = begun(sender(LONGER), held=lane(2), upto=10)
    mine.stretches[0].batch.take(5, 0.0)
    mine.stretches[0].batch.expire(0.0)  # nobody answered, and the session is gone
    one.places[0].wire.bound = False
    one.orphan(one.places[0].wire, 1.0)
    one.feed(1.0 + GIVE_BACK)
    assert not mine.stopping
    one.feed(1.1 + GIVE_BACK)
    outcome = mine.outcome(1.2 + GIVE_BACK, 0)
    assert (outcome.sent, outcome.claimed, outcome.counts) == (3, 3, Counts(0, 0, 3, 0))


def test_a_session_that_leaves_takes_no_other_ones_work_and_is_empty_once_its_own_is_written():
    one = sender(places=2)
    _one, mine = begun(one, held=lane(1, 1))
    leaving = one.places[1]
    one.leave(leaving)
    assert (mine.stopping, one.empty(leaving), one.empty(one.places[0])) == (True, False, True)
    keep(mine, mine.outcome(0.1, 0))
    assert mine.over
    one.holdings.remove(mine)
    assert one.empty(leaving)


def test_what_the_centre_postponed_goes_again_over_the_same_session():
    one, mine = begun(upto=4)
    batch = mine.stretches[0].batch
    answer(batch, status=Status.RTHROTTLED)
    place = one.places[0]
    assert one.heard(place, Throttled(Status.RTHROTTLED, 0.5), 0.1)
    one.feed(0.1)
    one.feed(0.1)
    assert place.wire.session.repeated == [batch]
    assert np.count_nonzero(batch.standing == Standing.WAITING) == 4
    assert mine.outcome(0.2, 0) is None


def test_answers_count_for_the_session_that_heard_them_and_strange_events_for_nobody():
    one, mine = begun(sender(places=2))
    assert one.heard(one.places[1], Settled(mine.stretches[0].batch, 12), 0.1)
    assert [place.answered for place in one.places.values()] == [0, 12]
    assert not one.heard(one.places[0], object(), 0.1)


def test_each_wave_has_a_wording_of_its_own():
    one, mine = begun(upto=100)
    assert one.wording(SHARE, 1) is mine.wording
    assert one.wording(LONGER, 1) != one.wording(LONGER, 2)


def test_pdus_under_way_are_never_overwritten_and_done_ones_make_room():
    one, mine = begun(upto=40)
    first = mine.stretches[0].batch
    first.take(40, 0.0)
    keep(mine, mine.outcome(0.0, 40))
    one.feed(0.1)
    assert len(one._stencils) == 2  # the first still holds what waits for its answer
    answer(first)
    keep(mine, mine.outcome(0.2, 20))
    one.feed(0.3)
    assert len(one._stencils) == 2
    assert [stretch.batch.recipients.size for stretch in mine.stretches] == [40, 20]
