"""A roster comes in force only where nobody is missing and everybody can be reached; what it replaces ends."""

from __future__ import annotations

from datetime import time

import pytest
from tests.duty.running import BEGIN, DAY, HOUR, MINUTE

from thongsuot.duty import actions, queries
from thongsuot.duty.models import Position, Roster, Shift
from thongsuot.ledger.models import Move
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def refused(running, roster, **told):
    with pytest.raises(actions.NotPublishable) as refusal:
        running.publish(roster, **told)
    assert Roster.objects.get(pk=roster.pk).state == "draft"
    assert not roster.shifts.filter(in_force=True).exists()
    return refusal.value.lines


def test_a_whole_roster_comes_in_force(running):
    roster = running.published()
    assert (roster.state, roster.published_at, roster.published_name) == ("published", running.at, str(running.hang))
    assert roster.shifts.filter(in_force=True).count() == 24
    assert running.standing(BEGIN) == {
        ("leader", 1): "Phan Văn Long", ("operations", 1): "Hồ Thị Lan",
        ("responder", 1): "Vũ Văn Quân", ("responder", 2): "Đỗ Thị Sen",
    }  # fmt: skip
    assert running.standing(BEGIN - MINUTE) == {}
    assert Move.objects.get(topic="roster", row=roster.pk).note == ""


@pytest.mark.parametrize("username", ["dd-1.trucban", "dd-1.kiemsoat", "dd-2.lanhdao", "so.lanhdao"])
def test_whoever_does_not_answer_for_it_publishes_nothing(running, username):
    roster = running.filled()
    with pytest.raises(NotAllowed):
        running.publish(roster, by=running.cast.person(username))


def test_the_leader_publishes_too(running):
    assert running.publish(running.filled(), by=running.long).published_name == str(running.long)


def test_an_empty_seat_is_a_gap_whoever_confirms_it(running):
    roster = running.filled()
    running.seat(roster, None, seat=2, night=True)
    lack = "thiếu 1 người trực ứng cứu thông tin từ 18:00 04/02 đến 06:00 05/02"
    assert refused(running, roster) == [lack]
    assert refused(running, roster, even_so=True) == [lack]


def test_a_position_without_any_seat_is_a_gap(running):
    roster = running.filled()
    roster.shifts.filter(position__kind="operations").delete()
    assert refused(running, roster) == ["thiếu 1 người trực điều hành từ 06:00 04/02 đến 06:00 07/02"]


def test_more_people_than_were_needed_when_it_was_drawn_are_a_gap(running):
    roster = running.filled()
    running.later(HOUR).required(responder=3)
    assert refused(running, roster) == ["thiếu 1 người trực ứng cứu thông tin từ 06:00 04/02 đến 06:00 07/02"]


def test_a_seat_more_than_needed_may_stay_empty(running):
    roster = running.draft()
    running.required(responder=1)
    for day in range(3):
        for night in (False, True):
            for kind in ("leader", "operations", "responder"):
                shift = running.shift(roster, day=day, kind=kind, night=night)
                running.do("seat_person", shift, running.usual(shift))
    assert running.publish(roster).state == "published"


def lay(running, roster, *spans, kind="responder", people=None):
    position = running.position(kind)
    return [
        Shift.objects.create(
            roster=roster, organisation=running.office, reality="live", position=position, seat=1,
            starts_at=starts_at, until=until, person=(people or running.team[kind])[number],
        )
        for number, (starts_at, until) in enumerate(spans)
    ]  # fmt: skip


def alone(running):
    """Let one responder at a time be all that is needed, and no shift come again."""
    running.required(leader=0, operations=0, responder=1)
    for row in queries.hours_of(running.office, running.at):
        running.do("end_hours", row)
    running.later(MINUTE)


def test_a_rotation_of_seven_days_that_leaves_an_hour_uncovered_is_found(running):
    alone(running)
    roster, week = running.draft(days=21), 7 * DAY
    lay(running, roster, (BEGIN, BEGIN + week), (BEGIN + week, BEGIN + 2 * week - HOUR),
        (BEGIN + 2 * week, BEGIN + 3 * week))  # fmt: skip
    assert refused(running, roster, even_so=True) == [
        "thiếu 1 người trực ứng cứu thông tin từ 05:00 18/02 đến 06:00 18/02"
    ]


def test_one_minute_is_a_gap(running):
    alone(running)
    roster = running.draft(days=1)
    lay(running, roster, (BEGIN, BEGIN + 12 * HOUR), (BEGIN + 12 * HOUR + MINUTE, BEGIN + DAY))
    assert refused(running, roster) == ["thiếu 1 người trực ứng cứu thông tin từ 18:00 04/02 đến 18:01 04/02"]


def test_shifts_of_whole_days_leave_no_gap(running):
    for row in queries.hours_of(running.office, running.at):
        running.do("end_hours", row)
    running.later(MINUTE)
    running.hours("Cả ngày", time(0), 1440)
    roster = running.draft(begin=BEGIN.replace(hour=0))
    for shift in queries.shifts_of(roster):
        turn = (shift.starts_at - roster.starts_at).days * shift.position.required + shift.seat - 1
        people = running.team[shift.position.kind]
        running.do("seat_person", shift, people[turn % len(people)])
    assert running.publish(roster).shifts.filter(in_force=True).count() == 3 * 4


def test_the_night_before_covers_the_first_hours(running):
    """A roster from midnight on begins within the last night of the one before it."""
    running.published()
    roster = running.filled(begin=(BEGIN + 3 * DAY).replace(hour=0), first=2, until=BEGIN + 4 * DAY)
    assert running.publish(roster, even_so=True).state == "published"
    assert len(running.standing(roster.starts_at)) == 4


