"""What the database refuses, whatever the program does; and what stays inside the enterprise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.duty.running import BEGIN, DAY, HOUR, MINUTE
from tests.worlds import world

from thongsuot.duty.models import Entry, Fit, Handover, Hours, Leave, Position, Roster, Shift, Swap
from thongsuot.ledger.actions import keep_edit
from thongsuot.ledger.models import Edit, Move
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db
OPEN = (Position, Hours, Roster, Shift)
INSIDE = (Fit, Leave, Swap, Handover, Entry)


def refused(words, statement, *values):
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def entered(words, row, **changes):
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        row.save(force_insert=True)


@world
def roster(running):
    """Return a roster in force in an enterprise of which every table holds a row."""
    roster = running.published()
    shift = running.shift(roster, kind="leader")
    running.do("take_leave", running.team["responder"][5], since=BEGIN, until=BEGIN + DAY)
    running.do("offer_swap", shift, by=shift.person)
    Entry.objects.create(organisation=running.office, reality="live", happened_at=running.at, text="Đứt cáp",
                         at=running.at, by_system="x", by_name="x")  # fmt: skip
    assert all(model.objects.filter(organisation=running.office).exists() for model in (*OPEN, *INSIDE))
    return roster


@pytest.mark.parametrize("overlap", [timedelta(), HOUR, 12 * HOUR - MINUTE, -11 * HOUR])
def test_nobody_is_in_two_places_at_once(running, roster, overlap):
    shift = running.shift(roster, kind="leader", day=1)
    begin = shift.starts_at + overlap
    entered("duty_one_place_at_a_time", shift, seat=9, starts_at=begin, until=begin + 12 * HOUR)


@pytest.mark.parametrize("begin", [BEGIN + 3 * DAY, BEGIN - HOUR])
def test_one_shift_ends_where_the_next_begins(running, roster, begin):
    shift = running.shift(roster, kind="leader")
    shift.pk, shift.starts_at, shift.until = None, begin, begin + HOUR
    shift.save(force_insert=True)
    assert Shift.objects.filter(person=shift.person, in_force=True).count() == 4


def test_what_is_not_in_force_is_in_nobodys_way(running, roster):
    shift = running.shift(roster, kind="leader")
    shift.pk, shift.in_force = None, False
    shift.save(force_insert=True)
    with pytest.raises(DatabaseError, match="duty_one_p"), transaction.atomic():
        Shift.objects.filter(pk=shift.pk).update(in_force=True)


@pytest.mark.parametrize("person", [0, None])
def test_a_seat_is_one_persons_at_a_time_and_a_gap_takes_it_too(running, roster, person):
    shift = running.shift(roster, kind="leader")
    other = None if person is None else running.team["leader"][2]
    entered("duty_one_person_a_seat", shift, person=other, starts_at=BEGIN + HOUR, until=BEGIN + 2 * HOUR)


def test_an_organisation_has_one_roster_in_force_at_a_time(running, roster):
    entered("duty_one_roster_in_force", Roster.objects.get(), starts_at=BEGIN + DAY, until=BEGIN + 9 * DAY)
    later = Roster.objects.get()
    later.pk, later.starts_at, later.until = None, BEGIN + 3 * DAY, BEGIN + 6 * DAY
    later.save(force_insert=True)
    draft = running.draft(days=2)
    refused("duty_one_roster_in_force", "UPDATE duty_roster SET state = 'published', published_at = %s WHERE id = %s",
            running.at, draft.pk)  # fmt: skip
    assert running.office.pk == later.organisation_id


ROWS = [
    ("duty_roster_in_order", "UPDATE duty_roster SET until = starts_at"),
    ("duty_published_at_a_time", "UPDATE duty_roster SET published_at = NULL"),
    ("duty_shift_in_order", "UPDATE duty_shift SET until = starts_at"),
    ("duty_seats_from_1", "UPDATE duty_shift SET seat = 0"),
    ("duty_position_of_somebody", "UPDATE duty_position SET required = 0"),
    ("duty_position_of_somebody", "UPDATE duty_position SET required = 21"),
    ("duty_hours_two_days_at_most", "UPDATE duty_hours SET minutes = 2881"),
    ("duty_hours_of_a_week", "UPDATE duty_hours SET weekdays = '{}'"),
    ("duty_hours_of_a_week", "UPDATE duty_hours SET weekdays = '{1,7}'"),
    ("duty_leave_ends", "UPDATE duty_leave SET valid_until = NULL"),
    ("duty_swap_of_two", "UPDATE duty_swap SET taker_id = giver_id"),
    ("duty_taken_by_somebody", "UPDATE duty_swap SET state = 'taken'"),
    ("duty_approved_by_somebody", "UPDATE duty_swap SET state = 'approved', taker_id = (SELECT max(id) FROM "
     "organisations_person)"),
    ("duty_swap_one_actor", "UPDATE duty_swap SET by_system = 'x'"),
    ("written once", "UPDATE duty_entry SET text = 'khác'"),
    ("written once", "DELETE FROM duty_entry"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "statement"), ROWS)
def test_rows_that_cannot_be_are_refused(roster, words, statement):
    refused(words, statement)


def test_a_shift_has_one_open_swap_a_person_one_fit_a_position_one_row(running, roster):
    entered("duty_one_swap_a_shift", Swap.objects.get())
    entered("duty_fit_once", Fit.objects.first())
    entered("duty_position_once", Position.objects.first())


@pytest.mark.parametrize("model", [Fit, Shift, Swap, Handover])
def test_whatever_hangs_on_a_row_has_its_reality_and_its_organisation(running, roster, model):
    row, other = model.objects.first(), running.cast.organisation("dd-2")
    table = model._meta.db_table
    words = "same_root|own_position|own_hours"
    refused(words, f"UPDATE {table} SET reality = 'exercise' WHERE id = %s", row.pk)  # noqa: S608  # from the list above
    refused(words, f"UPDATE {table} SET organisation_id = {other.pk} WHERE id = %s", row.pk)  # noqa: S608  # the same


def test_a_shift_is_of_a_position_of_its_own_organisation(running, roster):
    other = running.cast.organisation("dd-2")
    position = Position.objects.get(kind="leader")
    position.pk, position.organisation = None, other
    position.save(force_insert=True)
    shift = running.shift(roster)
    refused("duty_shift_own_position", "UPDATE duty_shift SET position_id = %s WHERE id = %s", position.pk, shift.pk)


def sight(model):
    return model.objects.exists()


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao", "so.trucban", "so.thanhtra"])
def test_the_department_sees_that_positions_are_filled_and_nothing_inside(running, roster, username):
    with access.acting_as(running.cast.person(username), running.at):
        assert {model: sight(model) for model in OPEN} == dict.fromkeys(OPEN, True)
        assert {model: sight(model) for model in INSIDE} == dict.fromkeys(INSIDE, False)
        assert Shift.objects.filter(in_force=True, person__isnull=False).count() == 24


def test_what_became_of_what_is_inside_stays_inside_too(running, roster):
    swap, handover = Swap.objects.get(), Handover.objects.filter(shift__roster=roster).first()
    running.do("withdraw_swap", swap, by=swap.giver)
    handover.refresh_from_db()
    told = [("swap", swap.pk), ("handover", handover.pk), ("shift", swap.shift_id)]
    with access.acting_as_system():
        keep_edit(handover, before={"notes": ""}, after={"notes": "Trạm 7"}, by=running.hang, at=running.at)
        keep_edit(swap.shift, before={}, after={}, by=running.hang, at=running.at)

    def found():
        rows = [{"topic": topic, "row": row} for topic, row in told]
        return [(Move.objects.filter(**one).count(), Edit.objects.filter(**one).count()) for one in rows]

    with access.acting_as(running.cast.binh, running.at):
        assert found() == [(0, 0), (0, 0), (0, 1)]
    with access.acting_as(running.long, running.at):
        assert found() == [(1, 0), (0, 1), (0, 1)]


@pytest.mark.parametrize("username", ["dd-2.daumoi", "dd-2.lanhdao", "bc-1.daumoi"])
def test_another_enterprise_sees_nothing(running, roster, username):
    with access.acting_as(running.cast.person(username), running.at):
        assert {sight(model) for model in (*OPEN, *INSIDE)} == {False}


def test_who_works_there_sees_all_of_it(running, roster):
    with access.acting_as(running.cast.person("dd-1.kiemsoat"), running.at):
        assert {sight(model) for model in (*OPEN, *INSIDE)} == {True}


def test_nobody_without_a_name_sees_anything(running, roster):
    with access.nobody():
        assert {sight(model) for model in (*OPEN, *INSIDE)} == {False}


def test_the_department_neither_enters_nor_changes_what_is_inside(running, roster):
    leave = Leave.objects.get()
    with access.acting_as(running.cast.binh, running.at):
        assert Leave.objects.filter(pk=leave.pk).update(cancelled_at=running.at) == 0
        entered("row-level security", leave)
