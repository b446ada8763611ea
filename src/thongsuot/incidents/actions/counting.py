"""The figures of every incident that is over are entered again from the rows they came from."""

from __future__ import annotations

from django.db import transaction

from thongsuot.incidents import evidence, queries
from thongsuot.incidents.models import Incident
from thongsuot.ledger.actions import record
from thongsuot.organisations.models import System

COUNTER = System("Đối chiếu số liệu")


@transaction.atomic
def rebuild() -> int:
    """Enter the evidence of every incident again; returns how many there were."""
    rows = list(queries.to_count())
    for incident in rows:
        if incident.closing == Incident.Closing.MEASURED and incident.origin in queries.MEASURING:
            record(**evidence.of_measured(incident))
        else:
            record(**evidence.of_declared(incident, by=COUNTER))
    return len(rows)
