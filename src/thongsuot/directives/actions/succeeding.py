"""An organisation merges or splits: its open duties and questions pass to whoever carries them on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thongsuot.directives.actions import issuing, reminding
from thongsuot.directives.models import Answer, Assignment, Directive, Invitation, Obligation, Receipt
from thongsuot.directives.states import AnswerState
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.models import Order
from thongsuot.ledger.queries import topic
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.actions import Document, Portion
from thongsuot.organisations.models import Act, Actor, Organisation, Succession
from thongsuot.paging import actions as paging

DONE_WITH = (Assignment.State.DONE, Assignment.State.WITHDRAWN)
PENDING = (AnswerState.ASKED, AnswerState.HELD)


@dataclass(frozen=True)
class _Passing:
    """One succession while its work is passed on."""

    predecessor: Organisation
    portions: Sequence[Portion]
    ends: bool
    note: str
    by: Actor
    at: datetime

    def heirs(self, duty: Obligation) -> list[Organisation]:
        """Return who carries a duty on: whoever took a service it binds; an organisation that goes on keeps its own."""
        if not self.ends and _binds(duty, self.predecessor.services):
            return []
        heirs = [portion.successor for portion in self.portions if _binds(duty, portion.services)]
        return heirs or [portion.successor for portion in self.portions[:1] if self.ends]


def _binds(duty: Obligation, services: Iterable[str]) -> bool:
    """Tell whether a duty binds whoever provides the services."""
    if duty.obliged == Obligation.Obliged.TELECOM:
        return any(service != Organisation.Service.POSTAL for service in services)
    return duty.obliged not in Organisation.Service.values or duty.obliged in services


@transaction.atomic
def succeed(
    predecessor: Organisation, portions: Sequence[Portion], *, document: Document, by: Actor, at: datetime
) -> list[Succession]:
    """Pass an organisation on with its open work; what it did, and the papers that name it, stay as they are."""
    rows = organisations.succeed(predecessor, portions, document=document, by=by, at=at)
    predecessor.refresh_from_db()
    if document.kind == Succession.Kind.MERGE:
        portions = [Portion(portions[0].successor, tuple(predecessor.services))]
    note = f"{rows[0].get_kind_display()}: {document.words}"
    passing = _Passing(predecessor, portions, predecessor.valid_until is not None, note, by, at)
    for receipt in _open_receipts(predecessor):
        _pass_letter(receipt, passing)
    ledger.wake_timer()
    return rows


def _open_receipts(predecessor: Organisation) -> list[Receipt]:
    rows = Receipt.objects.filter(organisation=predecessor, directive__state=Directive.State.ISSUED)
    return list(rows.select_related("directive__organisation", "organisation").order_by("id"))


def _pass_letter(receipt: Receipt, passing: _Passing) -> None:
    directive = receipt.directive
    rows = Assignment.objects.filter(directive=directive, organisation=passing.predecessor).exclude(state__in=DONE_WITH)
    passed = [(row, heirs) for row in rows.select_related("obligation") if (heirs := passing.heirs(row.obligation))]
    if passing.ends:
        for invitation in Invitation.objects.filter(directive=directive, organisation=passing.predecessor):
            organisations.end_links(topic(invitation), at=passing.at)
    heirs_of_all = {heir.pk: heir for _row, heirs in passed for heir in heirs}
    issuing.receive_late(directive, heirs_of_all.values(), by=passing.by, at=passing.at)
    acknowledged = set(
        directive.receipts.filter(state=Receipt.State.ACKNOWLEDGED).values_list("organisation_id", flat=True)
    )
    taken: dict[int, Assignment] = {}
    for row, heirs in passed:
        for heir in heirs:
            heir_row = _take_over(row, heir, passing, acknowledged=heir.pk in acknowledged)
            taken.setdefault(row.pk, heir_row)
        _leave(row, passing)
    _pass_questions(directive, taken, passing)


def _take_over(row: Assignment, heir: Organisation, passing: _Passing, *, acknowledged: bool) -> Assignment:
    """Let the successor owe the duty with the same clock; one that it owes already is owed once."""
    taken, new = Assignment.objects.get_or_create(
        obligation=row.obligation,
        organisation=heir,
        occurrence_at=row.occurrence_at,
        defaults={
            "reality": row.reality,
            "directive_id": row.directive_id,
            "starts_at": row.starts_at,
            "deadline_at": row.deadline_at,
            "ordered_deadline_at": row.ordered_deadline_at,
            "stopped_at": row.stopped_at,
            "time_left": row.time_left,
            "went_on_at": row.went_on_at,
            "relation": row.relation,
            "activated_at": row.activated_at,
            "state": Assignment.State.ARRIVED,
            "remind_due_at": reminding.first_stage(row.deadline_at, passing.at, row.directive.urgency),
        },
    )
    if new:
        key = topic(row.obligation)
        ledger.enter_orders(
            key=key,
            kind=row.obligation.kind,
            organisations=[heir],
            reality=row.reality,
            starts_at=max(row.starts_at, passing.at),
            known_at=passing.at,
        )
        if acknowledged:
            taken = move(taken, Assignment.State.RECEIVED, by=passing.by, at=passing.at, note=passing.note)
    return taken


def _leave(row: Assignment, passing: _Passing) -> None:
    """End the predecessor's own duty: no more reminders, no more order, and the move says why."""
    paging.stop(row, by=passing.by, at=passing.at)
    move(row, Assignment.State.WITHDRAWN, by=passing.by, at=passing.at, note=passing.note, remind_due_at=None)
    orders = Order.objects.filter(key=topic(row.obligation), organisation=passing.predecessor, until=None)
    for order in orders:
        ledger.end_order(order, at=passing.at)


def _pass_questions(directive: Directive, taken: dict[int, Assignment], passing: _Passing) -> None:
    """Ask again in the successor's name what the department has not answered yet."""
    if not taken:
        return
    heir = next(iter(taken.values())).organisation
    rows = Answer.objects.filter(directive=directive, organisation=passing.predecessor, state__in=PENDING)
    for row in rows:
        assignment = taken.get(row.assignment_id) if row.assignment_id is not None else None
        if row.assignment_id is not None and assignment is None:
            continue
        Answer.objects.create(
            organisation=assignment.organisation if assignment is not None else heir,
            reality=row.reality,
            directive=directive,
            assignment=assignment,
            paragraph=row.paragraph,
            kind=row.kind,
            words=row.words,
            until=row.until,
            state=AnswerState.ASKED,
            at=row.at,
            **Act.fields_of(row.actor),
        )
        move(row, AnswerState.TAKEN_BACK, by=passing.by, at=passing.at, note=passing.note)
