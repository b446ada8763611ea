"""A published shift goes to somebody else, at once if need be, or moves; never so that somebody is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.duty.running import BEGIN, DAY, HOUR, MINUTE

from thongsuot.duty import actions, queries
from thongsuot.duty.models import Handover, Shift
from thongsuot.ledger.models import Edit
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def spare(running, kind="leader"):
    return running.team[kind][-1]


def change(running, shift, person, why="ốm", **told):
    return running.do("change_shift", shift, person, why=why, **told)


def told(person, part):
    return Message.objects.filter(recipient=person, channel="in_app", subject__contains=part).exists()


def test_a_coming_shift_goes_to_somebody_else(running):
    shift = running.shift(running.published(), kind="leader")
    former, person = shift.person, spare(running)
    changed = change(running, shift, person)
    assert changed == shift
    assert running.standing(BEGIN)["leader", 1] == str(person)
    edit = Edit.objects.filter(topic="shift", row=shift.pk).last()
    assert edit.before == {"person": former.pk}
    assert (edit.after["person"], edit.after["why"], edit.after["against"]) == (person.pk, "ốm", [])
    assert told(former, "trực thay")
    assert told(person, "nhận ca trực")


def test_the_other_one_is_expected_from_then_on(running):
    shift = running.shift(running.published(), kind="leader")
    change(running, shift, spare(running))
    rows = Handover.objects.filter(shift=shift).order_by("id")
    assert [(row.person, row.state) for row in rows] == [(running.long, "void"), (spare(running), "expected")]


def test_a_shift_that_runs_is_taken_over_at_once_and_keeps_who_stood_there(running):
    shift = running.shift(running.published(), kind="leader")
    former, person = shift.person, spare(running)
    running.until(BEGIN).do("take", Handover.objects.get(shift=shift), way="page", by=former)
    running.until(BEGIN + 3 * HOUR + timedelta(seconds=20))
    rest = change(running, shift, person)
    shift.refresh_from_db()
    assert (shift.person, shift.until, shift.taken_at) == (former, BEGIN + 3 * HOUR, BEGIN)
    assert (rest.person, rest.starts_at, rest.until) == (person, BEGIN + 3 * HOUR, BEGIN + 12 * HOUR)
    assert running.standing()["leader", 1] == str(person)
    assert running.standing(BEGIN + 3 * HOUR - MINUTE)["leader", 1] == str(former)
    assert Handover.objects.get(shift=rest).state == "expected"
    assert Handover.objects.get(shift=shift).state == "taken"
    assert told(former, "trực thay")


def test_whoever_never_came_leaves_no_shift_behind(running):
    shift = running.shift(running.published(), kind="leader")
    running.until(BEGIN + HOUR)
    assert change(running, shift, spare(running)) == shift
    assert Shift.objects.filter(position=shift.position, starts_at=BEGIN).get().person == spare(running)


def test_what_a_change_breaks_is_kept_beside_it(running):
    shift = running.shift(running.published(), kind="leader", night=True)
    change(running, shift, running.long)
    edit = Edit.objects.filter(topic="shift", row=shift.pk).last()
    assert edit.after["against"]
    assert all(str(running.long) in line for line in edit.after["against"])


def test_the_same_person_changes_nothing(running):
    shift = running.shift(running.published(), kind="leader")
    change(running, shift, shift.person)
    assert not Edit.objects.filter(topic="shift", row=shift.pk).exists()


def test_nobody_comes_who_may_not_or_is_away_or_elsewhere(running):
    shift = running.shift(running.published(), kind="leader")
    away = spare(running)
    running.do("take_leave", away, since=BEGIN, until=BEGIN + HOUR)
    busy = running.shift(shift.roster, kind="responder").person
    running.do("allow", running.position("leader"), [*running.team["leader"], busy])
    for person, why in ((running.team["responder"][5], "danh sách"), (away, "nghỉ"), (busy, "đã có Ca ngày 04/02")):
        with pytest.raises(actions.Breaks, match=why):
            change(running, shift, person)
    assert running.standing(BEGIN)["leader", 1] == str(running.long)


def test_nobody_comes_who_cannot_be_reached(running):
    shift, person = running.shift(running.published(), kind="leader"), spare(running)
    person.phone = person.email = ""
    person.save()
    with pytest.raises(actions.Breaks, match="chưa có số điện thoại"):
        change(running, shift, person)


@pytest.mark.parametrize("username", ["dd-1.kiemsoat", "dd-2.daumoi", "so.chuyenvien"])
def test_only_who_keeps_rosters_changes_them(running, username):
    shift = running.shift(running.published(), kind="leader")
    with pytest.raises(NotAllowed):
        change(running, shift, spare(running), by=running.cast.person(username))


def test_a_change_has_a_reason(running):
    shift = running.shift(running.published(), kind="leader")
    with pytest.raises(actions.Unsuitable, match="lý do"):
        change(running, shift, spare(running), why=" ")


def test_what_is_over_or_binds_nobody_is_not_changed(running):
    drafted = running.shift(running.filled(), kind="leader")
    with pytest.raises(actions.Unsuitable, match="không còn hiệu lực"):
        change(running, drafted, spare(running))
    shift = running.shift(running.published(title="Khác"), kind="leader")
    running.until(shift.until)
    with pytest.raises(actions.Unsuitable, match="đã qua"):
        change(running, shift, spare(running))


def move(running, shift, starts_at, until, why="họp"):
    return running.do("move_shift", shift, starts_at=starts_at, until=until, why=why)


def test_a_shift_does_not_move_so_that_somebody_is_missing(running):
    shift = running.shift(running.published(), kind="leader")
    with pytest.raises(actions.Breaks, match="thiếu 1 người trực lãnh đạo từ 06:00 04/02 đến 07:00 04/02"):
        move(running, shift, BEGIN + HOUR, shift.until)
    assert Shift.objects.get(pk=shift.pk).starts_at == BEGIN


def test_a_shift_more_than_needed_moves(running):
    roster = running.published()
    running.later(HOUR).required(responder=1)
    shift = running.shift(roster, seat=2)
    moved = move(running, shift, BEGIN + HOUR, BEGIN + 10 * HOUR)
    assert (moved.starts_at, moved.until) == (BEGIN + HOUR, BEGIN + 10 * HOUR)
    assert Handover.objects.exclude(state="void").get(shift=shift).starts_at == BEGIN + HOUR
    assert told(shift.person, "đổi giờ")
    assert Edit.objects.filter(topic="shift", row=shift.pk).last().after["why"] == "họp"


def test_a_seat_is_not_moved_onto_another(running):
    roster = running.published()
    shift = running.shift(roster, kind="leader", day=1)
    with pytest.raises((actions.Breaks, actions.Taken)):
        move(running, shift, shift.starts_at - HOUR, shift.until)
    assert queries.on_duty(running.office, BEGIN + DAY - MINUTE)


WRONG = [(-2 * DAY, DAY), (HOUR, HOUR), (HOUR, 3 * DAY), (HOUR, 2 * HOUR + timedelta(seconds=1))]


@pytest.mark.parametrize(("begin", "end"), WRONG)
def test_a_time_that_cannot_be_is_refused(running, begin, end):
    shift = running.shift(running.published(), kind="leader")
    with pytest.raises(actions.Unsuitable):
        move(running, shift, BEGIN + begin, BEGIN + end)


def test_a_shift_that_has_begun_is_not_moved(running):
    shift = running.shift(running.published(), kind="leader")
    with pytest.raises(actions.Unsuitable):
        move(running.until(BEGIN), shift, BEGIN + HOUR, BEGIN + 12 * HOUR)
