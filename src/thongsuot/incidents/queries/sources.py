"""The sources of alarms: whose key it is, how they speak, and which of them time must look after."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DurationField, Exists, ExpressionWrapper, F, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from thongsuot.engines import alerts
from thongsuot.incidents.models import Delivery, Source
from thongsuot.organisations.models import Credential
from thongsuot.organisations.queries import in_force

SCOPE = "alarms"
ASK = "incidents.ask"  # the task that asks a source
APPLY = "incidents.apply"  # the task that applies what waits, beside the timer
CHECK = timedelta(seconds=30)  # how often a source is asked what lasts
SETTLED = timedelta(seconds=30)  # what was heard of more lately than this, an answer does not decide
RUSH = 50  # deliveries in a second: taking them in comes first
PUT_OFF = timedelta(seconds=60)  # that what waits may have to wait for it
KEPT = timedelta(days=30)  # what was sent, as it came; a report is asked about for less long

Kind = Source.Kind


def source_of(credential: Credential, at: datetime) -> Source | None:
    """Return the source that speaks with a key, while it is connected."""
    return Source.objects.filter(in_force(at), credential=credential).select_related("organisation").first()


def manner_of(source: Source) -> alerts.Source:
    """Return how the engine is to read a source."""
    return alerts.Source(
        site_labels=(source.site_label, "site", "diem"),
        cause_labels=tuple(source.cause_labels) or ("cause", "nguyen_nhan"),
        zone=ZoneInfo(source.zone),
    )


def read(source: Source, body: bytes) -> alerts.Delivery:
    """Read one delivery as its source speaks; raises `Unreadable`."""
    manner = manner_of(source)
    if source.kind == Kind.GENERIC:
        return alerts.read_hook(body, alerts.Hook.from_plain(source.mapping), manner)
    return alerts.READERS[source.kind](body, manner)


def read_active(source: Source, body: bytes) -> alerts.Active:
    """Read what the source's own API says lasts; raises `Unreadable`."""
    if source.api == Source.Api.PROMETHEUS:
        return alerts.read_prometheus_active(body, manner_of(source))
    return alerts.read_alertmanager_active(body, manner_of(source))


def waiting() -> QuerySet[Source]:
    """Return the sources with deliveries that are not applied; who has waited longest comes first."""
    first = Delivery.objects.filter(source=OuterRef("pk"), applied_at=None).order_by("id").values("id")[:1]
    rows = Source.objects.annotate(first=Subquery(first)).filter(first__isnull=False)
    return rows.order_by("first")


def deliveries_waiting(source: Source, most: int) -> QuerySet[Delivery]:
    """Return the deliveries of a source that are to be applied, in the order in which they came."""
    return Delivery.objects.filter(source=source, applied_at=None).order_by("id")[:most]


def deliveries_over(at: datetime) -> QuerySet[Delivery]:
    """Return the deliveries that were applied and have been kept long enough, the oldest first."""
    return Delivery.objects.filter(received_at__lte=at - KEPT, applied_at__isnull=False).order_by("received_at")


def next_over() -> datetime | None:
    """Return when the oldest delivery that was applied has been kept long enough."""
    rows = Delivery.objects.filter(applied_at__isnull=False).order_by("received_at")
    first: datetime | None = rows.values_list("received_at", flat=True).first()
    return None if first is None else first + KEPT


def waiting_since() -> datetime | None:
    """Return since when the oldest delivery waits; asked of each source, for of one they wait in thousands."""
    first = Delivery.objects.filter(source=OuterRef("pk"), applied_at=None).order_by("id").values("received_at")[:1]
    since: datetime | None = Source.objects.aggregate(first=Min(Subquery(first)))["first"]
    return since


def rushing(at: datetime) -> bool:
    """Tell whether so much comes in that taking it in comes first: for a minute, then what waits has its turn."""
    lately = Delivery.objects.filter(received_at__gt=at - timedelta(seconds=1), received_at__lte=at)
    if lately.order_by()[:RUSH].count() < RUSH:
        return False
    since = waiting_since()
    return since is None or since > at - PUT_OFF


def to_ask(at: datetime) -> QuerySet[Source]:
    """Return the sources whose API is to be asked now."""
    rows = Source.objects.filter(in_force(at), next_check_at__lte=at).exclude(api_url="")
    return rows.order_by("next_check_at", "id")


def fallen_silent(at: datetime) -> QuerySet[Source]:
    """Return the sources that must speak and have not for too long."""
    return _listened_to().filter(in_force(at), silent_at__lte=at).order_by("id")


def next_source_due() -> datetime | None:
    """Return when a source is to be asked, or will have been silent for too long."""
    asked = Source.objects.filter(valid_until__isnull=True, next_check_at__isnull=False).exclude(api_url="")
    moments = [
        asked.aggregate(first=Min("next_check_at"))["first"],
        _listened_to().filter(valid_until__isnull=True).aggregate(first=Min("silent_at"))["first"],
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def _listened_to() -> QuerySet[Any]:
    patience = ExpressionWrapper(F("silent_after") * Value(timedelta(minutes=1)), output_field=DurationField())
    rows = Source.objects.filter(silent_after__gt=0, silent_since__isnull=True)
    unheard = Exists(Delivery.objects.filter(source=OuterRef("pk"), applied_at=None))  # it has spoken, unread as yet
    return rows.annotate(silent_at=Coalesce("heard_at", "valid_from") + patience).filter(~unheard)
