"""What was not accepted is counted, and nothing else of it is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from thongsuot.engines.vietnamese import ZONE
from thongsuot.links.models import Refusal


@transaction.atomic
def count_refusal(reason: str, *, at: datetime) -> None:
    """Count what was not accepted: one row a day and reason, whoever sends however much."""
    row, new = Refusal.objects.get_or_create(
        day=at.astimezone(ZONE).date(), reason=reason, defaults={"number": 1, "last_at": at}
    )
    if not new:
        Refusal.objects.filter(pk=row.pk).update(number=F("number") + 1, last_at=at)
