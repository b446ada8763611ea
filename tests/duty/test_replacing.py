"""A roster that comes in force begins now, takes the place of the older one, and everybody is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.duty.running import BEGIN, DAY, HOUR, MINUTE

from thongsuot.duty import queries
from thongsuot.duty.models import Handover, Roster
from thongsuot.ledger.models import Edit
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_what_is_over_does_not_come_in_force_and_what_runs_begins_now(running):
    roster = running.filled()
    running.until(BEGIN + DAY + HOUR + timedelta(seconds=30)).publish(roster)
    rows = roster.shifts.filter(in_force=True)
    assert rows.count() == 16
    running_now = rows.filter(starts_at=BEGIN + DAY + HOUR)
    assert running_now.count() == 4
    kept = Edit.objects.filter(topic="shift", row__in=running_now.values("pk"))
    assert {edit.before["starts_at"][:16] for edit in kept} == {"2020-02-04T23:00"}


def test_a_newer_roster_takes_the_place_of_the_older_and_who_stands_there_stays(running):
    older = running.published()
    running.until(BEGIN + HOUR)
    newer = running.published(first=1, title="Lịch thay thế")
    assert Roster.objects.get(pk=older.pk).state == "replaced"
    assert (
        running.standing()["leader", 1]
        == running.standing(BEGIN + 12 * HOUR - MINUTE)["leader", 1]
        == str(running.long)
    )
    assert running.standing(BEGIN + 12 * HOUR)["leader", 1] == str(running.team["leader"][2])
    assert {shift.roster for shift in queries.on_duty(running.office, BEGIN + DAY)} == {newer}
    assert older.shifts.filter(in_force=True).count() == 4
    for hour in range(1, 72):
        assert len(running.standing(BEGIN + hour * HOUR)) == 4


def test_what_the_newer_roster_does_not_touch_stays_in_force(running):
    older = running.published()
    running.published(days=1, begin=BEGIN + DAY, first=1, title="Một ngày")
    assert older.shifts.filter(in_force=True).count() == 16
    for hour in range(72):
        assert len(running.standing(BEGIN + hour * HOUR)) == 4


def test_somebody_is_expected_in_each_shift_and_no_more_in_what_was_replaced(running):
    older = running.published()
    assert Handover.objects.filter(shift__roster=older, state="expected").count() == 24
    running.published(first=1, title="Lịch thay thế")
    assert Handover.objects.filter(shift__roster=older, state="expected").count() == 0
    assert Handover.objects.filter(state="expected").count() == 24


def test_everybody_is_told_their_own_shifts_once(running):
    roster = running.published()
    told = Message.objects.filter(key__startswith=f"roster:{roster.pk}:", channel="in_app")
    assert told.count() == len({message.recipient for message in told}) == 8
    message = told.get(recipient=running.long)
    assert message.body.count("Trực lãnh đạo") == 3
    assert "- Thứ Ba 04/02/2020, 06:00 đến 18:00: Trực lãnh đạo" in message.body


def test_who_has_no_shift_any_more_is_told_so(running):
    running.published()
    newer = running.published(first=1, title="Lịch thay thế")
    body = Message.objects.get(key=f"roster:{newer.pk}:{running.long.pk}:in_app").body
    assert "không còn ca trực nào" in body
