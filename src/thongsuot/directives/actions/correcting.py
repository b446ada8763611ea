"""What was issued is put right within minutes: a time limit, whom a duty binds, an addressee forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions import issuing, reminding
from thongsuot.directives.models import Assignment, Directive, Obligation
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.models import Order
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.access import require
from thongsuot.organisations.actions import change
from thongsuot.organisations.models import Actor, Organisation, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.paging import actions as paging

WINDOW = timedelta(minutes=30)
CORRECTABLE = {"deadline_at", "deadline_relation", "obliged", "obliged_names"}


class TooLateToCorrect(Exception):
    """The minutes in which an issue may be put right have passed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chỉ đính chính được trong 30 phút kể từ khi phát hành; chưa có gì thay đổi. "
                "Hãy ban hành văn bản đính chính hoặc hủy văn bản này."
            )
        )


class AlreadyReleased(Exception):
    """A duty that was taken from an organisation does not come back to it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Có đơn vị đã được rút khỏi nhiệm vụ này nên không giao lại được; chưa có gì thay đổi. "
                "Hãy ban hành văn bản bổ sung cho đơn vị đó."
            )
        )


def _open(directive: Directive, by: Actor, at: datetime) -> None:
    require(by, Role.Name.LEADER, Role.Name.FOLLOWER, organisation=directive.organisation_id, at=at)
    current = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    if current.state != Directive.State.ISSUED or current.issued_at is None or at - current.issued_at > WINDOW:
        raise TooLateToCorrect


@transaction.atomic
def correct(
    duty: Obligation, *, version: int, by: Actor, at: datetime, note: str, **changes: Any
) -> list[Organisation]:
    """Put a duty right and tell everybody whom it touches; what stood before stays readable. Returns whom it told."""
    _open(duty.directive, by, at)
    return put_right(duty, version=version, by=by, at=at, note=note, **changes)


def put_right(
    duty: Obligation, *, version: int, by: Actor, at: datetime, note: str, **changes: Any
) -> list[Organisation]:
    """Put a duty right whenever that may be; the caller has made sure that it may."""
    if unknown := set(changes) - CORRECTABLE:
        raise TypeError(f"cannot correct {', '.join(sorted(unknown))}")
    rebinds = bool({"obliged", "obliged_names"} & set(changes))
    if changes.get("obliged", duty.obliged) != Obligation.Obliged.NAMED:
        changes["obliged_names"] = []
    before = {name: getattr(duty, name) for name in changes}
    duty = change(duty, version=version, **changes)
    ledger.keep_edit(duty, before=before, after={**changes, "note": note}, by=by, at=at)
    with access.acting_as_system():
        running = list(duty.assignments.exclude(state=Assignment.State.WITHDRAWN).select_related("organisation"))
        bound = queries.bound_to(duty, at=at) if rebinds else [a.organisation for a in running]
        released = [a for a in running if a.organisation not in bound]
        known = set(duty.assignments.values_list("organisation_id", flat=True))
        missing = [o for o in bound if o.pk not in known]
        if any(o.pk in known and all(a.organisation_id != o.pk for a in running) for o in bound):
            raise AlreadyReleased
        for assignment in released:
            _release(assignment, by, at, note)
        for assignment in running:
            if assignment not in released and "deadline_at" in changes:
                _retime(assignment, duty, at)
        issuing.bind_late(duty, missing, by=by, at=at)
        touched = sorted({*(a.organisation for a in running), *missing}, key=lambda o: o.code)
        for organisation in touched:
            _tell(duty, organisation, note, by, at)
    ledger.wake_timer()
    return touched


def _release(assignment: Assignment, by: Actor, at: datetime, note: str) -> None:
    paging.stop(assignment, by=by, at=at)
    move(assignment, Assignment.State.WITHDRAWN, by=by, at=at, note=note, remind_due_at=None)
    for order in Order.objects.filter(
        key=topic(assignment.obligation), organisation=assignment.organisation_id, until=None
    ):
        ledger.end_order(order, at=at)


def _retime(assignment: Assignment, duty: Obligation, at: datetime) -> None:
    if assignment.occurrence_at is not None or duty.mode in (Obligation.Mode.CONDITIONAL, Obligation.Mode.RECURRING):
        return
    if assignment.ordered_deadline_at is not None:  # the organisation's own clock was moved, and stays as agreed
        assignment.ordered_deadline_at = duty.deadline_at
        assignment.save(update_fields=["ordered_deadline_at"])
        return
    assignment.deadline_at = duty.deadline_at
    assignment.relation = duty.deadline_relation if duty.deadline_at else ""
    assignment.remind_due_at = (
        reminding.first_stage(duty.deadline_at, at, duty.directive.urgency) if queries.is_open(assignment) else None
    )
    assignment.save(update_fields=["deadline_at", "relation", "remind_due_at"])
    ledger.notify(topic(assignment), assignment.organisation_id)


@transaction.atomic
def add_addressees(
    directive: Directive, organisations: list[Organisation], *, by: Actor, at: datetime, note: str
) -> None:
    """Send the letter, within minutes, to organisations that were left out of it."""
    _open(directive, by, at)
    with access.acting_as_system():
        for duty in directive.obligations.filter(state=Obligation.State.CONFIRMED):
            bound = queries.bound_to(duty, at=at)
            issuing.bind_late(duty, [o for o in organisations if o in bound], by=by, at=at)
        issuing.receive_late(directive, organisations, by=by, at=at)
    names = [organisation.name for organisation in organisations]
    ledger.keep_edit(directive, before={}, after={"addressees": names, "note": note}, by=by, at=at)
    ledger.wake_timer()


def _tell(duty: Obligation, organisation: Organisation, note: str, by: Actor, at: datetime) -> None:
    words = Words(
        subject=f"Đính chính nhiệm vụ của {duty.directive}",
        body=f"{duty.directive.organisation} đính chính nhiệm vụ: {duty.quote}\nLý do: {note}",
        url=duty.directive.get_absolute_url(),
    )
    for person in holders(Role.Name.CONTACT, Role.Name.LEADER, organisation=organisation, at=at):
        key = f"corrected:{duty.pk}:{duty.version}:{person.pk}"
        draft = Draft(key, "", outbox.contact_of(person), words, duty.reality, topic(duty))
        outbox.tell(draft, by=by, at=at)
