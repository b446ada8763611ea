"""A duty's clock stands still, goes on, or gets more time; what stood before is kept in the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from thongsuot.directives.actions import reminding
from thongsuot.directives.models import Assignment
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.models import Order
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor
from thongsuot.paging import actions as paging

OUT_OF_SCOPE = "Không thuộc phạm vi"  # kept in the history, hence Vietnamese
CLOCK = ("deadline_at", "ordered_deadline_at", "stopped_at", "time_left", "went_on_at")


def stop_clock(duty: Assignment, *, since: datetime, by: Actor, at: datetime) -> bool:
    """Let the clock stand still from a moment on, as long as time was left then; tell whether it did."""
    duty = _locked(duty)
    since = max(since, duty.went_on_at or since)  # what was left out once is not left out again
    if duty.stopped_at is not None or duty.deadline_at is None or duty.deadline_at <= since:
        return False
    left = duty.deadline_at - since
    _set(duty, by, at, deadline_at=None, stopped_at=since, time_left=left)
    return True


def go_on(duty: Assignment, *, by: Actor, at: datetime) -> bool:
    """Let the clock go on with the time that was left; tell whether it had stood still."""
    duty = _locked(duty)
    if duty.stopped_at is None:
        return False
    deadline = at + (duty.time_left or timedelta(0))
    _set(duty, by, at, deadline_at=deadline, stopped_at=None, time_left=None, went_on_at=at)
    return True


def extend(duty: Assignment, *, until: datetime, by: Actor, at: datetime) -> bool:
    """Give the duty until a later moment; tell whether it is later."""
    duty = _locked(duty)
    if duty.deadline_at is not None and duty.deadline_at >= until:
        return False
    _set(duty, by, at, deadline_at=until, stopped_at=None, time_left=None, went_on_at=at)
    return True


def order_anew(duty: Assignment, *, until: datetime, relation: str, by: Actor, at: datetime) -> None:
    """Let the letter's own deadline be another one; what was agreed with the organisation stays where it is later."""
    duty = _locked(duty)
    before = {name: getattr(duty, name) for name in (*CLOCK, "relation")}
    if duty.stopped_at is not None and duty.time_left is not None and duty.ordered_deadline_at is not None:
        duty.time_left += max(until - duty.ordered_deadline_at, timedelta(0))
        duty.ordered_deadline_at = until
    elif duty.ordered_deadline_at is not None and duty.deadline_at is not None:
        duty.ordered_deadline_at, duty.deadline_at = until, max(until, duty.deadline_at)
    else:
        duty.deadline_at = until
    duty.relation = relation
    _keep(duty, before, by, at)


def release(duty: Assignment, *, note: str, by: Actor, at: datetime) -> None:
    """Take an organisation out of a duty that is not within its field; the order ends for it alone."""
    paging.stop(duty, by=by, at=at)
    words = ". ".join(filter(None, [OUT_OF_SCOPE, note]))
    duty = move(
        duty,
        Assignment.State.WITHDRAWN,
        by=by,
        at=at,
        note=words,
        remind_due_at=None,
        released_at=at,
        stopped_at=None,
        time_left=None,
    )
    for order in Order.objects.filter(key=topic(duty.obligation), organisation_id=duty.organisation_id, until=None):
        ledger.end_order(order, at=at)


def _locked(duty: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("directive", "obligation")
    return rows.get(pk=duty.pk)


def _set(duty: Assignment, by: Actor, at: datetime, **clock: Any) -> None:
    """Move the deadline, remember the letter's own, and plan the reminders anew."""
    before = {name: getattr(duty, name) for name in CLOCK}
    duty.ordered_deadline_at = duty.ordered_deadline_at or duty.deadline_at
    duty.deadline_at = clock["deadline_at"]
    duty.stopped_at = clock["stopped_at"]
    duty.time_left = clock["time_left"]
    duty.went_on_at = clock.get("went_on_at", duty.went_on_at)
    _keep(duty, before, by, at)


def _keep(duty: Assignment, before: dict[str, Any], by: Actor, at: datetime) -> None:
    """Save a clock that was moved, keep what stood before, and plan the reminders anew."""
    ending = duty.state in (Assignment.State.DONE, Assignment.State.WITHDRAWN)
    urgency = duty.directive.urgency
    duty.remind_due_at = None if ending else reminding.first_stage(duty.deadline_at, at, urgency)
    paging.stop(duty, by=by, at=at)
    duty.save(update_fields=[*before, "remind_due_at"])
    ledger.keep_edit(duty, before=before, after={name: getattr(duty, name) for name in before}, by=by, at=at)
    ledger.wake_timer()
