"""A roster is drawn up: empty seats, last week once more, by hand; it binds nobody until it is published."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from tests.duty.running import BEGIN, DAY, HOUR, MINUTE

from thongsuot.duty import actions, queries
from thongsuot.duty.models import Roster, Shift
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Edit
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
WEEK = 7 * DAY


def test_every_position_has_its_seats_at_every_shift_of_the_day(running):
    roster = running.draft(days=3)
    rows = list(queries.shifts_of(roster))
    assert len(rows) == 3 * 2 * 4
    assert {row.in_force for row in rows} == {False}
    assert {row.person for row in rows} == {None}
    first = [row for row in rows if row.starts_at == BEGIN]
    assert sorted((row.position.kind, row.seat) for row in first) == [
        ("leader", 1), ("operations", 1), ("responder", 1), ("responder", 2),
    ]  # fmt: skip
    assert max(row.until for row in rows) == roster.until


def test_a_shift_comes_only_on_its_weekdays(running):
    for row in queries.hours_of(running.office, running.at):
        running.do("end_hours", row)
    running.hours("Hành chính", time(7, 30), 570, weekdays=range(5))
    running.later(MINUTE)
    rows = queries.shifts_of(running.draft(days=7))
    assert {row.starts_at.astimezone(BEGIN.tzinfo).weekday() for row in rows} == {0, 1, 2, 3, 4}


WRONG = [
    ({"until": BEGIN}, "until"),
    ({"until": BEGIN - DAY}, "until"),
    ({"until": BEGIN + 63 * DAY}, "until"),
    ({"until": BEGIN + DAY + timedelta(seconds=1)}, "starts_at"),
    ({"title": "  "}, "title"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_a_time_that_cannot_be_is_refused(running, wrong, field):
    with pytest.raises(actions.Unsuitable) as refusal:
        running.draft(**wrong)
    assert refusal.value.field == field
    assert not Roster.objects.exists()


@pytest.mark.parametrize("username", ["dd-1.kiemsoat", "dd-2.daumoi", "so.chuyenvien"])
def test_only_who_keeps_rosters_draws_them(running, username):
    with pytest.raises(NotAllowed):
        running.do("draft", title="x", starts_at=BEGIN, until=BEGIN + DAY, organisation=running.office,
                   by=running.cast.person(username))  # fmt: skip


def test_last_week_is_copied(running):
    running.published(days=7)
    roster = running.draft(begin=BEGIN + WEEK, days=7)
    assert running.do("copy_week", roster) == 7 * 8
    rows = queries.shifts_of(roster)
    assert all(row.person == running.usual(row) for row in rows)
    assert Roster.objects.get(pk=roster.pk).origin == "copied"


def test_a_roster_of_two_weeks_copies_its_own_first_week_on(running):
    running.published(days=7)
    roster = running.draft(begin=BEGIN + WEEK, days=14)
    assert running.do("copy_week", roster) == 14 * 8


def test_what_is_there_already_is_not_copied_over(running):
    running.published(days=7)
    roster = running.draft(begin=BEGIN + WEEK, days=7)
    other = running.team["leader"][2]
    running.seat(roster, other, kind="leader")
    assert running.do("copy_week", roster) == 7 * 8 - 1
    assert running.shift(roster, kind="leader").person == other


def test_who_is_away_or_may_not_any_more_is_not_copied(running):
    running.published(days=7)
    gone, away = running.team["leader"][0], running.team["operations"][0]
    running.later(HOUR).do("allow", running.position("leader"), running.team["leader"][1:])
    running.do("take_leave", away, since=BEGIN + WEEK, until=BEGIN + WEEK + DAY)
    roster = running.draft(begin=BEGIN + WEEK, days=7)
    assert running.do("copy_week", roster) == 7 * 8 - 7 - 1
    assert not roster.shifts.filter(person=gone).exists()
    assert running.shift(roster, kind="operations").person is None
    assert running.shift(roster, day=1, kind="operations").person == away


def test_a_person_is_seated_by_hand_and_taken_out_again(running):
    roster, person = running.draft(), running.team["leader"][0]
    shift = running.seat(roster, person, kind="leader")
    assert (shift.person, shift.fixed) == (person, True)
    shift = running.seat(roster, None, kind="leader")
    assert (shift.person, shift.fixed) == (None, False)
    assert Edit.objects.filter(topic="shift", row=shift.pk).count() == 2


def test_nobody_is_seated_who_may_not_stand_there(running):
    roster = running.draft()
    with pytest.raises(actions.Unsuitable, match="không có trong danh sách"):
        running.seat(roster, running.team["responder"][0], kind="leader")


def test_nobody_is_seated_while_away(running):
    roster, person = running.draft(), running.team["leader"][0]
    running.do("take_leave", person, since=BEGIN + 11 * HOUR, until=BEGIN + 13 * HOUR)
    for where in ({}, {"night": True}):
        with pytest.raises(actions.Unsuitable, match="nghỉ"):
            running.seat(roster, person, kind="leader", **where)
    assert running.seat(roster, person, kind="leader", day=1).person == person


def test_nobody_is_seated_twice_at_once(running):
    roster, person = running.draft(), running.team["responder"][0]
    running.seat(roster, person, seat=1)
    with pytest.raises(actions.Unsuitable, match="đã có Ca ngày 04/02"):
        running.seat(roster, person, seat=2)
    assert running.seat(roster, person, seat=1).person == person  # where one stands already one may stand


def test_what_a_publication_would_replace_is_in_nobodys_way(running):
    running.published()
    again, person = running.draft(), running.team["leader"][0]
    assert running.seat(again, person, kind="leader").person == person


def test_duty_elsewhere_at_the_time_is_in_the_way(running):
    running.published()
    late = running.draft(begin=BEGIN + 3 * DAY - HOUR, until=BEGIN + 4 * DAY)
    shift = Shift.objects.create(
        roster=late, organisation=running.office, reality="live", position=running.position("leader"), seat=1,
        starts_at=BEGIN + 3 * DAY - HOUR, until=BEGIN + 3 * DAY + HOUR,
    )  # fmt: skip
    night = running.team["leader"][1]
    assert not queries.may_stand(night, shift, running.at)
    assert queries.why_not(night, shift, running.at) == f"{night} đã có Ca đêm 06/02"
    assert queries.may_stand(running.team["leader"][2], shift, running.at)


def test_what_was_fixed_by_hand_stays(running):
    roster, person = running.draft(), running.team["leader"][2]
    shift = running.seat(roster, person, kind="leader")
    running.fill(roster)
    assert Shift.objects.get(pk=shift.pk).person == person


def test_a_published_roster_is_not_drawn_any_more(running):
    roster = running.published()
    shift = running.shift(roster)
    for verb, args in (
        ("copy_week", (roster,)), ("seat_all", (roster, {}, {})), ("keep_suggestion", (roster, {})),
        ("seat_person", (shift, None)),
    ):  # fmt: skip
        with pytest.raises(actions.Unsuitable, match="không còn là dự thảo"):
            running.do(verb, *args)
    with pytest.raises(IllegalMove):
        running.do("discard", roster)


def test_a_draft_is_put_away_and_stays_on_record(running):
    roster = running.do("discard", running.filled())
    assert roster.state == "discarded"
    assert roster.shifts.count() == 24
    with pytest.raises(actions.Unsuitable):
        running.publish(roster)
