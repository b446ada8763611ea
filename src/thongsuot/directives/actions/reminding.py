"""Deadlines come near: each stage reminds once, a late tick skips to the newest stage."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from thongsuot.directives import queries
from thongsuot.directives.models import Assignment
from thongsuot.ledger.kinds import KINDS
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, Person, Role, System
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.paging import actions as paging

CLOCK = System("Đồng hồ nhắc việc")

# stage -> distance to the deadline; the head of the organisation is told from the hour before
STAGES = {
    "T-24h": timedelta(hours=-24),
    "T-4h": timedelta(hours=-4),
    "T-1h": timedelta(hours=-1),
    "T-15m": timedelta(minutes=-15),
    "T": timedelta(0),
    "T+15m": timedelta(minutes=15),
}
HEAD_FROM = STAGES["T-1h"]


def first_stage(deadline: datetime | None, at: datetime) -> datetime | None:
    """Return when the next reminder of a deadline is due, or none when no stage is left."""
    moments = [deadline + distance for distance in STAGES.values() if deadline is not None]
    return min((moment for moment in moments if moment > at), default=None)


def reached(deadline: datetime, at: datetime) -> str:
    """Return the newest stage that the moment has reached."""
    return [stage for stage, distance in STAGES.items() if deadline + distance <= at][-1]


@transaction.atomic
def remind_due(at: datetime) -> int:
    """Remind of every open duty whose next stage is reached, and set the one after it."""
    due = queries.reminders_due(at).select_for_update(of=("self",), skip_locked=True)
    count = 0
    for assignment in due:
        deadline = assignment.deadline_at
        assignment.remind_due_at = first_stage(deadline, at)
        assignment.save(update_fields=["remind_due_at"])
        if deadline is None or not queries.is_open(assignment):
            continue
        stage = reached(deadline, at)
        for person in _whom(assignment, STAGES[stage], at):
            _remind(assignment, person, stage, at)
            count += 1
    return count


def _whom(assignment: Assignment, distance: timedelta, at: datetime) -> list[Person]:
    roles = [Role.Name.CONTACT] if distance < HEAD_FROM else [Role.Name.CONTACT, Role.Name.LEADER]
    people = list(holders(*roles, organisation=assignment.organisation, at=at))
    if assignment.holder is not None and assignment.holder not in people:
        people.append(assignment.holder)
    return people


def _remind(assignment: Assignment, person: Person, stage: str, at: datetime) -> None:
    deadline = localtime(assignment.deadline_at)
    paging.remind(
        assignment,
        person,
        text=f"{KINDS[assignment.obligation.kind].title}: thời hạn {deadline:%H:%M} ngày {deadline:%d/%m/%Y}",
        url=assignment.get_absolute_url(),
        due_at=deadline + STAGES[stage],
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
