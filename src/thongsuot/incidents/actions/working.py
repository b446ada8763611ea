"""What must be done before an incident is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.incidents import queries
from thongsuot.incidents.actions.permitting import require_mender
from thongsuot.incidents.models import Incident, Task
from thongsuot.incidents.states import TaskState
from thongsuot.ledger.actions import move, notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Act, Actor, Person


@transaction.atomic
def add_task(  # what, by whom, until when
    incident: Incident,
    title: str,
    *,
    by: Actor,
    at: datetime,
    person: Person | None = None,
    name: str = "",
    due_at: datetime | None = None,
) -> Task:
    """Set something to be done, by somebody with an account or by a name."""
    require_mender(incident.organisation_id, by, at)
    Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)  # one press at a time
    if again := queries.set_twice(incident, title, by=by, at=at):
        return again
    row = Task.objects.create(
        organisation_id=incident.organisation_id,
        reality=incident.reality,
        incident=incident,
        title=title.strip()[:200],
        person=person,
        name=(person.name if person else name.strip())[:80],
        due_at=due_at,
        at=at,
        **Act.fields_of(by),
    )
    notify(topic(incident), incident.organisation_id)
    return row


@transaction.atomic
def finish_task(task: Task, *, by: Actor, at: datetime) -> Task:
    """Say that it is done."""
    require_mender(task.organisation_id, by, at)
    return move(task, TaskState.DONE, by=by, at=at, done_at=at)


@transaction.atomic
def drop_task(task: Task, reason: str, *, by: Actor, at: datetime) -> Task:
    """Say that it need not be done any more."""
    require_mender(task.organisation_id, by, at)
    return move(task, TaskState.DROPPED, by=by, at=at, note=reason)


@transaction.atomic
def resume_task(task: Task, *, by: Actor, at: datetime) -> Task:
    """Say that it was not done after all."""
    require_mender(task.organisation_id, by, at)
    return move(task, TaskState.OPEN, by=by, at=at, done_at=None)
