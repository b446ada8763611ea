"""Which positions are filled, by whom, at which hours, and who is away."""

from __future__ import annotations

from datetime import time

import pytest
from tests.duty.running import BEGIN, DAY, HOUR

from thongsuot.duty import actions, queries
from thongsuot.duty.models import Fit, Hours, Leave
from thongsuot.ledger.models import Edit
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def numbers(running):
    return {row.kind: row.required for row in queries.positions_of(running.office, running.at)}


def test_the_positions_that_are_filled_together_are_set_in_one_step(running):
    assert numbers(running) == {"leader": 1, "operations": 1, "responder": 2}
    running.later(HOUR).required(responder=3, operations=0)
    assert numbers(running) == {"leader": 1, "responder": 3}


def test_another_number_is_kept_on_record(running):
    row = running.position("responder")
    running.later(HOUR).required(responder=3)
    edit = Edit.objects.filter(topic="position", row=row.pk).get()
    assert (edit.before, edit.after) == ({"required": 2}, {"required": 3})


def test_a_position_that_ended_can_come_again(running):
    old = running.position("operations")
    running.later(HOUR).required(operations=0)
    running.later(HOUR).required(operations=2)
    assert running.position("operations") != old
    assert numbers(running)["operations"] == 2


@pytest.mark.parametrize("wrong", [{"leader": -1}, {"leader": 21}, {"guard": 1}])
def test_a_number_that_cannot_be_is_refused_whole(running, wrong):
    with pytest.raises(actions.Unsuitable) as refusal:
        running.required(responder=4, **wrong)
    assert refusal.value.field == "required"
    assert numbers(running) == {"leader": 1, "operations": 1, "responder": 2}


@pytest.mark.parametrize("username", ["dd-1.kiemsoat", "dd-2.daumoi", "so.chuyenvien", "so.quantri"])
def test_only_who_keeps_rosters_sets_them(running, username):
    by = running.cast.person(username)
    with pytest.raises(NotAllowed):
        running.do("require_positions", {"leader": 2}, organisation=running.office, by=by)
    with pytest.raises(NotAllowed):
        running.do("allow", running.position("leader"), [], by=by)
    with pytest.raises(NotAllowed):
        running.do("take_leave", running.long, since=BEGIN, until=BEGIN + DAY, by=by)


def test_who_is_not_named_any_more_may_not_stand_there_any_more(running):
    position, people = running.position("leader"), running.team["leader"]
    running.later(HOUR).do("allow", position, [people[0], people[0]])
    held = queries.fits_of(running.office, running.at).filter(position=position)
    assert [row.person for row in held] == [people[0]]
    running.later(HOUR).do("allow", position, people)
    assert Fit.objects.filter(position=position, valid_until=None).count() == 3
    assert Fit.objects.filter(position=position).count() == 5


def test_nobody_of_another_organisation_may_stand(running):
    with pytest.raises(actions.Unsuitable, match="không thuộc đơn vị"):
        running.do("allow", running.position("leader"), [running.cast.person("dd-2.daumoi")])


def test_who_left_the_firm_is_not_among_those_who_may(running):
    person = running.team["leader"][1]
    person.is_active = False
    person.save()
    assert person not in [row.person for row in queries.fits_of(running.office, running.at)]


WRONG_HOURS = [
    ({"name": " "}, "name"),
    ({"minutes": 29}, "minutes"),
    ({"minutes": 2881}, "minutes"),
    ({"begins": time(6, 0, 30)}, "minutes"),
    ({"weekdays": []}, "weekdays"),
    ({"weekdays": [7]}, "weekdays"),
    ({"kinds": ["driver"]}, "kinds"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG_HOURS)
def test_hours_that_cannot_be_are_refused(running, wrong, field):
    told = {"name": "Ca", "begins": time(7), "minutes": 480, "weekdays": [0], "night": False, **wrong}
    with pytest.raises(actions.Unsuitable) as refusal:
        running.do("set_hours", actions.Daily(**told), organisation=running.office)
    assert refusal.value.field == field
    assert Hours.objects.filter(organisation=running.office).count() == 2


def test_hours_end_and_rosters_that_have_them_keep_them(running):
    roster, row = running.draft(), queries.hours_of(running.office, running.at).get(night=True)
    running.later(HOUR).do("end_hours", row)
    assert [each.name for each in queries.hours_of(running.office, running.at)] == ["Ca ngày"]
    assert roster.shifts.filter(hours=row).count() == 3 * 4


def test_a_person_takes_leave_and_takes_it_back(running):
    person = running.team["responder"][0]
    leave = running.do("take_leave", person, since=BEGIN, until=BEGIN + DAY, by=person)
    assert list(queries.leaves_of(running.office, BEGIN + HOUR, BEGIN + 2 * DAY)) == [leave]
    assert not queries.leaves_of(running.office, BEGIN + DAY, BEGIN + 2 * DAY).exists()
    running.do("cancel_leave", leave, by=person)
    assert not queries.leaves_of(running.office, BEGIN, BEGIN + DAY).exists()


def test_a_leave_ends_after_it_begins(running):
    with pytest.raises(actions.Unsuitable):
        running.do("take_leave", running.long, since=BEGIN, until=BEGIN)
    assert not Leave.objects.exists()


def test_a_colleague_neither_gives_nor_takes_back_leave(running):
    one, other = running.team["responder"][:2]
    with pytest.raises(NotAllowed):
        running.do("take_leave", one, since=BEGIN, until=BEGIN + DAY, by=other)
    leave = running.do("take_leave", one, since=BEGIN, until=BEGIN + DAY)
    with pytest.raises(NotAllowed):
        running.do("cancel_leave", leave, by=other)


def test_whoever_keeps_the_roster_hears_of_shifts_that_a_leave_leaves_behind(running):
    roster = running.published()
    shift = running.shift(roster, kind="responder")
    running.do("take_leave", shift.person, since=BEGIN, until=BEGIN + DAY, by=shift.person)
    told = Message.objects.filter(key__startswith="leave:", channel="in_app")
    assert {message.recipient for message in told} == {running.hang, running.lan}
    assert "cần người trực thay 1 ca" in told.first().subject
    shift.refresh_from_db()
    assert shift.in_force
    assert shift.person is not None
