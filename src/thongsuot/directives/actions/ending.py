"""The letter is taken back or closed: orders, reminders and occurrences end with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.directives.models import Assignment, Directive
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.models import Order
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.paging import actions as paging
from thongsuot.paging import queries as pages


@transaction.atomic
def withdraw(directive: Directive, *, by: Actor, at: datetime, note: str = "") -> Directive:
    """Take the letter back: its duties end, what was done stays."""
    require(by, Role.Name.LEADER, organisation=directive.organisation_id, at=at)
    directive = move(directive, Directive.State.WITHDRAWN, by=by, at=at, note=note, closed_at=at)
    for assignment in directive.assignments.exclude(state=Assignment.State.WITHDRAWN):
        move(assignment, Assignment.State.WITHDRAWN, by=by, at=at, remind_due_at=None)
    directive.obligations.update(occur_due_at=None)
    _hush(directive, by, at)
    _end_orders(directive, at)
    _tell(directive, by, at, note)
    return directive


def _tell(directive: Directive, by: Actor, at: datetime, note: str) -> None:
    """Tell everybody whom the letter had reached that it binds them no more."""
    words = Words(
        subject=f"Thu hồi văn bản: {directive}",
        body=f"{directive.organisation} đã thu hồi {directive.title}. Các nhiệm vụ dừng lại.\n{note}".strip(),
        url=directive.get_absolute_url(),
    )
    for receipt in directive.receipts.select_related("organisation"):
        with access.reaching(receipt.organisation_id):
            people = list(holders(Role.Name.CONTACT, Role.Name.LEADER, organisation=receipt.organisation, at=at))
        for person in people:
            key = f"withdrawn:{directive.pk}:{person.pk}"
            draft = Draft(key, "", outbox.contact_of(person), words, directive.reality, topic(receipt))
            outbox.tell(draft, by=by, at=at)


@transaction.atomic
def close(directive: Directive, *, by: Actor, at: datetime, note: str = "") -> Directive:
    """End the letter's standing duties and prohibitions; everything stays readable."""
    require(by, Role.Name.LEADER, organisation=directive.organisation_id, at=at)
    directive = move(directive, Directive.State.CLOSED, by=by, at=at, note=note, closed_at=at)
    directive.assignments.update(remind_due_at=None)
    directive.obligations.update(occur_due_at=None)
    _hush(directive, by, at)
    _end_orders(directive, at)
    return directive


def _end_orders(directive: Directive, at: datetime) -> None:
    keys = [topic(duty) for duty in directive.obligations.all()]
    for order in Order.objects.filter(key__in=keys, until=None):
        ledger.end_order(order, at=at)


def _hush(directive: Directive, by: Actor, at: datetime) -> None:
    """Ask nobody any more about the letter's duties, and take back the reminders that were planned."""
    names = [f"assignment:{pk}" for pk in directive.assignments.values_list("pk", flat=True)]
    for name in pages.still_asked(names):
        paging.stop(name, by=by, at=at)
