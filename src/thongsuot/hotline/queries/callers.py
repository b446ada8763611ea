"""Who is calling: known by the number, and for which organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from thongsuot.engines.message import international
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import CallState
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import in_force, visible_to


@dataclass(frozen=True)
class Known:
    """Who called from a number last, how often somebody did, and what about."""

    last: HotlineCall
    times: int


def number_of(phone: str) -> str:
    """Return a number with its country code; "" for a short number, an extension or none."""
    return international(phone)


def known_by(organisation: Organisation | int, phone: str) -> Known | None:
    """Return who called this hotline from a number before: what other hotlines know is not asked."""
    number = number_of(phone)
    if not number:
        return None
    rows = HotlineCall.objects.filter(organisation=organisation, number=number).exclude(state=CallState.VOID)
    last = rows.select_related("caller_organisation", "site").order_by("-id").first()
    return None if last is None else Known(last, rows.count())


def carriers(person: Person, at: datetime) -> QuerySet[Organisation]:
    """Return the enterprises that may be told to mend something: the own one, or those that the own one supervises."""
    rows = visible_to(person, at).filter(in_force(at), kind=Organisation.Kind.ENTERPRISE)
    return rows.order_by("sort_key", "id")


def reporters(person: Person, at: datetime) -> QuerySet[Organisation]:
    """Return the organisations on whose behalf somebody may call a department; an enterprise has none below it."""
    rows = visible_to(person, at).filter(in_force(at)).exclude(pk=person.organisation_id)
    return rows.order_by("sort_key", "id")
