"""Reminders: each stage once, bundled for each person, the head from an hour before, silent after submission."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM

from thongsuot.directives import actions, jobs, queries
from thongsuot.directives.models import Assignment
from thongsuot.outbox.models import Message
from thongsuot.paging import jobs as paging
from thongsuot.paging.models import Reminder

pytestmark = pytest.mark.django_db

DEADLINE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def tick(at):
    """Let the timer look at the clock."""
    jobs.run(at)
    paging.run(at)


def stages_of(username):
    """Return the stages of which a person was reminded."""
    return list(Reminder.objects.filter(person__username=username).order_by("due_at").values_list("stage", flat=True))


def test_a_contact_is_reminded_at_every_stage_and_the_head_from_an_hour_before(cast, issued):
    for moment in (-24 * HOUR, -4 * HOUR, -HOUR, -15 * MINUTE, 0 * HOUR, 15 * MINUTE):
        assert jobs.next_due() <= DEADLINE + moment
        tick(DEADLINE + moment)
    assert stages_of("dd-1.daumoi") == ["T-24h", "T-4h", "T-1h", "T-15m", "T", "T+15m"]
    assert stages_of("dd-1.lanhdao") == ["T-1h", "T-15m", "T", "T+15m"]


def test_a_late_tick_reminds_once_of_the_newest_stage(cast, issued):
    tick(DEADLINE - 30 * MINUTE)
    assert stages_of("dd-1.daumoi") == ["T-1h"]
    tick(DEADLINE - 29 * MINUTE)
    assert stages_of("dd-1.daumoi") == ["T-1h"]


def test_what_falls_due_together_leaves_as_one_message(cast, issued):
    duty = issued.obligations.get(kind="MASS_SMS")
    actions.activate(duty, by=cast.binh, at=MONDAY, deadline_at=DEADLINE)
    tick(DEADLINE - 24 * HOUR)
    told = Message.objects.filter(recipient=cast.hang, channel="in_app", subject__startswith="Nhắc")
    assert [m.subject for m in told] == ["Nhắc: 2 việc đến hạn"]


def test_a_finished_duty_reminds_nobody(cast, issued):
    actions.acknowledge(queries.receipt_of(issued, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    duty = Assignment.objects.get(organisation__code="dd-1", obligation__kind="REPORT")
    actions.finish(duty, by=cast.hang, at=MONDAY)
    tick(DEADLINE - HOUR)
    assert stages_of("dd-1.daumoi") == []
    assert stages_of("dd-2.daumoi") == ["T-1h"]


def test_a_withdrawn_letter_reminds_nobody(cast, issued):
    actions.withdraw(issued, by=cast.khanh, at=MONDAY)
    tick(DEADLINE - HOUR)
    assert not Reminder.objects.exists()
