"""What the administrator of a department sets for the install: days and areas, and nobody else does."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import make_aware
from tests.cast import MONDAY

from thongsuot.engines.calendar import OutsideCalendar
from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.actions import AreaLine, UnknownParent
from thongsuot.organisations.models import Area, System, WorkingDay

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KEEPER = "so.quantri"
WEDNESDAY, SATURDAY = date(2026, 3, 4), date(2026, 3, 7)


def off(cast, *days, working=False, why="Nghỉ của tỉnh", by=KEEPER, at=MONDAY):
    return actions.set_days(list(days), working=working, why=why, by=cast.person(by), at=at)


@pytest.mark.parametrize("stranger", ["so.chuyenvien", "so.lanhdao", "dd-1.lanhdao", "dd-1.daumoi"])
def test_nobody_else_sets_anything(cast, stranger):
    with pytest.raises(access.NotAllowed):
        off(cast, WEDNESDAY, by=stranger)
    (day,) = off(cast, WEDNESDAY)
    with pytest.raises(access.NotAllowed):
        actions.unset_day(day, by=cast.person(stranger), at=MONDAY)
    with pytest.raises(access.NotAllowed):
        actions.load_areas([], by=cast.person(stranger), at=MONDAY)


def test_a_day_that_is_set_counts_from_then_on(cast):
    off(cast, WEDNESDAY)
    off(cast, SATURDAY, working=True, why="Làm bù")
    calendar = queries.working_calendar(MONDAY)
    assert not calendar.is_working(WEDNESDAY)
    assert calendar.is_working(SATURDAY)
    assert queries.working_calendar(MONDAY - DAY).is_working(WEDNESDAY)


def test_a_day_set_again_replaces_what_was_said_and_keeps_it_on_record(cast):
    off(cast, WEDNESDAY)
    off(cast, WEDNESDAY, working=True, why="Không nghỉ", at=MONDAY + DAY)
    assert queries.working_calendar(MONDAY + DAY).is_working(WEDNESDAY)
    assert not queries.working_calendar(MONDAY).is_working(WEDNESDAY)
    assert WorkingDay.objects.filter(date=WEDNESDAY).count() == 2
    assert queries.days_set(MONDAY + DAY).get().why == "Không nghỉ"


def test_a_day_taken_back_is_as_the_official_calendar_says(cast):
    (day,) = off(cast, WEDNESDAY)
    actions.unset_day(day, by=cast.person(KEEPER), at=MONDAY + DAY)
    again = actions.unset_day(day, by=cast.person(KEEPER), at=MONDAY + 2 * DAY)
    assert again.valid_until == MONDAY + DAY
    assert queries.working_calendar(MONDAY + DAY).is_working(WEDNESDAY)


def test_the_next_year_is_known_when_its_days_are_entered(cast):
    with pytest.raises(OutsideCalendar):
        queries.working_calendar(MONDAY).is_working(date(2027, 3, 3))
    off(cast, *(date(2027, 2, day) for day in range(4, 15)), why="Tết Nguyên đán")
    assert queries.working_calendar(MONDAY).is_working(date(2027, 3, 3))


def test_a_years_days_name_who_says_so(cast):
    off(cast, WEDNESDAY, date(2026, 9, 1))
    told = {day.date: day for day in queries.days_of(2026, MONDAY)}
    assert told[WEDNESDAY].row.by_name == cast.person(KEEPER).name
    assert told[date(2026, 9, 1)].row is not None
    assert (told[date(2026, 9, 2)].why, told[date(2026, 9, 2)].row) == ("Quốc khánh", None)
    assert told[date(2026, 8, 22)].working
    assert told[date(2026, 8, 22)].why == "Hoán đổi với ngày 31/08/2026"
    assert list(told) == sorted(told)


def at_midnight(year, month, day):
    return make_aware(datetime.combine(date(year, month, day), time()))


TURN = at_midnight(2025, 7, 1)


def line(code, kind, name, parent="", *, start=None, end=None):
    return AreaLine(code, kind, name, parent, start or at_midnight(2000, 1, 1), end, "Danh mục thử nghiệm")


LINES = [
    line("901", "commune", "Xã Đá Bạc", "90", end=TURN),
    line("90", "district", "Huyện Suối Vàng", "9", end=TURN),
    line("9", "province", "Tỉnh Nam Sơn"),
    line("901", "commune", "Xã Đá Bạc", "9", start=TURN),
]


def load(lines):
    return actions.load_areas(lines, by=System("thử"), at=MONDAY)


def test_areas_come_with_their_levels_and_the_time_they_hold():
    before = Area.objects.count()
    assert load(LINES) == 4
    assert Area.objects.count() == before + 4
    old, new = Area.objects.filter(code="901").order_by("valid_from")
    assert (old.parent.code, new.parent.code) == ("90", "9")
    assert (old.valid_until, new.valid_until) == (TURN, None)
    names = [area.code for area in queries.areas(TURN - DAY) if area.source == "Danh mục thử nghiệm"]
    assert names == ["9", "90", "901"]
    assert "90" not in [area.code for area in queries.areas(TURN)]
    assert [area.code for area in queries.areas(TURN, kind="commune")] == ["901"]


def test_a_list_loaded_again_changes_nothing():
    load(LINES)
    assert load(LINES) == 0


def test_an_end_that_was_not_known_yet_is_entered_later():
    load([line("9", "province", "Tỉnh Nam Sơn"), line("90", "district", "Huyện Suối Vàng", "9")])
    assert load([line("90", "district", "Huyện Suối Vàng", "9", end=TURN)]) == 0
    assert Area.objects.get(code="90").valid_until == TURN


def test_a_level_above_that_is_unknown_or_over_refuses_the_whole_list():
    before = Area.objects.count()
    for wrong in (line("902", "commune", "Xã Lạ", "77"), line("902", "commune", "Xã Lạ", "90", start=TURN)):
        with pytest.raises(UnknownParent, match="Xã Lạ"):
            load([*LINES, wrong])
        assert Area.objects.count() == before
