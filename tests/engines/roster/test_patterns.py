"""Shifts of every day, crews that rotate, last week once more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from tests.engines.roster.rosters import HOUR, LEADER, MONDAY, RESPONDER, ZONE, at, person, problem, seat, shift

from thongsuot.engines.roster import (
    Burden,
    Crew,
    Required,
    Rotation,
    Rules,
    Seat,
    Template,
    check,
    days_nights_off,
    expand,
    gaps,
    repeat,
    rotate,
    weekly,
)

TWELVE = (
    Template("night", time(19, 30), 12 * HOUR, frozenset([Burden.NIGHT])),
    Template("day", time(7, 30), 12 * HOUR),
)
FIRST = MONDAY.date()


def test_templates_become_shifts_of_each_day():
    saturday = frozenset([Burden.WEEKEND])
    found = expand(TWELVE, first=FIRST, days=6, zone=ZONE, marked={date(2020, 2, 8): saturday}, first_id=40)
    assert [one.id for one in found] == list(range(40, 52))
    assert [one.kind for one in found[:3]] == ["day", "night", "day"]
    assert (found[1].starts_at, found[1].ends_at) == (at(0, 19, 30), at(1, 7, 30))
    assert found[1].burdens == {Burden.NIGHT}
    assert found[-2].burdens == {Burden.WEEKEND}
    assert found[-1].burdens == {Burden.NIGHT, Burden.WEEKEND}


def test_two_days_two_nights_four_off_leaves_no_minute_uncovered():
    rotation = days_nights_off("day", "night")
    assert rotation == Rotation(("day", "day", "night", "night", "", "", "", ""))
    assert rotation.offsets(4) == (0, 2, 4, 6)
    crews = [
        Crew(((3 * n, LEADER), (3 * n + 1, RESPONDER), (3 * n + 2, RESPONDER)), offset)
        for n, offset in enumerate(rotation.offsets(4))
    ]
    shifts = expand(TWELVE, first=FIRST, days=32, zone=ZONE)
    seats = rotate(rotation, crews, shifts, first=FIRST, zone=ZONE)
    required = [Required(LEADER, 1), Required(RESPONDER, 2)]
    crew = [person(n, RESPONDER if n % 3 else LEADER) for n in range(12)]
    rules = Rules(rest=12 * HOUR, longest_run=4, of_seven=4)
    assert check(problem(crew, shifts, required, rules=rules), seats) == ()
    assert gaps(required, shifts, seats, since=at(0, 7, 30), until=at(32, 7, 30)) == ()
    assert set(Counter(one.person for one in seats).values()) == {16}


def test_a_week_goes_from_crew_to_crew():
    rotation = weekly("whole", 3)
    shifts = expand([Template("whole", time(8), 24 * HOUR)], first=FIRST, days=22, zone=ZONE)
    crews = [Crew(((n, RESPONDER),), -7 * n) for n in range(3)]
    seats = rotate(rotation, crews, shifts, first=FIRST, zone=ZONE)
    turns = [one.person for one in sorted(seats)]
    assert turns == [0] * 7 + [1] * 7 + [2] * 7 + [0]


def test_nothing_rotates_before_its_first_day_nor_on_days_off():
    shifts = [shift(1, -1), shift(2, 0), shift(3, 1), replace(shift(4, 1), kind="")]
    found = rotate(Rotation(("day", "")), [Crew(((1, RESPONDER),))], shifts, first=FIRST, zone=ZONE)
    assert found == (seat(2, 1),)


@pytest.mark.parametrize("weeks", [1, 4])
def test_last_week_is_copied_to_shifts_of_the_same_hours_and_kind(weeks):
    old = [shift(1, 0), shift(2, 1), shift(3, 2), shift(4, 3)]
    new = [
        shift(11, 7 * weeks),
        replace(shift(12, 7 * weeks + 1), kind="night"),
        shift(13, 7 * weeks + 2, hours=9),
        shift(14, 7 * weeks + 3),
    ]
    seats = [seat(4, 9), seat(1, 1), seat(1, 2, LEADER), seat(2, 1), seat(3, 1), seat(77, 1)]
    found = repeat(old, seats, new, zone=ZONE, weeks=weeks)
    assert found.seats == (Seat(11, LEADER, 2), Seat(11, RESPONDER, 1), Seat(14, RESPONDER, 9))
    assert found.left == (seat(2, 1), seat(3, 1), seat(77, 1))


def test_shifts_of_another_zone_are_copied_by_the_local_clock():
    utc = [replace(shift(1, 0), starts_at=at(0, 8) + timedelta(), ends_at=at(0, 16))]
    assert repeat(utc, [seat(1, 1)], [shift(5, 7)], zone=ZONE).seats == (seat(5, 1),)
