"""An organisation carries its duties out: hand to somebody, begin, complete, open again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions import reminding
from thongsuot.directives.models import Assignment
from thongsuot.ledger.actions import IllegalMove, move
from thongsuot.organisations.access import NotAllowed, holds, require
from thongsuot.organisations.models import Actor, Deed, Person, Role
from thongsuot.paging import actions as paging

AT_WORK = (Role.Name.CONTACT, Role.Name.LEADER, Role.Name.DUTY, Role.Name.SUPERVISOR)
AT_THE_HEAD = (Role.Name.CONTACT, Role.Name.LEADER)


class NotYetDone(Exception):
    """The duty cannot be called done, and why."""


@transaction.atomic
def hand_to(assignment: Assignment, holder: Person, *, by: Actor, at: datetime) -> Assignment:
    """Give the duty to somebody of the organisation."""
    behind = require(by, *AT_THE_HEAD, organisation=assignment.organisation_id, at=at, deed=Deed.ASSIGN)
    if not queries.people_at(assignment.organisation_id, at).filter(pk=holder.pk).exists():
        raise NotAllowed(
            _("%(who)s không thuộc đơn vị được giao nhiệm vụ; chưa có gì thay đổi. Hãy chọn người của đơn vị.")
            % {"who": holder}
        )
    note = "; ".join(filter(None, [holder.name, behind]))
    return move(assignment, Assignment.State.ASSIGNED, by=by, at=at, holder=holder, note=note)


@transaction.atomic
def start(assignment: Assignment, *, by: Actor, at: datetime) -> Assignment:
    """Begin the work."""
    behind = require(by, *AT_WORK, organisation=assignment.organisation_id, at=at, deed=Deed.DECLARE)
    return move(assignment, Assignment.State.IN_PROGRESS, by=by, at=at, note=behind)


@transaction.atomic
def complete(assignment: Assignment, *, by: Actor, at: datetime) -> Assignment:
    """Call the duty done, once the evidence that its kind demands is there."""
    behind = require(by, *AT_THE_HEAD, organisation=assignment.organisation_id, at=at, deed=Deed.DECLARE)
    if reason := queries.why_not_done(assignment, at=at):
        raise NotYetDone(_("%(reason)s Trạng thái và số liệu hiện có được giữ nguyên.") % {"reason": reason})
    return finish(assignment, by=by, at=at, note=behind)


@transaction.atomic
def finish(assignment: Assignment, *, by: Actor, at: datetime, note: str = "", **how: Any) -> Assignment:
    """Note that the duty is done and stop its reminders; the caller has made sure that it is.

    `how` may say `done_at`, where that was earlier, and `on_behalf`, where the department entered it.
    """
    paging.stop(assignment, by=by, at=at)
    done = {"done_at": at, "on_behalf": False, **how}
    return move(assignment, Assignment.State.DONE, by=by, at=at, note=note, remind_due_at=None, **done)


@transaction.atomic
def reopen(assignment: Assignment, *, by: Actor, at: datetime, note: str) -> Assignment:
    """Go on with a duty that was called done too early."""
    person_of = (assignment.organisation_id, assignment.obligation.organisation_id)
    if isinstance(by, Person) and not any(
        holds(by, Role.Name.CONTACT, Role.Name.LEADER, Role.Name.FOLLOWER, organisation=o, at=at) for o in person_of
    ):
        raise NotAllowed(_("%(who)s không có vai trò cần thiết để mở lại nhiệm vụ; chưa có gì thay đổi.") % {"who": by})
    current = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if current.state != Assignment.State.DONE:
        raise IllegalMove(current, Assignment.State.IN_PROGRESS)
    return move(
        current,
        Assignment.State.IN_PROGRESS,
        by=by,
        at=at,
        note=note,
        done_at=None,
        on_behalf=False,
        remind_due_at=reminding.first_stage(current.deadline_at, at, current.directive.urgency),
    )
