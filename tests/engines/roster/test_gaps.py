"""Every minute in which a position lacks somebody is found, and no other."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.roster.rosters import DAY, HOUR, LEADER, RESPONDER, ZONE, at, seat, shift

from thongsuot.engines.roster import Gap, Required, Seat, Shift, gaps, read_calendar

ONE = [Required(RESPONDER, 1)]


def test_a_rotation_of_seven_days_that_leaves_an_hour_uncovered():
    shifts = [Shift(week + 1, at(7 * week, 8), at(7 * week + 7, 7 if week == 1 else 8)) for week in range(3)]
    found = gaps(ONE, shifts, [seat(n, n) for n in (1, 2, 3)], since=at(0, 8), until=at(21, 8))
    assert found == (Gap(RESPONDER, at(14, 7), at(14, 8), have=0, needed=1),)


def test_nothing_at_all_is_one_gap_a_position():
    required = [Required(RESPONDER, 2), Required(LEADER, 1), Required("none", 0)]
    found = gaps(required, [], [], since=at(0), until=at(2))
    assert found == (Gap(LEADER, at(0), at(2), 0, 1), Gap(RESPONDER, at(0), at(2), 0, 2))
    assert gaps(required, [], [], since=at(2), until=at(2)) == ()
    assert gaps(required, [], [], since=at(3), until=at(2)) == ()


def test_days_without_hours_are_no_gaps():
    """Two all-day events out of a calendar cover their days from midnight to midnight."""
    data = b"BEGIN:VCALENDAR\r\n" + b"".join(
        b"BEGIN:VEVENT\r\nUID:%d\r\nDTSTART;VALUE=DATE:2020020%d\r\nEND:VEVENT\r\n" % (day, day) for day in (3, 4)
    ) + b"END:VCALENDAR\r\n"  # fmt: skip
    read = read_calendar(data, ZONE, since=at(-9), until=at(9))
    shifts = [Shift(n, one.starts_at, one.ends_at) for n, one in enumerate(read.shifts, 1)]
    found = gaps(ONE, shifts, [seat(1, 1), seat(2, 2)], since=at(0), until=at(2))
    assert found == ()
    found = gaps(ONE, shifts, [seat(1, 1), seat(2, 2)], since=at(0), until=at(3))
    assert found == (Gap(RESPONDER, at(2), at(3), 0, 1),)


def test_an_empty_seat_is_a_gap_though_the_shift_is_there():
    assert gaps(ONE, [shift(1, 0, 0, 24)], [], since=at(0), until=at(1)) == (Gap(RESPONDER, at(0), at(1), 0, 1),)


def test_shifts_of_one_kind_may_need_more():
    required = [Required(RESPONDER, 1), Required(RESPONDER, 2, "night"), Required(LEADER, 1, "night")]
    shifts = [shift(1, 0, 8, 12, "day"), shift(2, 0, 19, 13, "night")]
    seats = [seat(1, 1), seat(2, 2)]
    found = gaps(required, shifts, seats, since=at(0, 8), until=at(1, 8))
    assert found == (
        Gap(LEADER, at(0, 19), at(1, 8), 0, 1),
        Gap(RESPONDER, at(0, 20), at(1, 8), 1, 2),
    )


def test_one_person_in_two_seats_counts_once():
    shifts = [shift(1, 0, 0, 12), shift(2, 0, 6, 12)]
    found = gaps([Required(RESPONDER, 2)], shifts, [seat(1, 1), seat(2, 1)], since=at(0), until=at(0, 18))
    assert found == (Gap(RESPONDER, at(0), at(0, 18), 1, 2),)


def test_gaps_that_differ_in_size_stay_apart():
    found = gaps([Required(RESPONDER, 2)], [shift(1, 0, 8, 4)], [seat(1, 1)], since=at(0, 6), until=at(0, 14))
    assert [(gap.starts_at, gap.ends_at, gap.have) for gap in found] == [
        (at(0, 6), at(0, 8), 0),
        (at(0, 8), at(0, 12), 1),
        (at(0, 12), at(0, 14), 0),
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-2, 20), st.integers(1, 9), st.sampled_from(["", "n"])), max_size=6),
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from([LEADER, RESPONDER]), st.integers(1, 3)), max_size=9),
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 1)),
)
def test_hour_by_hour_it_is_what_counting_says(spans, taken, numbers):
    shifts = [Shift(n, at(0, hour), at(0, hour + length), kind) for n, (hour, length, kind) in enumerate(spans, 1)]
    seats = [Seat(number, position, who) for number, position, who in taken if number <= len(shifts)]
    required = [Required(RESPONDER, numbers[0]), Required(RESPONDER, numbers[1], "n"), Required(LEADER, numbers[2])]
    found = gaps(required, shifts, seats, since=at(0), until=at(1))
    hours = [at(0) + HOUR * n + timedelta(minutes=30) for n in range(24)]
    for position in (LEADER, RESPONDER):
        for moment in hours:
            running = [one for one in shifts if one.starts_at <= moment < one.ends_at]
            always = numbers[0] if position == RESPONDER else numbers[2]
            asked = [numbers[1] if one.kind and position == RESPONDER else always for one in running]
            needed = max(asked, default=always)
            have = len({who.person for who in seats if who.position == position and who.shift in
                        {one.id for one in running}})  # fmt: skip
            there = [gap for gap in found if gap.position == position and gap.starts_at <= moment < gap.ends_at]
            assert [(gap.have, gap.needed) for gap in there] == [(have, needed)] * (have < needed)
    assert all(gap.ends_at - gap.starts_at <= DAY for gap in found)
