"""What came from the sources of an enterprise: how much, when, and what could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thongsuot.engines.alerts import Fault, Unreadable
from thongsuot.incidents.models import Alarm, Delivery, Source
from thongsuot.organisations.models import Organisation

DAY = timedelta(days=1)
MOST_REFUSED = 20


@dataclass(frozen=True)
class Refused:
    """A delivery of which nothing could be used, and why."""

    at: datetime
    size: int
    said: str
    place: str


def sources_of(organisation: Organisation) -> QuerySet[Source]:
    """Return the sources of an enterprise, those that are connected first."""
    rows = Source.objects.filter(organisation=organisation).select_related("organisation", "credential")
    return rows.order_by("-valid_until", "name", "pk")


def refused_of(source: Source) -> list[Refused]:
    """Return the last deliveries of which nothing could be used."""
    rows = Delivery.objects.filter(source=source).exclude(fault="").order_by("-id")[:MOST_REFUSED]
    return [Refused(row.received_at, len(bytes(row.body)), fault_said(row.fault), _place(row)) for row in rows]


def _place(row: Delivery) -> str:
    first = row.troubles[0] if row.troubles else {}
    return str(first.get("place", ""))[:200]


def fault_said(fault: str) -> str:
    """Say why a delivery could not be used, and what to do."""
    if fault in set(Fault):
        return Unreadable(Fault(fault)).message
    return _("Hệ thống chưa xử lý được nội dung này; bản gốc được giữ lại để xem.")


def waits(source: Source) -> int:
    """Return how many deliveries wait to be applied."""
    return Delivery.objects.filter(source=source, applied_at=None).count()


def counted_of(source: Source, at: datetime) -> dict[str, int]:
    """Return how much came within a day, and what of it lasts."""
    lately = Delivery.objects.filter(source=source, received_at__gte=at - DAY)
    return {
        "deliveries": lately.count(),
        "refused": lately.exclude(fault="").count(),
        "lasting": Alarm.objects.filter(source=source, ends_at=None).count(),
    }
