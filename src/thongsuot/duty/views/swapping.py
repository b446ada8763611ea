"""Shifts change hands by agreement: offered, taken, approved; or by whoever keeps the roster, for both."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.duty import actions, queries
from thongsuot.duty.forms import NowForm, OfferForm, RefuseForm, TakeForm
from thongsuot.duty.models import Swap
from thongsuot.duty.views.asking import REFUSALS, SignedIn, told
from thongsuot.organisations import access


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def swaps(request: SignedIn) -> HttpResponse:
    """List the offers of the house; a POST asks to be relieved of a shift."""
    at = now()
    if request.method != "POST":
        return _page(request, at)
    form = OfferForm(queries.offerable(request.user, at), request.POST)
    if not form.is_valid():
        return _page(request, at, offer=form, status=422)
    shift, why = form.cleaned_data["shift"], form.cleaned_data["why"]
    with told(request, _("Đã nhờ trực thay. Ca vẫn là của bạn đến khi có người nhận và được duyệt.")):
        actions.offer_swap(shift, why=why, by=request.user, at=at)
    return redirect("duty:swaps")


@require_http_methods(["GET", "POST"])
@login_required
def swap_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Take one offer a step on; opened by itself the address leads to the list."""
    at = now()
    row = get_object_or_404(queries.swaps_visible_to(request.user), pk=pk)
    if request.method == "GET":
        return redirect("duty:swaps")
    match verb:
        case "nhan":
            return _take(request, row, at)
        case "duyet":
            return _approve(request, row, at)
        case "khong-duyet":
            return _refuse(request, row, at)
        case "rut":
            with told(request, _("Đã rút; ca trực giữ nguyên người trực.")):
                actions.withdraw_swap(row, by=request.user, at=at)
            return redirect("duty:swaps")
    raise Http404


def _take(request: SignedIn, row: Swap, at: datetime) -> HttpResponse:
    form = TakeForm(queries.offerable(request.user, at), request.POST)
    if not form.is_valid():
        messages.error(request, _("Ca định đổi lại không còn đổi được; chưa có gì thay đổi."))
        return redirect("duty:swaps")
    with told(request, _("Đã nhận trực thay. Ca là của bạn khi người lập lịch duyệt.")):
        actions.take_swap(row, exchange=form.cleaned_data["exchange"], by=request.user, at=at)
    return redirect("duty:swaps")


def _approve(request: SignedIn, row: Swap, at: datetime) -> HttpResponse:
    even_so = "even_so" in request.POST
    try:
        actions.approve_swap(row, even_so=even_so, by=request.user, at=at)
    except actions.Doubtful as doubt:
        return _page(request, at, doubt={"swap": row, "lines": doubt.lines}, status=422)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã duyệt; lịch trực đã đổi và hai người đã được báo."))
    return redirect("duty:swaps")


def _refuse(request: SignedIn, row: Swap, at: datetime) -> HttpResponse:
    form = RefuseForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    with told(request, _("Đã trả lời không duyệt; ca trực giữ nguyên người trực.")):
        actions.refuse_swap(row, why=why, by=request.user, at=at)
    return redirect("duty:swaps")


@require_POST
@login_required
def swap_now(request: SignedIn) -> HttpResponse:
    """Let whoever keeps the roster swap two people's shifts by what they said, all at once or not at all."""
    at = now()
    form = _now_form(request, at, request.POST)
    if not form.is_valid():
        return _page(request, at, at_once=form, status=422)
    said: dict[str, Any] = {name: form.cleaned_data[name] for name in ("exchange", "why", "even_so")}
    shift, taker = form.cleaned_data["shift"], form.cleaned_data["taker"]
    try:
        actions.swap_now(shift, taker, by=request.user, at=at, **said)
    except actions.Doubtful as doubt:
        form = _now_form(request, at, {**request.POST.dict(), "even_so": "1"})
        return _page(request, at, at_once=form, doubt={"lines": doubt.lines}, status=422)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return _page(request, at, at_once=form, status=422)
    messages.success(request, _("Đã đổi người trực; hai người đã được báo."))
    return redirect("duty:swaps")


def _now_form(request: SignedIn, at: datetime, data: Any = None) -> NowForm:
    office = request.user.organisation
    return NowForm(queries.to_come(office, at), queries.able(office, at), data)


def _page(
    request: SignedIn,
    at: datetime,
    *,
    offer: Form | None = None,
    at_once: Form | None = None,
    doubt: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show what is offered and what was decided lately, with what was typed."""
    person, office = request.user, request.user.organisation
    keeps = access.holds(person, *queries.KEEPERS, organisation=office, at=at)
    mine = queries.offerable(person, at)
    shown = {
        "offers": [(row, _may(row, request, keeps=keeps)) for row in queries.open_swaps(office)],
        "decided": list(queries.swaps_decided(person, at)[:20]),
        "offer_form": offer or OfferForm(mine),
        "take_form": TakeForm(mine),
        "nothing_to_offer": not mine.exists(),
        "now_form": (at_once or _now_form(request, at)) if keeps else None,
        "doubt": doubt,
    }
    return render(request, "duty/swaps.html", shown, status=status)


def _may(row: Swap, request: SignedIn, *, keeps: bool) -> dict[str, bool]:
    """Tell which buttons an offer has; each action asks again."""
    person, taken = request.user.pk, row.state == Swap.State.TAKEN
    return {
        "take": not taken and person != row.giver_id,
        "approve": keeps and taken,
        "refuse": keeps,
        "withdraw": keeps or person == row.giver_id or (taken and person == row.taker_id),
    }
