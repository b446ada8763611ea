"""A conditional duty begins: by the department's request, or by the organisation's own event."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives.actions import reminding
from thongsuot.directives.actions.working import AT_WORK
from thongsuot.directives.models import Assignment, Directive, Obligation
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Organisation, Role


class NothingToActivate(Exception):
    """The duty waits for no request."""

    def __init__(self) -> None:
        super().__init__(_("Nhiệm vụ này không chờ đề nghị, hoặc đã được kích hoạt; chưa có gì thay đổi."))


@transaction.atomic
def activate(
    duty: Obligation,
    *,
    by: Actor,
    at: datetime,
    deadline_at: datetime | None = None,
    note: str = "",
    authority: Organisation | None = None,
) -> list[Assignment]:
    """Let a conditional duty begin for everyone it binds: the request has come, the clock runs."""
    require(by, Role.Name.LEADER, Role.Name.FOLLOWER, organisation=duty.organisation_id, at=at)
    if not _waits(duty) or duty.activated_at is not None:
        raise NothingToActivate
    ledger.amend(duty, version=duty.version, by=by, at=at, activated_at=at)
    if authority is not None:
        note = f"Theo đề nghị của {authority}. {note}".strip()
    return [_run(a, at, deadline_at, by, note) for a in duty.assignments.filter(activated_at=None)]


@transaction.atomic
def activate_own(assignment: Assignment, *, by: Actor, at: datetime, note: str = "") -> Assignment:
    """Let a conditional duty begin for one organisation, whose own event is the condition."""
    require(by, *AT_WORK, organisation=assignment.organisation_id, at=at)
    if not _waits(assignment.obligation) or assignment.activated_at is not None:
        raise NothingToActivate
    return _run(assignment, at, None, by, note)


def _waits(duty: Obligation) -> bool:
    """Tell whether the duty waits for a request, in a letter that is in force."""
    return duty.mode == Obligation.Mode.CONDITIONAL and duty.directive.state == Directive.State.ISSUED


def _run(assignment: Assignment, at: datetime, deadline_at: datetime | None, by: Actor, note: str) -> Assignment:
    assignment.activated_at = at
    assignment.deadline_at = deadline_at
    assignment.relation = "before" if deadline_at else ""
    assignment.remind_due_at = reminding.first_stage(deadline_at, at, assignment.directive.urgency)
    assignment.save(update_fields=["activated_at", "deadline_at", "relation", "remind_due_at"])
    reminding.tell_of_request(assignment, by=by, at=at, note=note)
    ledger.notify(topic(assignment), assignment.organisation_id)
    ledger.wake_timer()
    return assignment
