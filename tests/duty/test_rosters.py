"""Who is on duty, who comes next, who was there before, and how evenly it lies on everybody."""

from __future__ import annotations

import pytest
from tests.duty.running import BEGIN, DAY, HOUR, MINUTE

from thongsuot.duty import queries
from thongsuot.duty.models import Roster
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


def test_who_is_on_duty_follows_the_clock_to_the_minute(running):
    running.published()
    day, night = running.team["leader"][:2]
    assert running.standing(BEGIN - MINUTE) == {}
    assert running.standing(BEGIN)["leader", 1] == str(day)
    assert running.standing(BEGIN + 12 * HOUR - MINUTE)["leader", 1] == str(day)
    assert running.standing(BEGIN + 12 * HOUR)["leader", 1] == str(night)
    assert running.standing(BEGIN + 3 * DAY) == {}


def test_a_draft_puts_nobody_on_duty(running):
    running.filled()
    assert running.standing(BEGIN) == {}
    assert queries.shift_of(running.long, BEGIN) is None


def test_everybody_on_duty_at_all_organisations_is_one_question(running, django_assert_num_queries):
    running.published()
    offices = running.cast.enterprises
    with django_assert_num_queries(1):
        found = queries.everybody_on_duty(offices, BEGIN)
    assert {number: len(rows) for number, rows in found.items()} == {
        office.pk: 4 if office == running.office else 0 for office in offices
    }


def test_a_persons_own_shift_and_those_to_come(running):
    roster = running.published()
    assert queries.shift_of(running.long, BEGIN) == running.shift(roster, kind="leader")
    assert queries.shift_of(running.long, BEGIN + 13 * HOUR) is None
    coming = list(queries.coming_of(running.long, BEGIN + 13 * HOUR))
    assert [row.starts_at for row in coming] == [BEGIN + DAY, BEGIN + 2 * DAY]


def test_one_takes_over_from_the_same_seat_before(running):
    roster = running.published()
    for seat in (1, 2):
        shift = running.shift(roster, seat=seat, night=True)
        assert queries.former_of(shift) == running.shift(roster, seat=seat)
    assert queries.former_of(running.shift(roster)) is None


def test_one_takes_over_across_rosters(running):
    roster = running.published()
    later = running.published(begin=BEGIN + 3 * DAY, first=2, title="Lịch sau")
    assert queries.former_of(running.shift(later)) == running.shift(roster, day=2, night=True)


def test_ones_own_rosters_are_seen_whole_and_anothers_once_published(running):
    drafted, published = running.filled(title="Dự thảo"), running.published(title="Đã ban hành")
    seen = {
        name: set(queries.visible_to(running.cast.person(name), running.at))
        for name in ("dd-1.kiemsoat", "so.chuyenvien", "dd-2.daumoi")
    }
    assert seen == {"dd-1.kiemsoat": {drafted, published}, "so.chuyenvien": {published}, "dd-2.daumoi": set()}


def test_what_a_draft_would_replace_is_what_has_not_begun(running):
    older = running.published()
    draft = running.draft(days=2)
    assert queries.replaced_by(draft, running.at).count() == 16
    assert queries.replaced_by(draft, BEGIN).count() == 12
    assert set(queries.kept_beside(draft, BEGIN + HOUR)) == set(
        older.shifts.filter(starts_at=BEGIN) | older.shifts.filter(starts_at__gte=BEGIN + 2 * DAY)
    )


def balance(running, since=BEGIN, until=BEGIN + 7 * DAY):
    with access.acting_as(running.hang, running.at):
        return queries.fairness_of(running.office, since, until)


def test_what_each_person_carried_is_counted(running):
    running.published(days=6)
    found = {row.person: row for row in balance(running).people}
    assert len(found) == 12
    day, night, idle = (found[person] for person in running.team["leader"])
    assert (day.shifts, day.load.minutes, day.load.nights, day.load.weekends) == (6, 6 * 720, 0, 2)
    assert (night.shifts, night.load.nights) == (6, 6)
    assert (idle.shifts, idle.load.minutes) == (0, 0)
    assert idle.offered.minutes == 12 * 720


def test_how_even_it_is_is_told_for_each_circle_of_people(running):
    running.published(days=6)
    found = {(row.positions, row.load): row for row in balance(running).evenness}
    assert found[("leader",), "minutes"].jain == 6666  # two of three carry the same, the third nothing
    assert found[("leader",), "nights"].jain == 3333
    assert found[("responder",), "minutes"].people == 6


def test_months_before_count_too(running):
    running.published(days=6)
    found = {row.person: row for row in balance(running, BEGIN + 7 * DAY, BEGIN + 14 * DAY).people}
    day = found[running.team["leader"][0]]
    assert (day.shifts, day.load.minutes, day.whole.minutes) == (0, 0, 6 * 720)


def test_tet_weighs_as_a_holiday_on_a_weekend_too(running):
    tet = BEGIN.replace(month=1, day=25)  # the first day of Tết 2020, a Saturday
    roster = Roster.objects.create(
        title="Tết", starts_at=tet, until=tet + DAY, organisation=running.office, reality="live", at=tet,
        by_system="x", by_name="x",
    )  # fmt: skip
    position = queries.positions_of(running.office, BEGIN).get(kind="leader")
    roster.shifts.create(position=position, organisation=running.office, reality="live", starts_at=tet,
                         until=tet + 12 * HOUR, person=running.long, in_force=True)  # fmt: skip
    found = {row.person: row for row in queries.fairness_of(running.office, tet, BEGIN).people}
    assert (found[running.long].load.holidays, found[running.long].load.weekends) == (1, 0)
