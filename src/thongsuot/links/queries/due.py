"""What is to be sent, when, and in which order."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from thongsuot.links.models import Install, Package
from thongsuot.links.queries.installs import installs
from thongsuot.links.states import PackageState

LEASE = timedelta(minutes=2)  # after which the timer calls a worker again that has not been heard of
LONGEST_WAIT = timedelta(minutes=15)  # no pause is longer; a moment further ahead comes from a clock that stepped back


def queued(install: Install) -> QuerySet[Package]:
    """Return what waits for an install, in the order in which it was queued."""
    return Package.objects.filter(install=install, state=PackageState.QUEUED).order_by("id")


def in_flight(install: Install) -> QuerySet[Package]:
    """Return the package that a sender has claimed and not settled; there is never more than one."""
    return Package.objects.filter(install=install, state=PackageState.SENDING)


def holds(package: Package) -> bool:
    """Tell whether the claim that a sender made is still its own."""
    return Package.objects.filter(pk=package.pk, epoch=package.epoch, state=PackageState.SENDING).exists()


def at_work(at: datetime) -> QuerySet[Install]:
    """Return the installs to which something is to be sent now."""
    due = Q(due_at__isnull=True) | Q(due_at__lte=at) | Q(due_at__gt=at + LONGEST_WAIT)
    return _with_something_to_send().filter(due)


def next_due() -> datetime | None:
    """Return when something is next to be sent."""
    rows = _with_something_to_send().annotate(first=_oldest()).values_list("due_at", "first")
    return min((due_at or first for due_at, first in rows), default=None)


def _with_something_to_send() -> QuerySet[Install]:
    rows = Package.objects.filter(state__in=[PackageState.QUEUED, PackageState.SENDING])
    return installs().exclude(address="").filter(pk__in=rows.values("install"))


def _oldest() -> Subquery:
    rows = Package.objects.filter(install=OuterRef("pk"), state__in=[PackageState.QUEUED, PackageState.SENDING])
    return Subquery(rows.order_by("id").values("created_at")[:1])
