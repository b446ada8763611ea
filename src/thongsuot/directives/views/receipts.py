"""Receiving a letter, and the briefing that every worker acknowledges by a link."""

from __future__ import annotations

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import StaffForm
from thongsuot.directives.models import Receipt
from thongsuot.directives.views.asking import SignedIn, letter_of, told
from thongsuot.organisations import access
from thongsuot.organisations.actions import InvalidKey, open_link

ONWARD = {"viec": "home"}  # where the button stood that was pressed


def _receipt(request: SignedIn, pk: int) -> Receipt:
    letter = letter_of(request, pk)
    rows = letter.receipts.select_related("organisation", "directive")
    return get_object_or_404(rows, organisation_id=request.user.organisation_id)


@require_POST
@login_required
def acknowledge(request: SignedIn, pk: int) -> HttpResponse:
    """Confirm that the letter reached the organisation."""
    receipt = _receipt(request, pk)
    with told(request, _("Đã xác nhận tiếp nhận văn bản.")):
        actions.acknowledge(receipt, by=request.user, at=now())
    onward = ONWARD.get(request.POST.get("tu", ""))
    return redirect(onward) if onward else redirect(receipt.directive)


@require_POST
@never_cache
@login_required
def open_briefing(request: SignedIn, pk: int) -> HttpResponse:
    """Make the link of a briefing and show it, this once."""
    receipt = _receipt(request, pk)
    secret = ""
    with told(request):
        secret = actions.open_briefing(receipt, by=request.user, at=now())
    if not secret:
        return redirect(receipt.directive)
    address = request.build_absolute_uri(reverse("directives:briefing", args=[secret]))
    return render(
        request,
        "directives/briefing_link.html",
        {
            "letter": receipt.directive,
            "address": address,
            "lasts": actions.LINK_LASTS.days,
            "code": mark_safe(segno.make(address, micro=False).svg_inline(scale=6)),  # noqa: S308  # drawn by segno
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def briefing(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the letter to whoever holds the link, and count a worker's acknowledgement once."""
    return _acknowledged(request, secret) if request.method == "POST" else _shown(request, secret, StaffForm())


def _acknowledged(request: HttpRequest, secret: str) -> HttpResponse:
    form, at = StaffForm(request.POST), now()
    if not form.is_valid():
        return _shown(request, secret, form)
    try:
        row = actions.acknowledge_by_secret(secret, form.cleaned_data["code"], at=at)
    except InvalidKey as refusal:
        return _ended(request, refusal)
    except actions.UnknownStaff as refusal:
        form.add_error("code", str(refusal))
        return _shown(request, secret, form)
    return render(request, "directives/briefing_done.html", {"row": row, "before": row.at != at})


def _shown(request: HttpRequest, secret: str, form: StaffForm) -> HttpResponse:
    try:
        link = open_link(secret, purpose=actions.BRIEFING, at=now())
    except InvalidKey as refusal:
        return _ended(request, refusal)
    with access.acting_for(link.organisation_id):
        receipt = queries.receipt_behind(link)
        told_to = {"letter": receipt.directive, "organisation": receipt.organisation, "form": form}
        return render(request, "directives/briefing.html", told_to, status=422 if form.errors else 200)


def _ended(request: HttpRequest, refusal: InvalidKey) -> HttpResponse:
    return render(request, "directives/briefing_ended.html", {"reason": str(refusal)}, status=404)
