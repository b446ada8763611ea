"""An organisation carries its duties out: hand to somebody, declare, complete, and the conditional ones begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import evidence, queries
from thongsuot.directives.actions import reminding
from thongsuot.directives.models import Assignment, Declaration, Obligation
from thongsuot.files import actions as keeping
from thongsuot.files.models import File
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import kinds
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import NotAllowed, holds, require
from thongsuot.organisations.models import Act, Actor, Person, Role
from thongsuot.paging import actions as paging

AT_WORK = (Role.Name.CONTACT, Role.Name.LEADER, Role.Name.DUTY, Role.Name.SUPERVISOR)


class NotYetDone(Exception):
    """The duty cannot be called done, and why."""


class NothingToActivate(Exception):
    """The duty waits for no request."""

    def __init__(self) -> None:
        super().__init__(_("Nhiệm vụ này không chờ đề nghị, hoặc đã được kích hoạt; chưa có gì thay đổi."))


@dataclass(frozen=True)
class Statement:
    """What an organisation says of one duty."""

    figures: dict[str, int] = field(default_factory=dict)
    words: str = ""
    files: Sequence[File] = ()


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
def declare(assignment: Assignment, statement: Statement, *, by: Actor, at: datetime) -> Declaration:
    """Enter what the organisation says; a newer statement replaces the older, which stays readable."""
    on_behalf = _may_speak(assignment, by, at)
    kinds.check(assignment.obligation.kind, statement.figures)
    declaration = Declaration.objects.create(
        organisation_id=assignment.organisation_id,
        reality=assignment.reality,
        assignment=assignment,
        figures=statement.figures,
        words=statement.words.strip(),
        files=[f.sha256 for f in statement.files],
        on_behalf=on_behalf,
        at=at,
        **Act.fields_of(by),
    )
    ledger.record(**evidence.of_declaration(declaration))
    assignment = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if assignment.state in (Assignment.State.RECEIVED, Assignment.State.ASSIGNED):
        move(assignment, Assignment.State.IN_PROGRESS, by=by, at=at)
    ledger.notify(topic(assignment), assignment.organisation_id)
    return declaration


@transaction.atomic
def declare_upload(
    assignment: Assignment, statement: Statement, uploads: Sequence[tuple[str, bytes]], *, by: Actor, at: datetime
) -> tuple[Declaration, list[File]]:
    """Enter a statement with files that have just come; return it, and which of them had to be kept apart."""
    kept = [
        keeping.store(data, name=name, organisation=assignment.organisation, reality=assignment.reality, by=by, at=at)
        for name, data in uploads
    ]
    sound = [file for file in kept if file.quarantined_at is None]
    declaration = declare(assignment, replace(statement, files=[*statement.files, *sound]), by=by, at=at)
    return declaration, [file for file in kept if file.quarantined_at is not None]


def _may_speak(assignment: Assignment, by: Actor, at: datetime) -> bool:
    """Tell whether the department speaks for the organisation; refuse who may not speak at all."""
    if not isinstance(by, Person):
        return False
    if holds(by, *AT_WORK, organisation=assignment.organisation_id, at=at):
        return False
    require(by, Role.Name.FOLLOWER, organisation=assignment.obligation.organisation_id, at=at)
    return True


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
    return move(
        assignment,
        Assignment.State.IN_PROGRESS,
        by=by,
        at=at,
        note=note,
        done_at=None,
        remind_due_at=reminding.first_stage(assignment.deadline_at, at),
    )


@transaction.atomic
def activate(
    duty: Obligation, *, by: Actor, at: datetime, deadline_at: datetime | None = None, note: str = ""
) -> list[Assignment]:
    """Let a conditional duty begin for everyone it binds: the request has come, the clock runs."""
    require(by, Role.Name.LEADER, Role.Name.FOLLOWER, organisation=duty.organisation_id, at=at)
    if duty.mode != Obligation.Mode.CONDITIONAL or duty.activated_at is not None:
        raise NothingToActivate
    ledger.amend(duty, version=duty.version, by=by, at=at, activated_at=at)
    return [_run(a, at, deadline_at, by, note) for a in duty.assignments.filter(activated_at=None)]


@transaction.atomic
def activate_own(assignment: Assignment, *, by: Actor, at: datetime, note: str = "") -> Assignment:
    """Let a conditional duty begin for one organisation, whose own event is the condition."""
    require(by, *AT_WORK, organisation=assignment.organisation_id, at=at)
    if assignment.obligation.mode != Obligation.Mode.CONDITIONAL or assignment.activated_at is not None:
        raise NothingToActivate
    return _run(assignment, at, None, by, note)


def _run(assignment: Assignment, at: datetime, deadline_at: datetime | None, by: Actor, note: str) -> Assignment:
    assignment.activated_at = at
    assignment.deadline_at = deadline_at
    assignment.relation = "before" if deadline_at else ""
    assignment.remind_due_at = reminding.first_stage(deadline_at, at)
    assignment.save(update_fields=["activated_at", "deadline_at", "relation", "remind_due_at"])
    reminding.tell_of_request(assignment, by=by, at=at, note=note)
    ledger.notify(topic(assignment), assignment.organisation_id)
    ledger.wake_timer()
    return assignment
