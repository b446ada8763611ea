"""Which pumps one may see, and which are due."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min, QuerySet
from tests.toys.models import Pump

from thongsuot.organisations.models import Person
from thongsuot.organisations.queries import seen_by


def visible_to(person: Person, at: datetime) -> QuerySet[Pump]:
    """Return the pumps of the organisations that the person may see."""
    return Pump.objects.filter(organisation__in=seen_by(person, at))


def to_stop(at: datetime) -> QuerySet[Pump]:
    """Return the running pumps whose time is over."""
    return Pump.objects.filter(stop_due_at__lte=at).select_related("organisation")


def next_due() -> datetime | None:
    """Return when the next pump is to stop."""
    return Pump.objects.aggregate(due=Min("stop_due_at"))["due"]
