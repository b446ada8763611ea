"""What counts of an incident, in figures; returned, never written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from thongsuot.incidents import queries
from thongsuot.incidents.models import Incident
from thongsuot.incidents.states import IncidentState
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, System

MINUTE = timedelta(minutes=1)
MEASURER = System("Giám sát sự cố")


def of_measured(incident: Incident) -> dict[str, Any]:
    """Return the figures of an incident whose begin and end a tool saw."""
    return {**_of(incident, measured=True), "measured": True, "by": MEASURER}


def of_declared(incident: Incident, *, by: Actor) -> dict[str, Any]:
    """Return the figures of an incident whose begin or end a person told: about the order in force, or itself alone."""
    about = queries.order_key(incident) or topic(incident)
    return {**_of(incident, measured=False), "measured": False, "about": about, "by": by}


def _of(incident: Incident, *, measured: bool) -> dict[str, Any]:
    """Return what both have in common; incidents that were folded into it count beside it, each by its own time."""
    folded = Incident.objects.filter(folded_into=incident, state=IncidentState.FOLDED, target_at__isnull=False)
    mended_at = incident.mended_at or incident.starts_at
    minutes = _minutes(queries.downtime(incident, measured=measured))
    within = int(incident.target_at is not None and mended_at <= incident.target_at)
    rows = list(folded.order_by("pk"))
    for row in rows:
        minutes += _minutes(mended_at - row.starts_at)
        within += int(row.target_at is not None and mended_at <= row.target_at)
    return {
        "key": topic(incident),
        "organisation": incident.organisation,
        "reality": incident.reality,
        "kind": queries.KIND,
        "happened_at": mended_at,
        "known_at": incident.closed_at,
        "summary": f"{incident.title}; {incident.get_closing_display()}",
        "figures": {"incidents": 1 + len(rows), "within_target": within, "minutes_down": minutes},
        "url": incident.get_absolute_url(),
    }


def _minutes(span: timedelta) -> int:
    """Count begun minutes: a line that was down for seconds was down."""
    return max(0, -(-span // MINUTE))
