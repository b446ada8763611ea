"""What of closed incidents counts: how long a line was down, and under which order that was."""

from __future__ import annotations

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
    """Return the order that a declaration about an incident serves, if one binds the enterprise when it began."""
    order = ledger.in_force(KIND, incident.organisation_id, incident.starts_at).filter(reality=incident.reality).first()
    return order.key if order is not None else ""


def downtime(incident: Incident, *, measured: bool) -> timedelta:
    """Return how long the line was down: what its alarms cover together, or else from begin to end.

    An incident that was on again soon after it was over has a time between that does not count.
    """
    if incident.mended_at is None:
        return timedelta(0)
    whole = incident.mended_at - incident.starts_at
    if not measured:
        return whole
    rows = Alarm.objects.filter(incident=incident, ends_at__isnull=False).order_by("starts_at")
    return _covered(rows.values_list("starts_at", "ends_at")) or whole


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
