"""A person opens what concerns oneself: shifts to come, taking over, handing over, and when one is away."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thongsuot.duty import actions, queries
from thongsuot.duty.forms import LeaveForm
from thongsuot.duty.views.asking import SignedIn, told
from thongsuot.engines.vietnamese import grouped

SHOWN = 40  # shifts


@require_safe
@never_cache
@login_required
def mine(request: SignedIn) -> HttpResponse:
    """Show one's own shifts, with what is to be done now on top."""
    return _page(request, LeaveForm(None), now())


@require_POST
@login_required
def my_leave(request: SignedIn) -> HttpResponse:
    """Say when one cannot be on duty; shifts in that time stay one's own until somebody takes them."""
    at, person = now(), request.user
    form = LeaveForm(None, request.POST)
    if not form.is_valid():
        return _page(request, form, at, status=422)
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    try:
        leave = actions.take_leave(person, since=since, until=until, by=person, at=at)
    except actions.Unsuitable as refusal:
        form.add_error(refusal.field, str(refusal))
        return _page(request, form, at, status=422)
    left = queries.shifts_in_leave(leave, at).count()
    if left:
        said = _("Đã ghi; %(n)s ca trong thời gian nghỉ vẫn là của bạn.")
        messages.warning(request, said % {"n": grouped(left)})
    else:
        messages.success(request, _("Đã ghi thời gian nghỉ."))
    return redirect("duty:mine")


@require_POST
@login_required
def end_my_leave(request: SignedIn, pk: int) -> HttpResponse:
    """Take a leave of one's own back."""
    at = now()
    row = get_object_or_404(queries.leaves_to_come(request.user, at), pk=pk)
    with told(request, _("Đã bỏ thời gian nghỉ.")):
        actions.cancel_leave(row, by=request.user, at=at)
    return redirect("duty:mine")


def _page(request: SignedIn, form: LeaveForm, at: datetime, *, status: int = 200) -> HttpResponse:
    person = request.user
    shifts = list(queries.coming_of(person, at).order_by("starts_at", "id")[:SHOWN])
    standing = queries.standing_of(shifts)
    shown = {
        "at": at,
        "to_take": list(queries.to_take(person, at)),
        "to_hand": queries.to_hand(person, at),
        "lines": [(shift, *standing[shift.pk], shift.starts_at > at) for shift in shifts],
        "leaves": list(queries.leaves_to_come(person, at)),
        "leave_form": form,
        "feed": queries.feed_links([person], at).get(queries.feed_row(person)),
        "day": localtime(at).date(),
    }
    return render(request, "duty/mine.html", shown, status=status)