def test_nobody_is_put_on_duty_who_has_no_address(running):
    person = running.team["responder"][0]
    person.phone = person.email = ""
    person.save()
    lines = refused(running, running.filled(), even_so=True)
    assert lines == [f"{person} chưa có số điện thoại, thư điện tử"]


def test_nobody_is_put_on_duty_at_whose_addresses_nothing_arrives(running):
    person, roster = running.team["responder"][0], running.filled()
    told = {"organisation": running.office, "reality": "live", "recipient": person, "name": person.name,
            "subject": "x", "body": "x", "due_at": running.at, "at": running.at, "by_system": "x", "by_name": "x",
            "channel": "call_sheet", "state": "failed"}  # fmt: skip
    Message.objects.create(key="1", address=person.phone, **told)
    assert running.do("publish", running.filled(title="Lịch khác")).state == "published"  # the e-mail still may
    Message.objects.create(key="2", address=person.email, **told)
    assert refused(running, roster) == [f"tin gần nhất gửi đến mọi địa chỉ của {person} đều không đến nơi"]


def test_nobody_is_put_on_duty_while_away(running):
    roster, person = running.filled(), running.team["responder"][0]
    running.do("take_leave", person, since=BEGIN + DAY, until=BEGIN + 2 * DAY)
    assert refused(running, roster, even_so=True) == [f"Ca ngày 05/02: {person} nghỉ phép"]


def test_nobody_is_put_on_duty_in_two_places(running):
    roster, person = running.filled(), running.team["responder"][0]
    roster.shifts.filter(position__kind="responder", seat=2, starts_at=BEGIN).update(person=person)
    lines = refused(running, roster, even_so=True)
    assert f"Ca ngày 04/02: {person} có ca trực khác cùng lúc" in lines
    assert "thiếu 1 người trực ứng cứu thông tin từ 06:00 04/02 đến 18:00 04/02" in lines


def test_nobody_is_put_on_duty_who_may_not_stand_there(running):
    roster, person = running.filled(), running.team["leader"][0]
    running.do("allow", running.position("leader"), running.team["leader"][1:])
    lines = refused(running, roster, even_so=True)
    assert lines[0] == f"Ca ngày 04/02: {person} không có trong danh sách giữ vị trí này"
    assert len(lines) == 3


def test_two_people_in_one_seat_are_not_published(running):
    roster = running.filled(days=1)
    lay(running, roster, (BEGIN + HOUR, BEGIN + 2 * HOUR), people=[running.team["responder"][5]])
    assert refused(running, roster) == ["hai ca chồng giờ ở cùng một chỗ trực: ca 07:00 04/02"]


def test_too_little_rest_is_confirmed_and_stays_on_record(running):
    roster, person = running.filled(days=1), running.team["leader"][0]
    running.seat(roster, person, kind="leader", night=True)
    said = f"Ca đêm 04/02: {person} mới xuống ca lúc 18:00"
    with pytest.raises(actions.Doubtful) as doubt:
        running.publish(roster)
    assert doubt.value.lines == [said]
    assert Roster.objects.get(pk=roster.pk).state == "draft"
    running.publish(roster, even_so=True)
    assert Move.objects.get(topic="roster", row=roster.pk).note == f"Vẫn ban hành dù: {said}"


def test_a_month_without_a_day_off_is_confirmed(running):
    roster = running.filled(days=9)
    with pytest.raises(actions.Doubtful) as doubt:
        running.publish(roster)
    assert f"{running.long} trực 9 ngày liền từ 04/02, quá 6 ngày" in doubt.value.lines
    assert len(doubt.value.lines) == len(set(doubt.value.lines))


def test_rest_counts_from_the_roster_before(running):
    running.published()
    roster = running.filled(begin=BEGIN + 3 * DAY, days=1)
    night = running.usual(running.shift(Roster.objects.first(), day=0, kind="leader", night=True))
    running.seat(roster, night, kind="leader")
    running.seat(roster, running.team["leader"][2], kind="leader", night=True)
    with pytest.raises(actions.Doubtful, match=f"{night} phải vào ca khác quá sớm|{night} mới xuống ca"):
        running.publish(roster)


def test_an_organisation_without_positions_publishes_nothing(running):
    roster = running.filled()
    running.later(MINUTE).required(leader=0, operations=0, responder=0)
    assert refused(running.later(MINUTE), roster) == ["chưa đặt vị trí trực nào cho đơn vị"]


def test_a_time_that_is_over_is_not_published(running):
    roster = running.filled()
    assert refused(running.until(roster.until), roster) == ["thời gian của lịch trực đã qua"]


def test_whom_the_database_finds_elsewhere_is_named_and_nothing_is_kept(running):
    other, person = running.cast.organisation("dd-2"), running.team["leader"][0]
    root = {"organisation": other, "reality": "live", "at": running.at, "by_system": "x", "by_name": "x"}
    position = Position.objects.create(kind="leader", required=1, valid_from=running.at, **root)
    foreign = Roster.objects.create(title="x", starts_at=BEGIN, until=BEGIN + DAY, **root)
    Shift.objects.create(roster=foreign, organisation=other, reality="live", position=position, in_force=True,
                         starts_at=BEGIN + 11 * HOUR, until=BEGIN + 13 * HOUR, person=person)  # fmt: skip
    roster = running.filled()
    with pytest.raises(actions.Taken, match=str(person)):
        running.publish(roster)
    assert Roster.objects.get(pk=roster.pk).state == "draft"
    assert not roster.shifts.filter(in_force=True).exists()
    assert not Message.objects.filter(key__startswith="roster:").exists()
