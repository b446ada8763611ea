"""A swap is judged by what it breaks, not by what was broken before."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.roster.rosters import HOUR, LEADER, RESPONDER, at, by_chance, person, problem, seat, shift

from thongsuot.engines.roster import Leave, Required, Rule, Rules, Seat, Swap, UnknownSeat, Violation, check, swap

WEEK = [shift(day + 1, day) for day in range(8)]
CREW = [person(1), person(2), person(3, LEADER)]


def test_a_seat_goes_to_another_for_nothing():
    found = swap(problem(CREW, WEEK[:2]), [seat(1, 1), seat(2, 2)], Swap(seat(1, 1), to=2))
    assert found.seats == (seat(1, 2), seat(2, 2))
    assert found.broken == ()


def test_two_seats_change_places_and_fixed_ones_may():
    given_ = problem(CREW, WEEK[:3], fixed=[seat(1, 1), seat(2, 2), seat(3, 1)])
    found = swap(given_, [seat(1, 1), seat(2, 2), seat(3, 1)], Swap(seat(1, 1), to=2, taken=seat(2, 2)))
    assert found.seats == (seat(1, 2), seat(2, 1), seat(3, 1))
    assert found.broken == ()


def test_what_the_swap_breaks_is_told():
    given_ = problem(CREW, WEEK[:2], leaves=[Leave(2, at(0), at(1))], rules=Rules(longest_run=1))
    found = swap(given_, [seat(1, 1), seat(2, 2)], Swap(seat(1, 1), to=2))
    assert [(one.rule, one.person) for one in found.broken] == [(Rule.LEAVE, 2), (Rule.RUN, 2)]
    found = swap(given_, [seat(1, 1), seat(2, 2)], Swap(seat(1, 1), to=3))
    assert [(one.rule, one.person) for one in found.broken] == [(Rule.QUALIFIED, 3)]


def test_what_was_broken_before_is_not_held_against_it():
    given_ = problem(CREW, WEEK, [Required(RESPONDER, 2)], rules=Rules(longest_run=5))
    before = [seat(day, 1) for day in range(1, 8)]
    assert len(check(given_, before)) == 9
    assert swap(given_, before, Swap(seat(1, 1), to=2)).broken == ()
    assert swap(given_, before, Swap(seat(4, 1), to=2)).broken == ()


def test_what_was_broken_and_gets_worse_is_told():
    given_ = problem(CREW, WEEK, (), rules=Rules(longest_run=5))
    before = [*(seat(day, 1) for day in range(1, 7)), seat(7, 2)]
    found = swap(given_, before, Swap(seat(7, 2), to=1))
    assert [(one.rule, one.have) for one in found.broken] == [(Rule.RUN, 7)]


def test_a_seat_given_to_who_sits_there_already_would_be_lost():
    found = swap(problem(CREW, WEEK[:1], [Required(RESPONDER, 2)]), [seat(1, 1), seat(1, 2)], Swap(seat(1, 1), to=2))
    assert [one.rule for one in found.broken] == [Rule.ONE_SEAT, Rule.COVERAGE]
    assert found.broken[0] == Violation(Rule.ONE_SEAT, 2, 1, RESPONDER, other=1)


@pytest.mark.parametrize(
    "wish", [Swap(seat(3, 1), to=2), Swap(seat(1, 1), to=2, taken=seat(1, 2)), Swap(seat(1, 1), to=3, taken=seat(2, 2))]
)
def test_only_seats_that_are_there_and_theirs_can_be_swapped(wish):
    with pytest.raises(UnknownSeat, match="not in this roster"):
        swap(problem(CREW, WEEK[:2]), [seat(1, 1), seat(2, 2)], wish)


def test_a_swap_there_and_back_changes_nothing():
    given_ = problem(CREW, WEEK[:2], rules=Rules(rest=8 * HOUR))
    there = swap(given_, [seat(1, 1), seat(2, 2)], Swap(seat(1, 1), to=2, taken=seat(2, 2)))
    back = swap(given_, there.seats, Swap(seat(1, 2), to=1, taken=seat(2, 1)))
    assert back.seats == (seat(1, 1), seat(2, 2))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_a_swap_that_breaks_nothing_keeps_a_sound_roster_sound(seed):
    given_ = by_chance(seed, people=3, shifts=4)
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    drawn = {Seat(chance.randint(1, 4), chance.choice((LEADER, RESPONDER)), chance.randint(1, 3)) for _ in range(4)}
    given_seat = chance.choice(sorted(drawn))
    to = chance.randint(1, 3)
    found = swap(given_, drawn, Swap(given_seat, to))
    before, after = set(check(given_, drawn)), set(check(given_, found.seats))
    assert set(found.broken) - {one for one in found.broken if one.rule is Rule.ONE_SEAT} <= after - before
    if not before and not found.broken:
        assert {one.rule for one in after} <= {Rule.FIXED}
