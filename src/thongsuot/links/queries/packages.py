"""What came, what went, and what each package says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, QuerySet

from thongsuot.engines import package as engine
from thongsuot.files import queries as files
from thongsuot.links.models import Direction, Install, Package
from thongsuot.links.states import PackageState


def waiting(*kinds: str) -> QuerySet[Package]:
    """Return what came of these kinds and nobody has dealt with yet, first things first."""
    rows = Package.objects.filter(state=PackageState.RECEIVED, kind__in=kinds, reality=settings.REALITY)
    return rows.select_related("install", "organisation").order_by("id")


def outgoing(uuid: UUID) -> Package | None:
    """Return the package of a uuid that goes out."""
    return Package.objects.filter(uuid=uuid, direction=Direction.OUT).first()


def value(package: Package) -> Any:
    """Return what a package says."""
    return engine.parsed(bytes(package.body))


def parcel(package: Package) -> bytes:
    """Return a sealed package as it travels, by line or by hand the same bytes."""
    rows = package.attachments.select_related("file").order_by("position")
    attached = [files.content(row.file) for row in rows]
    return engine.join(bytes(package.envelope or b""), bytes(package.signature or b""), bytes(package.body), attached)


def packages_of(install: Install) -> QuerySet[Package]:
    """Return what went to an install and came from it, newest first."""
    rows = Package.objects.filter(install=install).defer("body", "envelope", "signature", "receipt")
    return rows.annotate(files=Count("attachments")).order_by("-id")


def missing(install: Install) -> int:
    """Return how many packages an install has numbered that never came; a later one shows that they exist."""
    rows = Package.objects.filter(install=install, direction=Direction.IN)
    told = rows.aggregate(last=Max("sequence"), seen=Count("sequence", distinct=True))
    return max(int(told["last"] or 0) - int(told["seen"]), 0)
