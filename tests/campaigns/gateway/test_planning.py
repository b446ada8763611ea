"""What is asked to be written: how much is claimed for whom, one commit at a time, and what came of it."""

from __future__ import annotations

import pytest
from tests.campaigns.gateway.pieces import answer, claimed, lane
from tests.campaigns.gateway.planned import House, asked, released

from thongsuot.campaigns.gateway.lanes import Show, Take
from thongsuot.campaigns.gateway.places import BLOCK, MOST
from thongsuot.campaigns.gateway.planning import ASKS, DRY, TELL

LONG = "UBND tinh de nghi nguoi dan o trong nha. " * 5  # two parts


# --- lanes


def test_a_lane_is_taken_before_anything_of_it_is_asked_for():
    house = House(released(1), window=10)
    assert house.order() is None
    (take,) = house.book.took(Take)
    assert [(share.share, share.number, number) for share, number in take.lanes] == [(1, 0, 0)]
    assert house.order() is None
    assert house.book.jobs == []  # nor is it taken twice
    house.done(take, [lane(1)])
    assert house.book.known == {lane(1): ()}
    assert {ask.held for ask in house.order().asks} == {lane(1)}


def test_a_lane_of_a_place_that_was_lost_meanwhile_is_not_ours():
    house = House(released(1))
    house.planner.plan(0.0)
    (take,) = house.book.took(Take)
    house.sender.places.clear()
    house.done(take, [lane(1)])
    assert house.book.known == {}


def test_each_session_has_a_lane_of_its_own():
    house = House(released(1), places=2, window=10)
    house.lanes(lane(1, 0), lane(1, 1))
    assert {ask.held.number for ask in house.order().asks} == {0, 1}


def test_nothing_is_asked_for_a_session_that_is_not_bound_or_leaves():
    house = House(released(1), places=2)
    house.lanes(lane(1, 0), lane(1, 1))
    house.sender.places[0].wire.bound = False
    house.sender.leave(house.sender.places[1])
    assert house.order() is None


def test_nothing_is_asked_where_nothing_is_released():
    house = House()
    house.lanes(lane(1))
    assert house.order() is None
    assert (house.planner.idle, house.planner.next_due(0.0)) == (True, None)


def test_what_gateways_left_that_are_gone_is_settled_on_demand():
    house = House()
    house.planner.settle()
    (take,) = house.book.took(Take)
    assert (take.settle, list(take.lanes), take.gateway) == (True, [], "may-1:7")


# --- how much


def test_at_a_real_rate_no_more_is_claimed_than_a_window():
    house = House(released(1), window=10, rate=100)
    house.lanes(lane(1))
    assert asked(house.order()) == [(1, 5), (1, 5)]


def test_recipients_of_a_long_text_are_claimed_by_their_messages():
    house = House(released(2, LONG), window=40, rate=40)
    house.lanes(lane(2))
    assert [most for _share, most in asked(house.order())][0] == 10  # half a window of two parts each


def test_at_benchmark_rates_whole_blocks_are_claimed_ahead():
    house = House(released(1), window=1_000)
    house.lanes(lane(1))
    house.sender.places[0].allowance = MOST
    assert asked(house.order()) == [(1, BLOCK)] * 2


def test_what_is_begun_comes_first_and_never_past_its_end():
    house = House(released(1), window=1_000)
    house.lanes(lane(1))
    mine = house.begun(10_000, 9_000)
    house.sender.places[0].allowance = MOST
    order = house.order()
    assert [(outcome.batch, outcome.claimed) for outcome, _before in order.outcomes] == [(7, 10_000)]
    assert asked(order)[:1] == [(1, BLOCK)]
    assert len(order.asks) < ASKS
    assert [before for _outcome, before in order.outcomes] == [9_000]
    assert mine.claimed == 9_000


def test_what_is_claimed_and_not_written_stays_within_the_allowance():
    house = House(released(1), window=10, rate=100)
    house.lanes(lane(1))
    mine = house.begun(100, 10)
    assert house.order() is None
    answer(mine.stretches[0].batch, 4)
    assert house.order(0.1) is None  # four are answered, and not written yet
    answer(mine.stretches[0].batch)
    order = house.order(0.2)
    assert [(outcome.sent, outcome.claimed) for outcome, _before in order.outcomes] == [(10, 10)]
    house.kept(order, 0.2)
    (outcome, _before), *more = house.order(0.21).outcomes
    assert (outcome.claimed - outcome.sent, more) == (10, [])


