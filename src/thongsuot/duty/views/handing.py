"""One takes over from the other, and both say so: what is open is told by whoever calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.duty import actions, queries
from thongsuot.duty.forms import HandForm, WordForm
from thongsuot.duty.models import Handover
from thongsuot.duty.queries import Matter
from thongsuot.duty.views.asking import REFUSALS, SignedIn
from thongsuot.organisations import access
from thongsuot.organisations.models import Person

Gather = Callable[[Person, datetime], list[Matter]]
SHOWN = 20  # lines of one kind; the rest is counted


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def handover(request: SignedIn, pk: int, gather: Gather = queries.own_matters) -> HttpResponse:
    """Show everything that whoever comes must know, on one page; a POST says that one takes or hands over."""
    at = now()
    row = get_object_or_404(queries.handovers(), pk=pk, organisation=request.user.organisation_id)
    if request.method != "POST":
        return _page(request, row, gather, at)
    match request.POST.get("viec"):
        case "nhan":
            return _take(request, row, gather, at)
        case "ban-giao":
            return _hand(request, row, gather, at)
        case "ghi-loi-bao":
            return _record(request, row, gather, at)
    raise Http404


def _take(request: SignedIn, row: Handover, gather: Gather, at: datetime) -> HttpResponse:
    matters = _kept(gather, request.user, at)
    try:
        actions.take(row, way=Handover.Way.PAGE, by=request.user, at=at, matters=matters)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã nhận ca. Những việc còn mở lúc này được giữ trong sổ trực."))
    return redirect(row)


def _kept(gather: Gather, person: Person, at: datetime) -> list[dict[str, str]]:
    """Return what is open as the log keeps it: in Vietnamese, whoever reads the page."""
    with translation.override("vi"):
        return queries.as_kept(gather(person, at))


def _hand(request: SignedIn, row: Handover, gather: Gather, at: datetime) -> HttpResponse:
    form = HandForm(request.POST)
    if not form.is_valid():
        return _page(request, row, gather, at, form=form, status=422)
    matters = _kept(gather, request.user, at)
    try:
        actions.hand(row, notes=form.cleaned_data["notes"], by=request.user, at=at, matters=matters)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return _page(request, row, gather, at, form=form, status=422)
    messages.success(request, _("Đã xác nhận bàn giao ca."))
    return redirect(row)


def _record(request: SignedIn, row: Handover, gather: Gather, at: datetime) -> HttpResponse:
    form = WordForm(request.POST)
    if not form.is_valid():
        return _page(request, row, gather, at, form=form, status=422)
    said_at = form.cleaned_data["said_at"]
    try:
        actions.take(row, way=Handover.Way.WORD, by=request.user, at=at, said_at=said_at)
    except actions.NotNow as refusal:
        form.add_error("said_at", str(refusal))
        return _page(request, row, gather, at, form=form, status=422)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(row)
    messages.success(request, _("Đã ghi nhận ca theo lời báo."))
    return redirect(row)


def _page(
    request: SignedIn, row: Handover, gather: Gather, at: datetime, *, form: Form | None = None, status: int = 200
) -> HttpResponse:
    outgoing, person = queries.now_outgoing(row), request.user
    keeps = access.holds(person, *queries.KEEPERS, organisation=row.organisation_id, at=at)
    ladder = queries.ladder_of(row)
    inside = keeps or person in (row.person, outgoing) or queries.shift_of(person, at) is not None
    told = {
        "row": row,
        "at": at,
        "outgoing": outgoing,
        "early": queries.takes_from(row),
        "inside": inside,
        "piles": queries.piled(gather(person, at)) if inside and not row.taken_at else [],
        "shown": SHOWN,
        "entries": queries.entries_before(row),
        "beside": list(queries.beside(row)),
        "course": queries.course_of(row)[::-1],
        "ladder": ladder,
        "rungs": [] if ladder is None else queries.called_by(ladder),
        "may": _may(row, person, outgoing, at, keeps=keeps),
        "day": localtime(row.shift.starts_at).date(),
        "hand_form": form if isinstance(form, HandForm) else HandForm(initial={"notes": row.notes}),
        "word_form": form if isinstance(form, WordForm) else WordForm(initial={"said_at": _usual(row, at)}),
    }
    return render(request, "duty/handover.html", told, status=status)


def _may(row: Handover, person: Person, outgoing: Person | None, at: datetime, *, keeps: bool) -> dict[str, Any]:
    """Tell which buttons the page has; each action asks again."""
    hands = outgoing == person and row.handed_at is None and at >= queries.hands_from(row)
    return {
        "take": row.person_id == person.pk and queries.takeable(row, at),
        "early": row.person_id == person.pk and row.waits and at < queries.takes_from(row),
        "hand": hands and (row.waits or row.state == Handover.State.TAKEN),
        "record": keeps and row.person_id != person.pk and queries.recordable(row, at),
        "change": keeps and row.shift.until > at,
    }


def _usual(row: Handover, at: datetime) -> datetime:
    """Return the moment that is proposed for what somebody said: the begin, or now before it."""
    return min(row.shift.starts_at, at)
