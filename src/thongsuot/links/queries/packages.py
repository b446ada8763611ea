"""What came, what went, and what each package says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet

from thongsuot.engines import package as engine
from thongsuot.files import queries as files
from thongsuot.links.models import Direction, Install, Package
from thongsuot.links.queries.keys import own_key
from thongsuot.links.states import PackageState

TYPE = "application/vnd.thongsuot.package"  # of a parcel on its way


def waiting(*kinds: str) -> QuerySet[Package]:
    """Return what came of these kinds and nobody has dealt with yet, first things first."""
    rows = Package.objects.filter(state=PackageState.RECEIVED, kind__in=kinds, reality=settings.REALITY)
    return rows.select_related("install", "organisation").order_by("id")


def outgoing(uuid: UUID, code: str = "") -> list[Package]:
    """Return the packages of a uuid that go out, one an install; with a code, to that organisation alone."""
    rows = Package.objects.filter(uuid=uuid, direction=Direction.OUT).select_related("install").order_by("id")
    return list(rows.filter(organisation__code=code) if code else rows)


def value(package: Package) -> Any:
    """Return what a package says."""
    return engine.parsed(bytes(package.body))


def parcel(package: Package) -> bytes:
    """Return a sealed package as it travels, by line or by hand the same bytes."""
    rows = package.attachments.select_related("file").order_by("position")
    attached = [files.content(row.file) for row in rows]
    return engine.join(bytes(package.envelope or b""), bytes(package.signature or b""), bytes(package.body), attached)


def receipt(package: Package) -> bytes:
    """Return our receipt of a package that came, by the key that signs now: of an ended one the sender takes none."""
    kept, key = bytes(package.receipt or b""), own_key()
    told = engine.read_receipt(kept).receipt
    if told.sender == key.public.fingerprint:
        return kept
    return engine.answer(replace(told, sender=key.public.fingerprint), key)


def packages_of(install: Install) -> QuerySet[Package]:
    """Return what went to an install and came from it, newest first."""
    rows = Package.objects.filter(install=install).defer("body", "envelope", "signature", "receipt")
    return rows.annotate(files=Count("attachments")).order_by("-id")
