"""The inside of an install that a real Alertmanager tells of alarms: a source of one enterprise, and what became.

`python -m tests.peers.watched connect|look` runs as a process of its own, as the app role; JSON comes in and goes out.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import django


def connect(told: dict[str, Any]) -> dict[str, str]:
    """Load the cast, connect the monitoring of an enterprise, and return its key."""
    from tests.cast import Cast

    from thongsuot.exercise.actions.casting import load_cast
    from thongsuot.incidents import actions
    from thongsuot.organisations import access

    at = datetime.now(UTC)
    load_cast(at=at - timedelta(days=30))
    with access.acting_as_system():
        cast = Cast()
        enterprise = cast.organisation("dd-1")
        actions.agree(enterprise, minutes=30, notice=10, by=cast.person("dd-1.lanhdao"), at=at)
        wiring = actions.Wiring("Alertmanager NOC", "alertmanager", api_url=told["url"], api=told["api"])
        _source, secret = actions.connect_source(enterprise, wiring, by=cast.hang, at=at)
    return {"secret": secret}


def look(_told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every incident with how it was closed, and who ended its alarms."""
    from thongsuot.incidents.models import Alarm, Incident, Source
    from thongsuot.organisations import access

    with access.acting_as_system():
        trouble = Source.objects.get().api_trouble
        return [
            {
                "site": row.site.code if row.site else "",
                "state": row.state,
                "closing": row.closing,
                "called": row.ladder_id is not None,
                "settled_by": sorted(Alarm.objects.filter(incident=row).values_list("settled_by", flat=True)),
                "trouble": trouble,
            }
            for row in Incident.objects.select_related("site").order_by("pk")
        ]


if __name__ == "__main__":
    django.setup()
    acts = {"connect": connect, "look": look}
    sys.stdout.write(json.dumps(acts[sys.argv[1]](json.load(sys.stdin))))
