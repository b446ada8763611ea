"""`Sở thấy gì`: exactly what the department sees of an incident, and no more."""

from __future__ import annotations

from typing import Any

from thongsuot.incidents.models import Incident
from thongsuot.incidents.states import IncidentState


def disclosed(incident: Incident) -> dict[str, Any]:
    """Return what the department sees of an incident from the moment it is told; nothing before.

    No alarm, no label, no source, no task, no note that stays inside, no telephone number: what the enterprise's own
    systems said, and how its network is built, never leaves it.
    """
    if incident.told_at is None:
        return {}
    return {
        "organisation": incident.organisation.name,
        "title": incident.title,
        "failure": incident.get_failure_display(),
        "origin": incident.get_origin_display(),
        "site": incident.site.name if incident.site else "",
        "place": incident.place,
        "priority": incident.priority,
        "reasons": incident.reasons,
        "override_reason": incident.override_reason,
        "state": incident.word,
        "starts_at": incident.starts_at,
        "late": incident.late,
        "accepted_at": incident.accepted_at if incident.state != IncidentState.OPEN else None,
        "coming": incident.coming,
        "expected_at": incident.expected_at,
        "target_at": incident.target_at,
        "breached_at": incident.breached_at,
        "told_at": incident.told_at,
        "told_why": incident.told_why,
        "mended_at": incident.mended_at,
        "cause": incident.cause,
        "closed_at": incident.closed_at,
        "closing": incident.get_closing_display(),
        "affected": [row.site.name for row in incident.affected.select_related("site")],
        "notes": [
            {"happened_at": note.happened_at, "text": note.text, "by_name": note.by_name}
            for note in incident.notes.filter(inside=False)
        ],
    }
