"""The board: what stands, ordered by the clock that is left, and how much of it there is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from thongsuot.incidents.models import Incident
from thongsuot.incidents.states import STANDING, UNMENDED, IncidentState
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import seen_by

LATELY = timedelta(hours=24)
MOST_CLOSED = 30


def board(
    visible: QuerySet[Incident], *, organisation: int | None = None, priority: int | None = None, state: str = ""
) -> QuerySet[Incident]:
    """Return what stands of what one may see: least time left first, what is mended and waits for a word last."""
    rows = visible.filter(state__in=STANDING)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    if priority is not None:
        rows = rows.filter(priority=priority)
    if state in STANDING:
        rows = rows.filter(state=state)
    mended = Case(When(state=IncidentState.MENDED, then=Value(True)), default=Value(False), output_field=BooleanField())
    return rows.order_by(mended, F("target_at").asc(nulls_last=True), "priority", "starts_at", "id")


def board_counts(visible: QuerySet[Incident], at: datetime) -> dict[str, int]:
    """Return how much stands: by priority, not accepted, beyond its time, waiting for the word of a site."""
    late = Q(state__in=UNMENDED, target_at__lt=at)
    found: dict[str, Any] = (
        visible.filter(state__in=STANDING)
        .order_by()
        .aggregate(
            first=Count("pk", filter=Q(priority=1)),
            second=Count("pk", filter=Q(priority=2)),
            third=Count("pk", filter=Q(priority=3)),
            unaccepted=Count("pk", filter=Q(state=IncidentState.OPEN)),
            late=Count("pk", filter=late),
            mended=Count("pk", filter=Q(state=IncidentState.MENDED)),
        )
    )
    return found


def over_lately(visible: QuerySet[Incident], at: datetime) -> QuerySet[Incident]:
    """Return what was closed within a day, the newest first."""
    rows = visible.filter(state=IncidentState.CLOSED, closed_at__gte=at - LATELY)
    return rows.order_by("-closed_at", "-id")[:MOST_CLOSED]


def menders_seen_by(person: Person, at: datetime) -> QuerySet[Organisation]:
    """Return the enterprises whose incidents the person may see."""
    rows = Organisation.objects.filter(pk__in=seen_by(person, at), kind=Organisation.Kind.ENTERPRISE)
    return rows.order_by("sort_key", "id")
