"""What of closed incidents counts: how long a line was down, and under which order that was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from thongsuot.incidents.models import Alarm, Incident
from thongsuot.incidents.states import IncidentState
from thongsuot.ledger import queries as ledger

KIND = "PRIORITY_RESTORATION"
MEASURING = (Incident.Origin.SOURCE, Incident.Origin.PROBE)  # a tool saw when it began


def to_count() -> QuerySet[Incident]:
    """Return every incident that counts: it is over, and a time to mend it was laid down."""
    rows = Incident.objects.filter(state=IncidentState.CLOSED, target_at__isnull=False)
    return rows.select_related("organisation", "site").order_by("pk")


def order_key(incident: Incident) -> str:
    """Return the order that a declaration about an incident serves: the newest that bound when it began."""
    order = ledger.in_force(KIND, incident.organisation_id, incident.starts_at).filter(reality=incident.reality).last()
    return order.key if order is not None else ""


def downtime(incident: Incident, *, measured: bool) -> timedelta:
    """Return how long the line was down: what its alarms cover together, or else from begin to end.

    An incident that was on again soon after it was over has a time between that does not count.
    """
    return downtimes([incident], measured=measured)[incident.pk]


def downtimes(incidents: Iterable[Incident], *, measured: bool) -> dict[int, timedelta]:
    """Return the same for many, by their numbers."""
    whole = {row.pk: row.mended_at - row.starts_at if row.mended_at else timedelta(0) for row in incidents}
    if not measured:
        return whole
    rows = Alarm.objects.filter(incident__in=whole, ends_at__isnull=False).order_by("starts_at")
    spans: dict[int | None, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for number, begin, end in rows.values_list("incident_id", "starts_at", "ends_at"):
        spans[number].append((begin, end))
    return {number: span and (_covered(spans[number]) or span) for number, span in whole.items()}


def _covered(spans: Iterable[tuple[datetime, datetime | None]]) -> timedelta:
    total, reached = timedelta(0), None
    for begin, end in spans:
        if end is None:
            continue
        start = begin if reached is None else max(begin, reached)
        if end > start:
            total += end - start
        reached = end if reached is None else max(reached, end)
    return total
