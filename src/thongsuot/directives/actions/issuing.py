"""The letter goes out: receipts, assignments and orders come into being together, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions import committing, inviting, reminding
from thongsuot.directives.models import Assignment, Directive, Obligation, Receipt
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Organisation, Role


class StillProposed(Exception):
    """Proposals are left that nobody has looked at."""

    def __init__(self, count: int) -> None:
        super().__init__(
            _(
                "Còn %(count)s đề xuất chưa được xác nhận hoặc loại bỏ nên chưa phát hành được. "
                "Các đề xuất đã rà soát được giữ nguyên; hãy rà soát nốt rồi phát hành."
            )
            % {"count": count}
        )


@transaction.atomic
def issue(directive: Directive, *, by: Actor, at: datetime, to: Iterable[Organisation] | None = None) -> Directive:
    """Bind every organisation to its confirmed duties, and tell each of them."""
    require(by, Role.Name.LEADER, Role.Name.FOLLOWER, organisation=directive.organisation_id, at=at)
    if left := directive.obligations.filter(state=Obligation.State.PROPOSED).count():
        raise StillProposed(left)
    directive = move(directive, Directive.State.ISSUED, by=by, at=at, issued_at=at)
    duties = list(directive.obligations.filter(state=Obligation.State.CONFIRMED))
    own = [duty for duty in duties if duty.obliged == Obligation.Obliged.ISSUER]
    duties = [duty for duty in duties if duty not in own]
    bound = {duty.pk: queries.bound_to(duty, at=at) for duty in duties}
    addressees = set(to) if to is not None else queries.addressees_of(directive, bound, at=at)
    with access.reaching(*addressees):
        receipts = [_receipt(directive, organisation, at) for organisation in sorted(addressees, key=lambda o: o.code)]
        for duty in duties:
            _bind(duty, [o for o in bound[duty.pk] if o in addressees], at)
        for receipt in receipts:
            inviting.invite(receipt, by=by, at=at)
    committing.commit(directive, own, at)
    ledger.wake_timer()
    return directive


def bind_late(duty: Obligation, organisations: Iterable[Organisation], *, by: Actor, at: datetime) -> None:
    """Bind organisations to a duty after the letter went out; it reaches those that had no part in it before."""
    bound = list(organisations)
    if duty.obliged == Obligation.Obliged.ISSUER:
        committing.commit(duty.directive, [duty], at)
        return
    _bind(duty, bound, at)
    receive_late(duty.directive, bound, by=by, at=at)
    acknowledged = duty.directive.receipts.filter(organisation__in=bound, state=Receipt.State.ACKNOWLEDGED)
    for assignment in duty.assignments.filter(
        organisation__in=acknowledged.values("organisation"), state=Assignment.State.ARRIVED
    ):
        move(assignment, Assignment.State.RECEIVED, by=by, at=at)


def receive_late(directive: Directive, organisations: Iterable[Organisation], *, by: Actor, at: datetime) -> None:
    """Let the letter reach organisations that were left out when it was issued."""
    reached = set(directive.receipts.values_list("organisation_id", flat=True))
    for organisation in organisations:
        if organisation.pk not in reached:
            inviting.invite(_receipt(directive, organisation, at), by=by, at=at)


def _receipt(directive: Directive, organisation: Organisation, at: datetime) -> Receipt:
    receipt, _ = Receipt.objects.get_or_create(
        directive=directive,
        organisation=organisation,
        defaults={"reality": directive.reality, "state": Receipt.State.SENT, "sent_at": at, "count_due_at": at},
    )
    ledger.notify(topic(receipt), organisation.pk)
    return receipt


def _bind(duty: Obligation, organisations: list[Organisation], at: datetime) -> None:
    starts_at = duty.effective_from or at
    once = duty.mode != Obligation.Mode.RECURRING
    conditional = duty.mode == Obligation.Mode.CONDITIONAL
    deadline = duty.deadline_at if once and not conditional and duty.deadline_relation != "from" else None
    remind_due_at = reminding.first_stage(deadline, at, duty.directive.urgency)
    Assignment.objects.bulk_create(
        Assignment(
            organisation=organisation,
            reality=duty.reality,
            obligation=duty,
            directive_id=duty.directive_id,
            starts_at=starts_at,
            deadline_at=deadline,
            relation=duty.deadline_relation if deadline else "",
            state=Assignment.State.ARRIVED,
            remind_due_at=remind_due_at,
        )
        for organisation in organisations
    )
    if not once and duty.recurrence:  # without a rule the duty stands, and nothing comes round
        duty.occur_due_at = at
        duty.save(update_fields=["occur_due_at"])
    ledger.enter_orders(
        key=topic(duty),
        kind=duty.kind,
        organisations=organisations,
        reality=duty.reality,
        starts_at=starts_at,
        known_at=at,
    )
