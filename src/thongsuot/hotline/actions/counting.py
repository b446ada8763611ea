"""A call counts from when it is written down; what becomes of it appends a version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.hotline import evidence
from thongsuot.hotline.models import HotlineCall
from thongsuot.ledger.actions import record
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Organisation, System

COUNTER = System("Đối chiếu số liệu")


@transaction.atomic
def count(call: HotlineCall, *, by: Actor, at: datetime, instead_of: Organisation | None = None) -> None:
    """Enter what a call counts; an organisation that was named wrongly before gets its count back."""
    rows = evidence.of_call(call, by=by, known_at=at)
    if instead_of is not None and instead_of.pk not in {row["organisation"].pk for row in rows}:
        rows.append(evidence.withdrawn(call, instead_of, by=by, known_at=at))
    for row in rows:
        with access.reaching(row["organisation"]):
            record(**row)


@transaction.atomic
def rebuild() -> int:
    """Enter the evidence of every call again; returns how many there were."""
    rows = list(HotlineCall.objects.select_related("organisation", "caller_organisation").order_by("pk"))
    for call in rows:
        count(call, by=COUNTER, at=call.answered_at or call.at)
    return len(rows)
