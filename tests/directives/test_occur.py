"""Recurring duties come round, a day ahead, each occurrence once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM
from tests.directives.letters import reading
from tests.worlds import world

from thongsuot.directives import actions, jobs
from thongsuot.directives.models import Assignment

pytestmark = pytest.mark.django_db

FIRST = datetime(2020, 2, 4, 16, 0, tzinfo=VIETNAM)


@world
def daily(cast):
    """Return a letter that asks for figures every day at 16:00."""
    deadline = {"at": FIRST.isoformat(), "relation": "before", "text": "trước 16 giờ 00 hằng ngày"}
    told = reading(
        parts={"daily": ("Gửi số liệu trước 16 giờ 00 hằng ngày.", "recurring", "postal", "OTHER")}, deadline=deadline
    )
    told["deadlines"] = [{**deadline, "recurrence": "FREQ=DAILY"}]
    letter = actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    return actions.issue(letter, by=cast.khanh, at=MONDAY)


def occurrences():
    """Return the moments for which the first postal company has an assignment."""
    rows = Assignment.objects.filter(organisation__code="bc-1", occurrence_at__isnull=False)
    return list(rows.order_by("occurrence_at").values_list("deadline_at", flat=True))


def test_an_occurrence_is_made_a_day_ahead_and_once(daily):
    jobs.run(FIRST - timedelta(hours=25))
    assert occurrences() == []
    for _ in range(2):
        jobs.run(FIRST - timedelta(hours=24))
    assert occurrences() == [FIRST]


def test_a_clock_that_stood_still_makes_up_for_all_of_them(daily):
    jobs.run(FIRST + timedelta(days=3))
    assert occurrences() == [FIRST + timedelta(days=day) for day in range(5)]


def test_the_next_occurrence_is_known_to_the_timer(daily):
    jobs.run(MONDAY)
    assert jobs.next_due() == FIRST - timedelta(days=1)


def test_a_closed_letter_comes_round_no_more(cast, daily):
    actions.close(daily, by=cast.khanh, at=MONDAY)
    jobs.run(FIRST + timedelta(days=3))
    assert occurrences() == []


def test_a_recurring_duty_without_a_rhythm_stands_and_stops_no_other_work(cast, daily):
    parts = {"vague": ("Định kỳ gửi số liệu về Sở.", "recurring", "postal", "OTHER")}
    told = reading(parts=parts, number="13/SKHCN")
    vague = actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    actions.confirm(vague, list(vague.obligations.all()), by=cast.binh, at=MONDAY)
    actions.issue(vague, by=cast.khanh, at=MONDAY)
    assert vague.obligations.get().recurrence == ""
    jobs.run(FIRST - timedelta(hours=24))
    assert occurrences() == [FIRST]
    assert vague.assignments.filter(occurrence_at=None).count() == 3
    assert jobs.next_due() > FIRST - timedelta(hours=24)
