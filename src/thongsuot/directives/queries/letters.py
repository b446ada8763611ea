"""Letters and whom their duties bind."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from thongsuot.directives.models import Directive, Obligation
from thongsuot.organisations.models import Actor, Organisation, Person
from thongsuot.organisations.queries import bound_by, seen_by


def visible_to(person: Person, at: datetime) -> QuerySet[Directive]:
    """Return the letters of one's own department, and those that reached one's own organisation."""
    seen = seen_by(person, at)
    received = Q(receipts__organisation__in=seen) & ~Q(state=Directive.State.REVIEW)
    return Directive.objects.filter(Q(organisation__in=seen) | received).select_related("organisation").distinct()


def bound_to(duty: Obligation, *, at: datetime) -> list[Organisation]:
    """Return the organisations that a duty binds, in order of code."""
    department = duty.directive.organisation
    bound = bound_by(duty.obliged, department=department, at=at, names=duty.obliged_names)
    return list(bound.order_by("code"))


def addressees_of(directive: Directive, bound: dict[int, list[Organisation]], *, at: datetime) -> set[Organisation]:
    """Return whom the letter goes to: everybody it binds; without any duty, all enterprises."""
    if not bound:
        return set(bound_by(Obligation.Obliged.ALL, department=directive.organisation, at=at))
    return {organisation for organisations in bound.values() for organisation in organisations}


def paragraph_at(directive: Directive, place: int) -> int:
    """Return the number of the paragraph at a place of the text; 0 is before the first."""
    last = directive.paragraphs.filter(start__lte=place).last()
    return last.number if last is not None else 0


def person_or_none(actor: Actor) -> Person | None:
    """Return the actor if it is a person."""
    return actor if isinstance(actor, Person) else None
