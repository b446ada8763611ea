"""Packages and receipts are handed out as files, and packages that never left are taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thongsuot.files.queries import Quarantined
from thongsuot.ledger.actions import IllegalMove
from thongsuot.links import actions, queries
from thongsuot.links.models import Direction, Package
from thongsuot.links.views.asking import SignedIn, keeper


@require_POST
@keeper
def parcel(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out a signed package to be carried by hand."""
    row = get_object_or_404(Package, pk=pk, direction=Direction.OUT)
    try:
        row = actions.export(row, at=now())
        data = queries.parcel(row)
    except (actions.NoKey, actions.NotCarried, Quarantined) as error:
        messages.warning(request, str(error))
        return redirect("links:install", pk=row.install_id)
    return _file(data, f"{row.uuid}.goi")


@require_POST
@keeper
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take back what has not left."""
    row = get_object_or_404(Package, pk=pk, direction=Direction.OUT)
    try:
        actions.withdraw(row, by=request.user, at=now())
    except (actions.AlreadyLeft, IllegalMove) as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Đã rút gói tin khỏi hàng chờ."))
    return redirect("links:install", pk=row.install_id)


@require_POST
@keeper
def abandon(request: SignedIn, pk: int) -> HttpResponse:
    """Take out of the queue what may have arrived."""
    row = get_object_or_404(Package, pk=pk, direction=Direction.OUT)
    try:
        row = actions.abandon(row, by=request.user, at=now())
    except IllegalMove as error:
        messages.warning(request, str(error))
    else:
        messages.warning(request, row.outcome or _("Đã rút gói tin khỏi hàng chờ."))
    return redirect("links:install", pk=row.install_id)


@require_safe
@keeper
def receipt(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out our receipt of a package that came, to be carried back."""
    row = get_object_or_404(Package, pk=pk, direction=Direction.IN)
    return _file(queries.receipt(row), f"{row.uuid}.bien-nhan")


def _file(data: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Type": queries.TYPE,
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, headers=headers)
