"""The letter is taken back or closed: orders, reminders and occurrences end with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.directives.models import Assignment, Directive
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.models import Order
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Role
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
    return directive


@transaction.atomic
def close(directive: Directive, *, by: Actor, at: datetime) -> Directive:
    """End the letter's standing duties and prohibitions; everything stays readable."""
    require(by, Role.Name.LEADER, organisation=directive.organisation_id, at=at)
    directive = move(directive, Directive.State.CLOSED, by=by, at=at, closed_at=at)
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