def test_nothing_more_is_claimed_while_enough_waits_to_leave():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    house.begun(100, 10)
    house.sender.places[0].allowance = 10
    assert house.order() is None


def test_a_stopped_batch_is_raised_no_more_but_given_back():
    house = House(released(1), released(2), window=100)
    house.lanes(lane(1), lane(2))
    house.begun(100, 20)
    house.sender.see((released(2),))
    order = house.order()
    assert [(outcome.sent, outcome.claimed) for outcome, _before in order.outcomes] == [(0, 0)]
    assert {share for share, _most in asked(order)} == {2}


# --- whose turn it is


def test_several_shares_take_turns():
    house = House(released(1), released(2), released(3), window=10)
    house.lanes(lane(1), lane(2), lane(3))
    firsts = []
    for step in range(6):
        order = house.order(step)
        firsts += [share for share, _most in asked(order)]
        house.kept(order, step)
    assert {firsts.count(share) for share in (1, 2, 3)} == {len(firsts) // 3}


def test_a_share_that_has_nothing_here_yet_comes_before_more_of_another():
    house = House(released(1), released(2), window=20)
    house.lanes(lane(1), lane(2))
    house.begun(10_000, 5)
    assert asked(house.order())[0] == (2, 10)


def test_a_dry_share_is_left_alone_for_a_while_and_asked_again():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    house.kept(house.order(5.0), 5.0, dry={1})
    assert house.planner.next_due(5.0) == pytest.approx(5.0 + DRY)
    assert house.order(5.0 + DRY / 2) is None
    assert house.order(5.0 + DRY).asks


def test_a_dry_share_leaves_its_turn_to_the_others():
    house = House(released(1), released(2), window=10)
    house.lanes(lane(1), lane(2))
    house.kept(house.order(5.0), 5.0, dry={1})
    assert {share for share, _most in asked(house.order(5.1))} == {2}


def test_a_long_sleep_asks_once_and_no_more_than_ever():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    before = house.order(5.0)
    house.kept(before, 5.0, dry={1})
    assert asked(house.order(90_000.0)) == asked(before)
    assert house.order(90_000.0) is None


# --- what came of it


def test_one_commit_is_under_way_at_a_time():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    order = house.order()
    assert house.order(1.0) is None
    assert (house.planner.idle, house.planner.next_due(1.0)) == (False, None)
    house.kept(order, 1.0, claimed=[claimed(100, 0, 10)])
    assert [mine.claimed for mine in house.sender.holdings] == [10]
    assert house.book.known == {lane(1): (7,)}


def test_what_stands_is_counted_with_its_result_and_what_is_over_is_let_go():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    mine = house.begun(10, 10)
    answer(mine.stretches[0].batch)
    order = house.order()
    assert house.counted == []  # not before it stands in the tables
    house.kept(order, results={(7, 0): 501})
    ((of, ((ripe, number),)),) = house.counted
    assert (of, ripe.told.count, number, house.sender.holdings) == (mine, 10, 501, [])
    assert house.book.known == {lane(1): ()}


def test_a_batch_that_is_stopped_while_it_rests_is_let_go():
    """All it had claimed is written, and no more of it was claimed yet: nothing of it will ever be written again."""
    house = House(released(1), window=10)
    house.lanes(lane(1))
    mine = house.begun(100, 10)
    answer(mine.stretches[0].batch)
    house.kept(order := house.order(), allowed=False)
    assert [outcome.sent for outcome, _before in order.outcomes] == [10]
    assert (mine.sent, mine.claimed, mine.over) == (10, 10, False)
    house.sender.see(())
    assert house.order(TELL) is None
    assert (house.sender.holdings, house.planner.idle, house.book.known) == ([], True, {lane(1): ()})


def test_who_is_fenced_off_lets_go_of_the_lane_and_of_all_its_batches():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    mine = house.begun(100, 10)
    batch = mine.stretches[0].batch
    batch.take(4, 0.0)
    for place in range(3):
        batch.settle_one(place, 0, b"%d" % place)
    order = house.order(2.0)
    house.kept(order, 2.0, fenced={lane(1)})
    assert (house.sender.holdings, house.counted, batch.waiting) == ([], [], 0)
    assert house.book.known == {}
    assert house.order(3.0) is None
    assert len(house.book.took(Take)) == 1  # to go on it must be taken again, under another epoch


def test_a_batch_that_is_another_lanes_by_now_is_let_go_alone():
    house = House(released(1), window=10)
    house.lanes(lane(1))
    gone, mine = house.begun(100, 10), house.begun(100, 10, batch=8)
    gone.stop()
    order = house.order()
    house.kept(order, gone={outcome for outcome, _before in order.outcomes if outcome.batch == 7})
    assert house.sender.holdings == [mine]
    assert house.book.known == {lane(1): (8,)}


def test_a_claim_that_was_not_allowed_leaves_what_stood_and_waits_for_word():
    house = House(released(1), window=20)
    house.lanes(lane(1))
    mine = house.begun(100, 5)
    order = house.order(4.0)
    assert order.outcomes[0][0].claimed > 5
    house.kept(order, 4.0, allowed=False)
    assert (mine.claimed, mine.sent) == (5, 0)
    assert house.order(4.0 + DRY / 2) is None
    assert house.order(4.0 + DRY).outcomes[0][0].claimed > 5


def test_a_place_that_is_ours_no_longer_takes_its_lanes_along():
    house = House(released(1), places=2, window=10)
    house.lanes(lane(1, 0), lane(1, 1))
    house.begun(100, 10, held=lane(1, 1))
    house.planner.left(1)
    assert (house.sender.holdings, set(house.book.known)) == ([], {lane(1, 0)})


def test_what_others_asked_of_the_book_is_not_ours():
    house = House()
    assert not house.done(object(), None)
    assert house.done(Show([]), None)


def test_a_batch_that_is_another_lanes_by_now_may_have_been_let_go_with_its_lane():
    for lost_first in (True, False):
        house = House(released(1), window=10)
        house.lanes(lane(1))
        house.begun(100, 10).stop()
        order = house.order()
        if lost_first:
            house.planner.lost(lane(1))
        house.kept(order, gone={outcome for outcome, _before in order.outcomes}, fenced={lane(1)})
        assert house.sender.holdings == []


def test_of_a_batch_that_two_of_our_lanes_hold_only_the_one_that_lost_it_lets_go():
    """One rested between two claims, the other claimed it meanwhile and has sent what it claimed: that stays."""
    house = House(released(1), places=2, window=10)
    house.lanes(lane(1, 0), lane(1, 1))
    rested, sends = house.begun(100, 10, held=lane(1, 0)), house.begun(100, 10, held=lane(1, 1))
    answer(rested.stretches[0].batch)
    house.kept(house.order(), allowed=False)
    answer(sends.stretches[0].batch, 6)
    order = house.order(2.0)
    mine, theirs = (outcome for number in (0, 1) for outcome, _ in order.outcomes if outcome.held.number == number)
    assert (mine.batch, mine.results, theirs.batch, theirs.sent) == (7, (), 7, 6)
    house.kept(order, 2.0, gone={mine})
    assert house.sender.holdings == [sends]
    assert sends.sent == 6


def test_each_session_asks_once_before_any_asks_for_more():
    """Else the first would take what little there is, and the others would have nothing."""
    house = House(released(1), places=3, window=10)
    house.lanes(*(lane(1, number) for number in range(3)))
    assert [ask.held.number for ask in house.order().asks] == [0, 1, 2, 0, 1, 2]


def test_two_shares_that_are_begun_go_forward_alike():
    house = House(released(1), released(2), window=10, rate=100)
    house.lanes(lane(1), lane(2))
    for share in (1, 2):
        house.begun(10_000, 10, held=lane(share), batch=share)
    for step in range(100):
        for holding in house.sender.holdings:
            for stretch in holding.stretches:
                answer(stretch.batch)
        if order := house.order(step / 10):
            house.kept(order, step / 10)
        house.sender.feed(step / 10)
    first, second = sorted(holding.claimed for holding in house.sender.holdings)
    assert first > 100
    assert second - first < first / 4
