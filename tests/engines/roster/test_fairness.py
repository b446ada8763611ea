"""Jain's index and the ledger: whole numbers, past months included, even over the months."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.roster.rosters import DAY, HOUR, LEADER, RESPONDER, at, person, problem, seat, shift

from thongsuot.engines.roster import Burden, Evenness, Leave, Ledger, Load, Required, Rules, fairness, suggest
from thongsuot.engines.roster._fairness import jain

WEEK = [shift(day + 1, day, burdens=[Burden.NIGHT] if day % 2 else []) for day in range(4)]


@pytest.mark.parametrize(
    ("parts", "index"), [([1, 1, 1], 10_000), ([1, 0], 5_000), ([1, 0, 0, 0], 2_500), ([0, 0], 10_000), ([2, 1], 9_000)]
)
def test_the_index_of_jain(parts, index):
    assert jain([Fraction(part, 7) for part in parts]) == index


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=1, max_size=9), st.integers(1, 9))
def test_the_index_lies_between_its_ends_and_does_not_know_scales(parts, scale):
    index = jain([Fraction(part) for part in parts])
    assert 10_000 // len(parts) <= index <= 10_000
    assert index == jain([Fraction(part * scale) for part in parts])


def test_what_was_worked_and_offered_goes_into_the_ledger():
    leave = Leave(2, at(3), at(4))
    before = Ledger(1, Load(100, 1, 2, 3), Load(1000, 10, 20, 30))
    found = fairness(
        problem([person(2), person(1)], WEEK, leaves=[leave], ledger=[before]), [seat(1, 1), seat(2, 1), seat(3, 2)]
    )
    assert found.worked == ((1, Load(960, 1)), (2, Load(480)))
    assert found.ledger == (
        Ledger(1, Load(1060, 2, 2, 3), Load(2920, 12, 20, 30)),
        Ledger(2, Load(480), Load(1440, 1)),
    )


def test_weekends_holidays_and_weights_count():
    heavy = shift(1, 5, burdens=[Burden.WEEKEND, Burden.HOLIDAY], weight=3)
    found = fairness(problem([person(1)], [heavy]), [seat(1, 1)])
    assert found.worked == ((1, Load(1440, 0, 1, 1)),)
    assert [(one.load, one.jain) for one in found.evenness] == [
        ("minutes", 10_000),
        ("weekends", 10_000),
        ("holidays", 10_000),
    ]


def test_the_index_is_taken_among_those_who_may_fill_the_same_positions():
    crew = [person(1, LEADER), person(2), person(3), person(4, LEADER)]
    seats = [seat(1, 2), seat(2, 2), seat(1, 1, LEADER), seat(2, 4, LEADER)]
    found = fairness(problem(crew, WEEK[:2], [Required(LEADER, 1)]), seats)
    assert found.evenness == (
        Evenness((LEADER,), "minutes", 2, 10_000),
        Evenness((LEADER,), "nights", 2, 5_000),
        Evenness((RESPONDER,), "minutes", 2, 5_000),
        Evenness((RESPONDER,), "nights", 2, 5_000),
    )


def test_months_even_out_what_months_before_left():
    """Five people, months of uneven leave: what one month cannot place fairly the next ones do."""
    crew, ledger = [person(n) for n in range(1, 6)], ()
    for number in range(6):
        shifts = [
            shift(n + 1, 28 * number + n // 2, 8 + 12 * (n % 2), 12, burdens=[Burden.NIGHT] if n % 2 else [])
            for n in range(32)
        ]
        away = [Leave(1 + number % 5, shifts[0].starts_at, shifts[0].starts_at + 7 * DAY)]
        given_ = problem(crew, shifts, rules=Rules(rest=11 * HOUR), leaves=away, ledger=ledger)
        ledger = fairness(given_, suggest(given_, seconds=60).seats).ledger
    parts = [Fraction(row.worked.minutes, row.offered.minutes) for row in ledger]
    nights = [Fraction(row.worked.nights, row.offered.nights) for row in ledger]
    assert jain(parts) >= 9_990
    assert jain(nights) >= 9_950
    skewed = [replace(ledger[0], worked=Load(12 * 60 * 4)), *ledger[1:]]
    given_ = problem(crew, shifts, rules=Rules(rest=11 * HOUR), ledger=skewed)
    worked = dict(fairness(given_, suggest(given_, seconds=60).seats).worked)
    assert worked[1].minutes == max(load.minutes for load in worked.values())
