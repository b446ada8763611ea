"""Where no roster keeps every rule, the smallest contradiction is named, and who is hindered by what."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given, settings
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
)

from thongsuot.engines.roster import (
    Ban,
    Cause,
    Hindrance,
    Impossible,
    Leave,
    Required,
    Rule,
    Rules,
    Shortage,
    Stint,
    _columns,
    _conflict,
    _highs,
    check,
    suggest,
)

WEEK = [shift(day + 1, day) for day in range(7)]


def impossible(given_, **how):
    """Return why there is no roster."""
    found = suggest(given_, **how)
    assert isinstance(found, Impossible), found
    return found


def causes(found):
    """Return the contradiction in short."""
    return [(one.rule, one.person, one.shift) for one in found.conflict]


def test_one_of_two_responders_is_free_and_each_other_one_has_a_reason():
    """On 12/02 at night A is on leave and B came off a shift at six in the evening."""
    night = shift(2, 9, 22, 8, "night")
    leave = Leave(1, at(8), at(12))
    given_ = problem(
        [person(1), person(2), person(3), person(4, LEADER)],
        [shift(1, 9, 10, 8, "day"), night],
        [Required(RESPONDER, 1, "day"), Required(RESPONDER, 2, "night")],
        rules=Rules(rest=11 * HOUR),
        leaves=[leave],
        fixed=[seat(1, 2)],
    )
    found = impossible(given_)
    assert found.smallest
    assert found.conflict == (
        Cause(Rule.FIXED, 2, 1, RESPONDER),
        Cause(Rule.COVERAGE, shift=2, position=RESPONDER, limit=2),
        Cause(Rule.REST, 2, limit=660),
        Cause(Rule.LEAVE, 1, leave=leave),
    )
    assert found.seats == (seat(1, 2), seat(2, 3))
    assert found.shortages == (
        Shortage(
            2,
            RESPONDER,
            needed=2,
            free=1,
            why=(
                Hindrance(1, Rule.LEAVE, leave),
                Hindrance(2, Rule.REST, 1, have=240, limit=660),
            ),
        ),
    )


def test_a_position_that_nobody_may_fill():
    found = impossible(problem([person(1)], WEEK[:1], [Required(LEADER, 1)]))
    assert causes(found) == [(Rule.COVERAGE, None, 1)]
    assert found.shortages == (Shortage(1, LEADER, needed=1, free=0, why=()),)


def test_nobody_at_all():
    found = impossible(problem([], WEEK[:1]))
    assert causes(found) == [(Rule.COVERAGE, None, 1)]
    assert found.seats == ()


def test_two_seats_at_once_for_one_person():
    crew = [person(1, LEADER, RESPONDER)]
    found = impossible(problem(crew, WEEK[:1], [Required(LEADER, 1), Required(RESPONDER, 1)]))
    assert causes(found) == [(Rule.COVERAGE, None, 1), (Rule.COVERAGE, None, 1)]
    assert [one.rule for one in found.shortages[0].why] == [Rule.ONE_SEAT]


def test_a_week_is_too_long_for_one():
    found = impossible(problem([person(1)], WEEK, rules=Rules(longest_run=6)))
    assert causes(found)[-1] == (Rule.RUN, 1, None)
    assert [one.shift for one in found.conflict if one.rule is Rule.COVERAGE] == [1, 2, 3, 4, 5, 6, 7]
    assert len(found.seats) == 6
    why = found.shortages[0].why
    assert [(one.rule, one.day, one.have, one.limit) for one in why] == [(Rule.RUN, date(2020, 2, 3), 7, 6)]


def test_a_fixed_seat_during_leave():
    leave = Leave(1, at(0), at(1))
    found = impossible(problem([person(1), person(2)], WEEK[:2], leaves=[leave], fixed=[seat(1, 1)]))
    assert found.conflict == (Cause(Rule.FIXED, 1, 1, RESPONDER), Cause(Rule.LEAVE, 1, leave=leave))


def test_a_fixed_seat_that_the_person_may_not_fill():
    found = impossible(problem([person(1)], WEEK[:1], (), fixed=[seat(1, 1, LEADER)]))
    assert Cause(Rule.FIXED, 1, 1, LEADER) in found.conflict


def test_a_contract_that_asks_for_more_than_there_is():
    found = impossible(problem([person(1, least=9 * HOUR), person(2)], WEEK[:1]))
    assert found.conflict == (Cause(Rule.LEAST, 1, limit=540),)
    crew = [person(1, least=9 * HOUR, most=8 * HOUR), person(2)]
    assert causes(impossible(problem(crew, WEEK[:2]))) == [(Rule.LEAST, 1, None), (Rule.MOST, 1, None)]


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"rules": Rules(month=20 * HOUR)}, Rule.MONTH),
        ({"rules": Rules(of_seven=2)}, Rule.OF_SEVEN),
        ({"bans": [Ban(1, 3)]}, Rule.FORBIDDEN),
        ({"rules": Rules(rest=HOUR), "stints": [Stint(1, at(2, 16, 30), at(2, 18))]}, Rule.REST),
    ],
)
def test_each_rule_can_be_the_one(more, rule):
    found = impossible(problem([person(1)], WEEK[:3], **more))
    assert found.smallest
    assert causes(found)[-1][0] is rule


def test_work_elsewhere_at_the_same_time_needs_no_rule():
    stint = Stint(1, at(0, 9), at(0, 10))
    found = impossible(problem([person(1)], WEEK[:1], stints=[stint]))
    assert causes(found) == [(Rule.COVERAGE, None, 1)]
    assert found.shortages[0].why == (Hindrance(1, Rule.ONE_SEAT, stint),)


def test_the_contradiction_is_looked_for_where_the_seat_is_empty():
    given_ = month(days=14, crews=((2, LEADER), (6, "operations"), (14, RESPONDER)))
    found = impossible(given_, seconds=60)
    assert found.smallest
    shifts = {duty.id: duty for duty in given_.shifts}
    starts = [shifts[one.shift].starts_at for one in found.conflict if one.shift]
    assert max(starts) - min(starts) <= 8 * 24 * HOUR
    assert {one.position for one in found.conflict if one.rule is Rule.COVERAGE} == {LEADER}


def test_without_time_the_contradiction_is_not_called_the_smallest(monkeypatch):
    """HiGHS says that no roster exists, and after that nothing more."""
    given_ = problem([person(1)], WEEK, rules=Rules(longest_run=6))
    solve, asked = _highs.Program.solve, []

    def tired(program, **how):
        asked.append(how)
        nothing = _highs.Solved(_highs.Outcome.OPEN, np.empty(0), float("inf"), 0.0, 0.0)
        return solve(program, **how) if len(asked) <= 2 else nothing

    monkeypatch.setattr(_highs.Program, "solve", tired)
    found = impossible(given_)
    assert set(found.conflict) == set(_columns.causes(given_))
    assert not found.smallest
    assert (found.seats, found.shortages) == ((), ())


def keeps(given_, kept):
    """Tell whether some roster keeps these requirements, all others given up."""
    return not _conflict.Search(given_, seed=0, seconds=60.0).contradicts(frozenset(kept))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32))
def test_a_contradiction_ends_when_any_one_of_it_is_given_up(seed):
    given_ = by_chance(seed)
    found = suggest(given_)
    assume(isinstance(found, Impossible))
    assert found.smallest
    assert not keeps(given_, found.conflict)
    for one in found.conflict:
        assert keeps(given_, set(found.conflict) - {one})


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32))
def test_the_fullest_roster_breaks_nothing_but_what_it_says(seed):
    given_ = by_chance(seed)
    found = suggest(given_)
    assume(isinstance(found, Impossible))
    broken = check(given_, found.seats)
    assert {one.rule for one in broken} <= {Rule.COVERAGE, Rule.FIXED, Rule.LEAST}
    assert [(one.shift, one.position, one.have) for one in broken if one.rule is Rule.COVERAGE] == [
        (one.shift, one.position, one.free) for one in found.shortages
    ]
    for one in found.shortages:
        may = {who.id for who in given_.people if one.position in who.positions}
        sitting = {taken.person for taken in found.seats if (taken.shift, taken.position) == (one.shift, one.position)}
        assert {why.person for why in one.why} == may - sitting
