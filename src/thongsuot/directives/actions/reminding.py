"""Deadlines come near: each stage reminds once, a late tick skips to the newest stage."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from thongsuot.directives import queries
from thongsuot.directives.actions.staging import TO_THE_HEAD, by_day, schedule
from thongsuot.directives.models import Assignment, Directive
from thongsuot.engines.calendar import Calendar
from thongsuot.ledger.kinds import KINDS
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, Person, Role, System
from thongsuot.organisations.queries import holders, working_calendar
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.paging import actions as paging

CLOCK = System("Đồng hồ nhắc việc")


def first_stage(
    deadline: datetime | None, at: datetime, urgency: str = "", calendar: Calendar | None = None
) -> datetime | None:
    """Return when the next reminder of a deadline is due, or none when no stage is left."""
    if deadline is None:
        return None
    stages = schedule(deadline, urgency=urgency, calendar=calendar or working_calendar(at))
    return min((moment for moment, _stage in stages if moment > at), default=None)


@transaction.atomic
def remind_due(at: datetime) -> int:
    """Remind of every open duty whose next stage is reached, and set the one after it."""
    due = queries.reminders_due(at).select_for_update(of=("self",), skip_locked=True)
    calendar = working_calendar(at)
    count = 0
    for assignment in due:
        deadline, urgency = assignment.deadline_at, assignment.directive.urgency
        assignment.remind_due_at = first_stage(deadline, at, urgency, calendar)
        assignment.save(update_fields=["remind_due_at"])
        if deadline is None or not queries.is_open(assignment):
            continue
        passed = [told for told in schedule(deadline, urgency=urgency, calendar=calendar) if told[0] <= at]
        if not passed:  # the calendar changed meanwhile: its stage comes later now
            continue
        moment, stage = passed[-1]
        if urgency != Directive.Urgency.FLASH and by_day(at) > at:
            moment = by_day(at)  # the tick came late, in the night
        for person in _whom(assignment, stage, at):
            _remind(assignment, person, (moment, stage), at)
            count += 1
    return count


def _whom(assignment: Assignment, stage: str, at: datetime) -> list[Person]:
    promised = assignment.organisation_id == assignment.directive.organisation_id
    desk = Role.Name.FOLLOWER if promised else Role.Name.CONTACT
    roles = [desk, Role.Name.LEADER] if stage in TO_THE_HEAD else [desk]
    people = list(holders(*roles, organisation=assignment.organisation, at=at))
    if assignment.holder is not None and assignment.holder not in people:
        people.append(assignment.holder)
    return people


def _remind(assignment: Assignment, person: Person, told: tuple[datetime, str], at: datetime) -> None:
    deadline, (moment, stage) = localtime(assignment.deadline_at), told
    paging.remind(
        assignment,
        person,
        text=f"{KINDS[assignment.obligation.kind].title}: thời hạn {deadline:%H:%M} ngày {deadline:%d/%m/%Y}",
        url=assignment.get_absolute_url(),
        due_at=moment,
        stage=stage,
        by=CLOCK,
        at=at,
    )


def tell_of_request(assignment: Assignment, *, by: Actor, at: datetime, note: str) -> None:
    """Tell an organisation that the request for which it was ready has come."""
    words = Words(
        subject=f"Đã có đề nghị: {KINDS[assignment.obligation.kind].title}",
        body=f"{note}\n{assignment.obligation.quote}".strip(),
        url=assignment.get_absolute_url(),
        priority=1,
    )
    people = holders(Role.Name.CONTACT, Role.Name.DUTY, organisation=assignment.organisation, at=at)
    for person in people:
        draft = Draft(
            key=f"activated:{assignment.pk}:{person.pk}",
            channel="",
            to=outbox.contact_of(person),
            words=words,
            reality=assignment.reality,
            about=topic(assignment),
        )
        outbox.tell(draft, by=by, at=at)
