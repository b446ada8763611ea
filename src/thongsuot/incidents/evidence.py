"""What counts of an incident, in figures; returned, never written."""

from __future__ import annotations

from collections.abc import Sequence
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
    return of_many_measured([incident])[0]


def of_many_measured(incidents: Sequence[Incident]) -> list[dict[str, Any]]:
    """Return the same for many incidents."""
    told, down = {"measured": True, "by": MEASURER}, queries.downtimes(incidents, measured=True)
    folded = _folded(incidents)
    return [{**_of(incident, down[incident.pk], folded[incident.pk]), **told} for incident in incidents]


def of_declared(incident: Incident, *, by: Actor) -> dict[str, Any]:
    """Return the figures of an incident whose begin or end a person told: about the order in force, or itself alone."""
    about = queries.order_key(incident) or topic(incident)
    down = queries.downtime(incident, measured=False)
    return {**_of(incident, down, _folded([incident])[incident.pk]), "measured": False, "about": about, "by": by}


def _folded(incidents: Sequence[Incident]) -> dict[int, list[Incident]]:
    """Return what was folded into each, of what counts."""
    found: dict[int, list[Incident]] = {incident.pk: [] for incident in incidents}
    rows = Incident.objects.filter(folded_into__in=found, state=IncidentState.FOLDED, target_at__isnull=False)
    for row in rows.order_by("pk"):
        found[row.folded_into_id or 0].append(row)
    return found


def _of(incident: Incident, down: timedelta, folded: list[Incident]) -> dict[str, Any]:
    """Return what both have in common; incidents that were folded into it count beside it, each by its own time."""
    mended_at = incident.mended_at or incident.starts_at
    minutes = _minutes(down)
    within = int(incident.target_at is not None and mended_at <= incident.target_at)
    for row in folded:
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
        "figures": {"incidents": 1 + len(folded), "within_target": within, "minutes_down": minutes},
        "url": incident.get_absolute_url(),
    }


def _minutes(span: timedelta) -> int:
    """Count begun minutes: a line that was down for seconds was down."""
    return max(0, -(-span // MINUTE))
