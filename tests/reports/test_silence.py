"""A report that was sent is not asked for again: not by a stage to come, nor by one that waited for the morning."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import VIETNAM
from tests.reports.small import asked, report_of, send
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.directives import jobs as duties
from thongsuot.directives import queries
from thongsuot.paging import jobs as paging
from thongsuot.paging.models import Reminder
from thongsuot.reports import jobs

pytestmark = pytest.mark.django_db
MORNING = datetime(2020, 2, 7, 8, 0, tzinfo=VIETNAM)  # the deadline: T-4h lies in the night before it
NIGHT = MORNING - timedelta(hours=3)
DAY_BEFORE = MORNING - timedelta(days=1)


@world
def letter(cast):
    """A letter whose drafts lie ready, acknowledged by the first operator."""
    row = asked(cast, deadline=MORNING)
    directives.acknowledge(queries.receipt_of(row, cast.organisation("dd-1")), by=cast.hang, at=DAY_BEFORE)
    jobs.run(DAY_BEFORE)
    return row


def let_pass(*moments):
    for moment in moments:
        duties.run(moment)
        paging.run(moment)


def told(code):
    rows = Reminder.objects.filter(person__username=f"{code}.daumoi").order_by("due_at", "id")
    return [(row.stage, row.state) for row in rows]


def test_a_stage_that_waits_for_the_morning_is_cancelled_by_a_report_in_the_night(cast, letter):
    let_pass(DAY_BEFORE, NIGHT)
    send(cast, letter, at=NIGHT + timedelta(minutes=5))
    let_pass(*(MORNING - timedelta(minutes=m) for m in (120, 60, 15, 0)))
    assert told("dd-1") == [("T-24h", "sent")]
    assert ("T", "sent") in told("bc-1")


def test_a_duty_that_is_opened_again_is_reminded_of_again(cast, letter):
    send(cast, letter, at=DAY_BEFORE)
    duty = report_of(letter).assignment
    directives.reopen(duty, by=cast.binh, at=DAY_BEFORE + timedelta(hours=2), note="Gửi nhầm bản dự thảo")
    let_pass(MORNING - timedelta(hours=1))
    assert told("dd-1") == [("T-1h", "sent")]


def test_the_head_is_told_only_from_the_hour_before(cast, letter):
    let_pass(DAY_BEFORE, *(MORNING - timedelta(minutes=m) for m in (120, 60, 0)))
    rows = Reminder.objects.filter(person__username="dd-1.lanhdao").order_by("due_at")
    assert [row.stage for row in rows] == ["T-1h", "T"]
