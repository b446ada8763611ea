"""What sources sent goes once its time is over; alarms, incidents and what they were counted by stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.incidents import queries
from thongsuot.incidents.models import Delivery

MOST = 5_000  # deliveries in one transaction: others wait for no more than that


@transaction.atomic
def forget_deliveries(at: datetime) -> int:
    """Forget deliveries that were applied and kept long enough, the oldest first; return how many that were."""
    over = list(queries.deliveries_over(at).values_list("pk", flat=True)[:MOST])
    gone, _kinds = Delivery.objects.filter(pk__in=over).delete()
    return gone
