"""Working days in Vietnam, with Tết and the days that are swapped."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from thongsuot.engines.calendar import Calendar, OutsideCalendar, vietnam

DAYS = st.dates(date(2019, 3, 1), date(2026, 10, 31))
DATA = tomllib.loads((files("thongsuot.engines.calendar") / "vietnam.toml").read_text("utf-8"))


def test_the_week_of_the_letter_follows_tet() -> None:
    calendar = vietnam()
    off = [day for day in range(20, 32) if not calendar.is_working(date(2020, 1, day))]
    assert off == [23, 24, 25, 26, 27, 28, 29]
    assert calendar.holidays[date(2020, 1, 25)] == "Tết Nguyên đán"
    assert calendar.add_working_days(date(2020, 1, 22), 1) == date(2020, 1, 30)
    assert calendar.add_working_days(date(2020, 2, 4), 3) == date(2020, 2, 7)


@pytest.mark.parametrize(
    ("off", "worked"), [("2019-04-29", "2019-05-04"), ("2024-04-29", "2024-05-04"), ("2025-05-02", "2025-04-26")]
)
def test_a_swapped_saturday_is_worked(off: str, worked: str) -> None:
    assert not vietnam().is_working(date.fromisoformat(off))
    assert vietnam().is_working(date.fromisoformat(worked))


def test_every_year_has_its_official_number_of_days_off() -> None:
    for year in range(2019, 2027):
        days = [date(year, 1, 1) + timedelta(n) for n in range(366)]
        free = [day for day in days if day.year == year and day.weekday() < 5 and not vietnam().is_working(day)]
        worked = [day for day in days if day.year == year and day.weekday() >= 5 and vietnam().is_working(day)]
        assert len(free) - len(worked) == (10 if year < 2021 else 11) - (year == 2019)


def test_a_swap_changes_a_working_day_for_a_saturday_near_it() -> None:
    holidays = {run["from"] + timedelta(n) for run in DATA["off"] for n in range((run["until"] - run["from"]).days + 1)}
    for swap in DATA["swap"]:
        assert swap["off"].weekday() < 5
        assert swap["off"] not in holidays
        assert swap["work"].weekday() == 5
        assert abs(swap["work"] - swap["off"]) < timedelta(days=14)


def test_every_entry_names_its_source_and_what_is_not_sure_is_left_out() -> None:
    assert all(entry["name"] and entry["source"] for entry in (*DATA["off"], *DATA["swap"]))
    unsure = [run["from"] for run in DATA["off"] if not run.get("sure", True)]
    assert unsure == [date(2026, 11, 24)]
    assert vietnam().is_working(unsure[0])


def test_nothing_is_said_about_a_year_whose_days_off_are_not_known() -> None:
    assert vietnam().covers(date(2026, 12, 31))
    assert not vietnam().covers(date(2027, 1, 1))
    with pytest.raises(OutsideCalendar, match="năm 2027"):
        vietnam().is_working(date(2027, 1, 1))
    with pytest.raises(OutsideCalendar, match="năm 2018"):
        vietnam().add_working_days(date(2019, 1, 2), -1)


def test_no_step_gives_the_day_itself_or_the_next_one_worked() -> None:
    assert vietnam().add_working_days(date(2020, 2, 7), 0) == date(2020, 2, 7)
    assert vietnam().add_working_days(date(2020, 2, 8), 0) == date(2020, 2, 10)


def test_a_calendar_of_ones_own_follows_its_data() -> None:
    friday, saturday = date(2020, 2, 7), date(2020, 2, 8)
    calendar = Calendar({}, {friday: saturday}, date(2020, 1, 1), date(2020, 12, 31))
    assert calendar.working_days_between(date(2020, 2, 6), date(2020, 2, 9)) == 1
    assert calendar.is_working(saturday)
    assert not calendar.is_working(friday)


@settings(deadline=None)
@given(DAYS, st.integers(-40, 40))
def test_going_there_and_back_ends_where_it_began(day: date, count: int) -> None:
    calendar = vietnam()
    assume(calendar.is_working(day))
    there = calendar.add_working_days(day, count)
    assert calendar.add_working_days(there, -count) == day
    assert calendar.working_days_between(day, there) == count


@settings(deadline=None)
@given(DAYS, DAYS, DAYS)
def test_distances_add_up(one: date, two: date, three: date) -> None:
    between = vietnam().working_days_between
    assert between(one, two) + between(two, three) == between(one, three)
    assert between(one, two) == -between(two, one)


def test_days_set_by_hand_win_over_what_was_known() -> None:
    off, worked = {date(2026, 3, 2): "Nghỉ của tỉnh"}, frozenset({date(2026, 3, 7), date(2026, 2, 16)})
    calendar = vietnam().with_days(off, worked)
    assert not calendar.is_working(date(2026, 3, 2))
    assert calendar.holidays[date(2026, 3, 2)] == "Nghỉ của tỉnh"
    assert calendar.is_working(date(2026, 3, 7))
    assert calendar.is_working(date(2026, 2, 16))
    assert calendar.is_working(date(2026, 3, 3)) == vietnam().is_working(date(2026, 3, 3))
    assert vietnam().is_working(date(2026, 3, 2))


def test_a_swapped_day_set_otherwise_leaves_its_other_half() -> None:
    off, instead = date(2026, 1, 2), date(2026, 1, 10)
    rested = vietnam().with_days({instead: "Không làm bù"}, frozenset())
    assert not rested.is_working(off)
    assert not rested.is_working(instead)
    worked = vietnam().with_days({}, frozenset({off}))
    assert worked.is_working(off)
    assert not worked.is_working(instead)


@pytest.mark.parametrize(("days", "known"), [(10, False), (11, True), (12, True)])
def test_a_later_year_is_known_when_all_days_that_the_law_gives_are_set(days: int, known: bool) -> None:
    off = {date(2027, 2, day): "Tết" for day in range(1, days + 1)}
    calendar = vietnam().with_days(off, frozenset())
    assert calendar.covers(date(2027, 6, 1)) is known
    assert calendar.covers(date(2028, 1, 3)) is False


def test_a_year_after_an_unknown_one_stays_unknown() -> None:
    off = {date(2028, 2, day): "Tết" for day in range(1, 13)}
    assert not vietnam().with_days(off, frozenset()).covers(date(2028, 6, 1))
