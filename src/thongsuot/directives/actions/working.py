"""An organisation carries its duties out: hand to somebody, begin, complete, open again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions import reminding
from thongsuot.directives.models import Assignment
from thongsuot.ledger.actions import IllegalMove, move
from thongsuot.organisations.access import NotAllowed, holds, require
from thongsuot.organisations.models import Actor, Person, Role
from thongsuot.paging import actions as paging

AT_WORK = (Role.Name.CONTACT, Role.Name.LEADER, Role.Name.DUTY, Role.Name.SUPERVISOR)


class NotYetDone(Exception):
    """The duty cannot be called done, and why."""


@transaction.atomic
def hand_to(assignment: Assignment, holder: Person, *, by: Actor, at: datetime) -> Assignment:
    """Give the duty to somebody of the organisation."""
    require(by, Role.Name.CONTACT, Role.Name.LEADER, organisation=assignment.organisation_id, at=at)
    if holder.organisation_id != assignment.organisation_id:
        raise NotAllowed(_("%(who)s không thuộc đơn vị được giao nhiệm vụ; chưa có gì thay đổi.") % {"who": holder})
    return move(assignment, Assignment.State.ASSIGNED, by=by, at=at, holder=holder, note=holder.name)


@transaction.atomic
def start(assignment: Assignment, *, by: Actor, at: datetime) -> Assignment:
    """Begin the work."""
    require(by, *AT_WORK, organisation=assignment.organisation_id, at=at)
    return move(assignment, Assignment.State.IN_PROGRESS, by=by, at=at)


@transaction.atomic
def complete(assignment: Assignment, *, by: Actor, at: datetime) -> Assignment:
    """Call the duty done, once the evidence that its kind demands is there."""
    require(by, Role.Name.CONTACT, Role.Name.LEADER, organisation=assignment.organisation_id, at=at)
    if reason := queries.why_not_done(assignment, at=at):
        raise NotYetDone(_("%(reason)s Trạng thái và số liệu hiện có được giữ nguyên.") % {"reason": reason})
    return finish(assignment, by=by, at=at)


@transaction.atomic
def finish(assignment: Assignment, *, by: Actor, at: datetime) -> Assignment:
    """Note that the duty is done and stop its reminders; the caller has made sure that it is."""
    paging.stop(assignment, by=by, at=at)
    return move(assignment, Assignment.State.DONE, by=by, at=at, done_at=at, remind_due_at=None)


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
        remind_due_at=reminding.first_stage(current.deadline_at, at),
    )
