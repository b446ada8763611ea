"""Which installs we speak with, and how the way to each of them does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from thongsuot.links.models import Direction, Install, Key
from thongsuot.links.states import PackageState
from thongsuot.organisations.models import Organisation


def installs() -> QuerySet[Install]:
    """Return the installs that we speak with; one that was ended is ended whatever the clock says."""
    rows = Install.objects.filter(valid_until__isnull=True, reality=settings.REALITY)
    return rows.select_related("organisation")


def ended() -> QuerySet[Install]:
    """Return the installs that we spoke with once; what went and came then stays to be seen."""
    rows = Install.objects.filter(valid_until__isnull=False, reality=settings.REALITY)
    return rows.select_related("organisation")


def install_of(organisation: Organisation) -> Install | None:
    """Return the install that serves an organisation, if we speak with one."""
    return installs().filter(organisation=organisation).first()


def without_install() -> QuerySet[Organisation]:
    """Return the organisations for which an install may be entered."""
    return Organisation.objects.filter(valid_until__isnull=True).exclude(pk__in=installs().values("organisation"))


@dataclass(frozen=True)
class Line:
    """An install on the page, and what waits."""

    install: Install
    keyless: bool
    queued: int
    unhandled: int
    missing: int


def lines() -> list[Line]:
    """Return every install that we speak with and how the way to it does."""
    out = Q(packages__state__in=[PackageState.QUEUED, PackageState.SENDING])
    pinned = Key.objects.filter(install=OuterRef("pk"), valid_until__isnull=True)
    rows = _numbered(installs()).annotate(
        keyed=Exists(pinned),
        queue=Count("packages", filter=out),
        unhandled=Count("packages", filter=Q(packages__state=PackageState.RECEIVED)),
    )
    return [_line(row) for row in rows]


def _line(row: Any) -> Line:
    return Line(row, not row.keyed, row.queue, row.unhandled, _gap(row))


def missing(install: Install) -> int:
    """Return how many packages an install has numbered that never came; a later one shows that they exist."""
    return _gap(_numbered(Install.objects.filter(pk=install.pk)).get())


def _numbered(rows: QuerySet[Install]) -> QuerySet[Any]:
    came = Q(packages__direction=Direction.IN)
    return rows.annotate(
        last=Max("packages__sequence", filter=came),
        seen=Count("packages__sequence", filter=came, distinct=True),
    )


def _gap(row: Any) -> int:
    return max(int(row.last or 0) - int(row.seen), 0)
