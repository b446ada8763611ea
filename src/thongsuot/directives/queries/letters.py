"""Letters and whom their duties bind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from thongsuot.directives.models import Acknowledgement, Directive, Obligation, Receipt
from thongsuot.organisations.models import Actor, Organisation, Person, Staff
from thongsuot.organisations.queries import bound_by, in_force, seen_by


class Tally(NamedTuple):
    """How many of how many."""

    done: int
    of: int


def visible_to(person: Person, at: datetime) -> QuerySet[Directive]:
    """Return the letters of one's own department, and those that reached one's own organisation."""
    seen = seen_by(person, at)
    received = Q(receipts__organisation__in=seen) & ~Q(state=Directive.State.REVIEW)
    return Directive.objects.filter(Q(organisation__in=seen) | received).select_related("organisation").distinct()


def bound_to(duty: Obligation, *, at: datetime) -> list[Organisation]:
    """Return the organisations that a duty binds, in order of code."""
    department = duty.directive.organisation
    if duty.obliged == Obligation.Obliged.ISSUER:
        return [department]
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


def in_force_for(person: Person, at: datetime) -> QuerySet[Directive]:
    """Return the letters that went out and that the person may see, the newest first."""
    issued = visible_to(person, at).filter(state__in=[Directive.State.ISSUED, Directive.State.CLOSED])
    return issued.defer("text", "reading").order_by("-issued_at", "-id")


def reach(directive: Directive, at: datetime) -> int:
    """Return how many organisations the letter would go to, were it issued now."""
    duties = directive.obligations.filter(state=Obligation.State.CONFIRMED).order_by()
    duties = duties.exclude(obliged=Obligation.Obliged.ISSUER)
    rules = {(obliged, tuple(names)) for obliged, names in duties.values_list("obliged", "obliged_names")}
    bound = Organisation.objects.none()
    for obliged, names in rules or {(str(Obligation.Obliged.ALL), ())}:
        bound = bound | bound_by(obliged, department=directive.organisation, at=at, names=list(names))
    return bound.count()


def acknowledged(directives: Iterable[Directive]) -> dict[int, Tally]:
    """Return by letter how many of the receipts that one may see are acknowledged."""
    rows = Receipt.objects.filter(directive__in=[d.pk for d in directives]).order_by().values("directive")
    done = Count("pk", filter=Q(state=Receipt.State.ACKNOWLEDGED))
    return {row["directive"]: Tally(row["done"], row["of"]) for row in rows.annotate(done=done, of=Count("pk"))}


def briefings(directive: Directive, organisations: Iterable[int], at: datetime) -> dict[int, Tally]:
    """Return by organisation how many of its staff acknowledged the letter's present version."""
    wanted = list(organisations)
    told = Acknowledgement.objects.filter(
        directive=directive, directive_version=directive.version, organisation__in=wanted
    )
    done = dict(told.order_by().values_list("organisation").annotate(Count("pk")))
    staff = Staff.objects.filter(in_force(at), organisation__in=wanted).order_by()
    return {o: Tally(done.get(o, 0), of) for o, of in staff.values_list("organisation").annotate(Count("pk"))}


def known_under(
    told: dict[str, Any], organisation: Organisation, reality: str, *, besides: int = 0
) -> Directive | None:
    """Return the other letter of this number, date and issuer; without number or date there is nothing to compare."""
    if not (told["number"] and told["dated_on"]):
        return None
    same = Directive.objects.filter(
        organisation=organisation,
        reality=reality,
        number__iexact=told["number"],
        dated_on=told["dated_on"],
        issuer_name__iexact=told["issuer_name"],
    ).exclude(state=Directive.State.WITHDRAWN)
    return same.exclude(pk=besides).first()


def place_of(text: str, quote: str, *, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Find a pasted quotation in the text between two places, white space folded; none where it does not stand."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    found = re.compile(pattern).search(text, start, len(text) if end is None else end) if pattern else None
    return found.span() if found else None
