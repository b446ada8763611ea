"""The checker finds every broken rule, says it in figures, and finds nothing else."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.roster.rosters import (
    HOUR,
    LEADER,
    RESPONDER,
    at,
    by_chance,
    month,
    person,
    problem,
    seat,
    shift,
    wrongs,
)

from thongsuot.engines.roster import Ban, Leave, Required, Rule, Rules, Seat, Stint, Violation, check

WEEK = [shift(day + 1, day) for day in range(8)]


def broken(people, shifts, seats, required=(), **more):
    """Return what the checker says of a roster that needs nobody."""
    return check(problem(people, shifts, required, **more), seats)


def without_lesser(found):
    """Leave out the rest of who is in two places at once: the checker tells the worse of the two."""
    twice = {who for rule, who in found if rule is Rule.ONE_SEAT}
    return {(rule, who) for rule, who in found if rule is not Rule.REST or who not in twice}


def test_a_sound_roster_breaks_nothing():
    assert check(problem([person(1), person(2)], WEEK[:2]), [seat(1, 1), seat(2, 2)]) == ()


def test_an_empty_seat_is_told_in_order_of_time_and_position():
    given = problem([person(1, LEADER, RESPONDER)], WEEK[:2][::-1], [Required(RESPONDER, 2), Required(LEADER, 1)])
    assert check(given, [seat(1, 1)]) == (
        Violation(Rule.COVERAGE, shift=1, position=LEADER, have=0, limit=1),
        Violation(Rule.COVERAGE, shift=1, position=RESPONDER, have=1, limit=2),
        Violation(Rule.COVERAGE, shift=2, position=LEADER, have=0, limit=1),
        Violation(Rule.COVERAGE, shift=2, position=RESPONDER, have=0, limit=2),
    )


def test_a_kind_of_shift_has_its_own_requirements():
    shifts = [shift(1, 0), shift(2, 1, kind="night")]
    required = [Required(RESPONDER, 1), Required(RESPONDER, 2, "night"), Required(LEADER, 1, "night")]
    found = check(problem([person(1), person(2)], shifts, required), [seat(1, 1), seat(2, 1)])
    assert [(one.shift, one.position, one.have, one.limit) for one in found] == [
        (2, LEADER, 0, 1),
        (2, RESPONDER, 1, 2),
    ]


def test_one_person_twice_in_a_seat_fills_it_once():
    found = check(problem([person(1)], WEEK[:1], [Required(RESPONDER, 2)]), [seat(1, 1), seat(1, 1)])
    assert [one.rule for one in found] == [Rule.COVERAGE, Rule.ONE_SEAT]


def test_a_seat_of_nobody_or_of_no_shift_is_told_and_fills_nothing():
    found = check(problem([person(1)], WEEK[:1]), [seat(1, 9), seat(9, 1)])
    assert [(one.rule, one.person, one.shift) for one in found] == [
        (Rule.UNKNOWN, 9, 1),
        (Rule.UNKNOWN, 1, 9),
        (Rule.COVERAGE, None, 1),
    ]


def test_who_may_not_fill_a_position_does_not():
    assert broken([person(1)], WEEK[:1], [seat(1, 1, LEADER)]) == (Violation(Rule.QUALIFIED, 1, 1, LEADER),)


def test_a_ban_is_kept_for_a_shift_or_for_one_position_of_it():
    crew = [person(1, LEADER, RESPONDER), person(2, LEADER, RESPONDER)]
    bans = [Ban(1, 1), Ban(2, 2, LEADER)]
    found = broken(crew, WEEK[:2], [seat(1, 1), seat(2, 2)], bans=bans)
    assert [(one.rule, one.person) for one in found] == [(Rule.FORBIDDEN, 1)]
    found = broken(crew, WEEK[:2], [seat(2, 2, LEADER)], bans=bans)
    assert [(one.rule, one.person, one.position) for one in found] == [(Rule.FORBIDDEN, 2, LEADER)]


def test_a_fixed_seat_must_be_there():
    given = problem([person(1)], WEEK[:1], (), fixed=[seat(1, 1)])
    assert check(given, [seat(1, 1)]) == ()
    assert check(given, []) == (Violation(Rule.FIXED, 1, 1, RESPONDER),)


@pytest.mark.parametrize(
    ("starts", "ends", "wrong"),
    [(at(0, 7), at(0, 8), False), (at(0, 16), at(0, 17), False), (at(0, 15), at(1), True), (at(-1), at(0, 9), True)],
)
def test_leave_ends_where_it_ends(starts, ends, wrong):
    found = broken([person(1)], WEEK[:1], [seat(1, 1)], leaves=[Leave(1, starts, ends)])
    assert [one.rule for one in found] == [Rule.LEAVE] * wrong


def test_leaves_that_lie_in_each_other_are_all_seen():
    leaves = [Leave(1, at(-9), at(9)), Leave(1, at(-3), at(-2)), Leave(1, at(20), at(21))]
    found = broken([person(1)], WEEK[:1], [seat(1, 1)], leaves=leaves)
    assert [one.other for one in found] == [Leave(1, at(-9), at(9))]


def test_nobody_sits_in_two_seats_at_once():
    shifts = [shift(1, 0, 8, 8), shift(2, 0, 15, 8), shift(3, 0, 16, 8)]
    assert broken([person(1)], shifts, [seat(1, 1), seat(3, 1)]) == ()
    found = broken([person(1)], shifts, [seat(1, 1), seat(2, 1)])
    assert found == (Violation(Rule.ONE_SEAT, 1, 2, other=1),)


def test_a_long_shift_is_remembered_behind_short_ones():
    shifts = [shift(1, 0, 0, 60), shift(2, 0, 1, 1), shift(3, 2, 6, 2)]
    found = broken([person(1)], shifts, [seat(1, 1), seat(2, 1), seat(3, 1)])
    assert [(one.shift, one.other) for one in found] == [(2, 1), (3, 1)]


def test_rest_lies_between_shifts_and_after_work_elsewhere():
    shifts, rules = [shift(1, 0, 8, 8), shift(2, 1, 2, 8)], Rules(rest=12 * HOUR)
    found = broken([person(1)], shifts, [seat(1, 1), seat(2, 1)], rules=rules)
    assert found == (Violation(Rule.REST, 1, 2, other=1, have=600, limit=720),)
    before, after = Stint(1, at(-1, 22), at(0, 6)), Stint(1, at(0, 17), at(0, 18))
    found = broken([person(1)], shifts, [seat(1, 1)], rules=rules, stints=[before, after])
    assert [(one.shift, one.other, one.have) for one in found] == [(1, before, 120), (1, after, 60)]


def test_what_only_the_past_did_wrong_is_not_told():
    stints = [Stint(1, at(day), at(day, 23)) for day in range(-9, 0)]
    rules = Rules(rest=12 * HOUR, longest_run=3, of_seven=3, month=HOUR)
    assert broken([person(1)], WEEK, [seat(8, 1)], rules=Rules(rest=12 * HOUR), stints=stints) == ()
    found = broken([person(1)], [shift(1, 20)], [], rules=rules, stints=stints)
    assert found == ()


def test_days_in_succession_are_counted_with_the_past():
    rules, stints = Rules(longest_run=3), [Stint(1, at(-1, 8), at(-1, 9))]
    assert broken([person(1)], WEEK, [seat(1, 1), seat(2, 1), seat(4, 1)], rules=rules, stints=stints) == ()
    found = broken([person(1)], WEEK, [seat(n, 1) for n in (1, 2, 3)], rules=rules, stints=stints)
    assert found == (Violation(Rule.RUN, 1, day=date(2020, 2, 2), have=4, limit=3),)


def test_any_seven_days_are_looked_at():
    rules = Rules(of_seven=5)
    assert broken([person(1)], WEEK, [seat(n, 1) for n in (1, 2, 3, 5, 6, 8)], rules=rules) == ()
    found = broken([person(1)], WEEK, [seat(n, 1) for n in (2, 3, 4, 5, 7, 8)], rules=rules)
    assert found == (Violation(Rule.OF_SEVEN, 1, day=date(2020, 2, 4), have=6, limit=5),)


def test_a_night_is_of_the_day_it_starts_on_and_a_long_shift_of_each_day_begun():
    nights = [shift(1, 0, 22, 8), shift(2, 1, 22, 8), shift(3, 2, 22, 24)]
    assert broken([person(1)], nights, [seat(n, 1) for n in (1, 2, 3)], rules=Rules(longest_run=3)) == ()
    longer = [*nights[:2], shift(3, 2, 22, 25)]
    found = broken([person(1)], longer, [seat(n, 1) for n in (1, 2, 3)], rules=Rules(longest_run=3))
    assert [(one.rule, one.have) for one in found] == [(Rule.RUN, 4)]


def test_hours_are_counted_by_the_month_in_which_a_shift_starts():
    shifts = [shift(1, 26, 20, 8), shift(2, 27), shift(3, 28)]
    rules = Rules(month=8 * HOUR)
    assert broken([person(1)], shifts, [seat(1, 1), seat(3, 1)], rules=rules) == ()
    stints = [Stint(1, at(25), at(25, 1))]
    found = broken([person(1)], shifts, [seat(1, 1), seat(3, 1)], rules=rules, stints=stints)
    assert found == (Violation(Rule.MONTH, 1, day=date(2020, 2, 1), have=540, limit=480),)


def test_a_contract_has_its_least_and_its_most():
    crew = [person(1, least=9 * HOUR), person(2, most=7 * HOUR)]
    found = broken(crew, WEEK[:2], [seat(1, 1), seat(2, 2)])
    assert found == (
        Violation(Rule.LEAST, 1, have=480, limit=540),
        Violation(Rule.MOST, 2, have=480, limit=420),
    )


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 12))
def test_it_finds_what_the_definitions_say_and_nothing_else(seed, size):
    given_ = by_chance(seed, people=3, shifts=6)
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    drawn = {Seat(chance.randint(1, 6), chance.choice((LEADER, RESPONDER)), chance.randint(1, 3)) for _ in range(size)}
    found = check(given_, drawn)
    assert without_lesser({(one.rule, one.person) for one in found}) == without_lesser(wrongs(given_, drawn))
    assert found == check(given_, sorted(drawn, reverse=True))


def test_every_change_of_a_sound_roster_that_breaks_a_rule_is_seen():
    given_ = month(days=7)
    seats = {Seat(duty.id, LEADER, 1) for duty in given_.shifts}
    wrong = {(one.rule, one.person) for one in check(given_, seats)}
    assert wrong == wrongs(given_, seats)
    assert {rule for rule, _ in wrong} >= {Rule.COVERAGE, Rule.REST, Rule.RUN, Rule.OF_SEVEN}
