"""Recurring duties come round: one assignment more for each occurrence, a day before it is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from thongsuot.directives import queries
from thongsuot.directives.actions import reminding
from thongsuot.directives.models import Assignment, Obligation
from thongsuot.engines.calendar import Calendar, OutsideCalendar, occurrences
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.queries import working_calendar

AHEAD = timedelta(days=1)
OFFICE, SATURDAY = ";BYDAY=MO,TU,WE,TH,FR", 5
MOST = 400  # occurrences made in one go, should the clock have stood still for a year


@transaction.atomic
def make_occurrences(at: datetime) -> int:
    """Make the assignments of every occurrence that is due within a day."""
    made, calendar = 0, working_calendar(at)
    for duty in queries.occurring(at).select_for_update(of=("self",), skip_locked=True):
        ahead = [moment for moment in _moments(duty, at, calendar) if moment > (duty.directive.issued_at or at)]
        parents = duty.assignments.filter(occurrence_at=None).exclude(state=Assignment.State.WITHDRAWN)
        for parent in parents.select_related("organisation"):
            made += sum(_make(duty, parent, moment, at, calendar) for moment in ahead if moment <= at + AHEAD)
        later = [moment - AHEAD for moment in ahead if moment > at + AHEAD]
        duty.occur_due_at = later[0] if later else at + AHEAD
        duty.save(update_fields=["occur_due_at"])
    return made


def _moments(duty: Obligation, at: datetime, calendar: Calendar) -> list[datetime]:
    """Return when the duty comes round; one for working days follows the calendar, not the names of the days."""
    begins = duty.deadline_at or duty.effective_from or at
    rule, office = duty.recurrence.replace(OFFICE, ""), duty.recurrence.startswith(f"FREQ=DAILY{OFFICE}")
    moments = occurrences(rule if office else duty.recurrence, start=begins, until=at + 2 * AHEAD, limit=MOST)
    return [moment for moment in moments if not office or _is_worked(moment, calendar)]


def _is_worked(moment: datetime, calendar: Calendar) -> bool:
    try:
        return calendar.is_working(moment.date())
    except OutsideCalendar:
        return moment.weekday() < SATURDAY


def _make(duty: Obligation, parent: Assignment, moment: datetime, at: datetime, calendar: Calendar) -> bool:
    row, new = Assignment.objects.get_or_create(
        obligation=duty,
        organisation=parent.organisation,
        occurrence_at=moment,
        defaults={
            "reality": parent.reality,
            "directive_id": parent.directive_id,
            "starts_at": parent.starts_at,
            "deadline_at": moment,
            "relation": duty.deadline_relation if duty.deadline_relation in ("before", "until") else "before",
            "holder": parent.holder,
            "state": Assignment.State.ARRIVED,
            "remind_due_at": reminding.first_stage(moment, at, duty.directive.urgency, calendar),
        },
    )
    if new and parent.state != Assignment.State.ARRIVED:
        move(row, Assignment.State.RECEIVED, by=reminding.CLOCK, at=at)
    if new:
        ledger.notify(topic(row), parent.organisation_id)
    return new
