"""The apps above say what became of what came."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.ledger.actions import move, notify
from thongsuot.ledger.queries import topic
from thongsuot.links.models import Direction, Package
from thongsuot.links.states import PackageState
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor


@transaction.atomic
def handled(package: Package, *, by: Actor, at: datetime, note: str = "") -> Package:
    """Note that an app above has dealt with what came."""
    return move(package, PackageState.HANDLED, by=by, at=at, note=note, outcome=note)


@transaction.atomic
def refuse(package: Package, *, reason: str, by: Actor, at: datetime) -> Package:
    """Note that an app above cannot take what came, and why; the package stays."""
    if package.direction != Direction.IN or package.reality != settings.REALITY:
        raise access.NotAllowed(_("Chỉ gói tin đã nhận mới xử lý được ở đây; chưa có gì thay đổi."))
    return move(package, PackageState.REFUSED, by=by, at=at, note=reason, outcome=reason)


@transaction.atomic
def objected(package: Package, *, reason: str) -> Package:
    """Write on a package of ours why the app above at the other end could not use it; it stays delivered."""
    row = Package.objects.select_for_update(of=("self",)).get(pk=package.pk, direction=Direction.OUT)
    row.outcome = reason
    row.save(update_fields=["outcome"])
    notify(topic(row), row.organisation_id)
    return row
