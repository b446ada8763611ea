"""Whoever keeps a roster takes it one step on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.duty import actions, queries
from thongsuot.duty.forms import SeatForm
from thongsuot.duty.models import Roster, Shift
from thongsuot.duty.views.asking import REFUSALS, SignedIn, number_of, told
from thongsuot.duty.views.changing import change, move
from thongsuot.duty.views.opening import Refused, roster_page
from thongsuot.duty.views.standing import roster_of


@require_http_methods(["GET", "POST"])
@login_required
def roster_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a roster and show it again; the address of a step, opened by itself, leads to the page."""
    at = now()
    row = roster_of(request, pk, at)
    if verb not in STEPS:
        raise Http404
    return redirect(row) if request.method == "GET" else STEPS[verb](request, row, at)


def _seat(request: SignedIn, row: Roster, at: datetime) -> HttpResponse:
    """Seat whoever was chosen, or nobody, and go to the next empty seat."""
    shift = get_object_or_404(Shift, roster=row, pk=number_of(request, "cho"))
    form = SeatForm(row.organisation.people.filter(is_active=True), request.POST)
    if not form.is_valid():
        raise Http404
    try:
        actions.seat_person(shift, form.cleaned_data["person"], by=request.user, at=at)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{row.get_absolute_url()}?cho={shift.pk}#cho")
    after = queries.next_empty(queries.shifts_of(row), shift)
    onward = shift if form.cleaned_data["person"] is None or after is None else after
    return redirect(f"{row.get_absolute_url()}?cho={onward.pk}#cho")


def _copy(request: SignedIn, row: Roster, at: datetime) -> HttpResponse:
    try:
        filled = actions.copy_week(row, by=request.user, at=at)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã xếp thêm %(filled)s chỗ như tuần trước.") % {"filled": filled})
    return redirect(row)


def _suggest(request: SignedIn, row: Roster, at: datetime) -> HttpResponse:
    with told(request, _("Đang tìm lịch cân bằng nhất; trang tự cập nhật khi xong.")):
        actions.ask_suggestion(row, by=request.user, at=at)
    return redirect(f"{row.get_absolute_url()}#goi-y")


def _fullest(request: SignedIn, row: Roster, at: datetime) -> HttpResponse:
    with told(request, _("Đã lấy bản xếp đầy đủ nhất; các chỗ còn trống nêu ở mục cần xử lý.")):
        actions.take_fullest(row, by=request.user, at=at)
    return redirect(row)


def _publish(request: SignedIn, row: Roster, at: datetime) -> HttpResponse:
    try:
        actions.publish(row, by=request.user, at=at, even_so="van-ban-hanh" in request.POST)
    except (actions.NotPublishable, actions.Doubtful) as refusal:
        return roster_page(request, row, at, Refused(refusal.lines))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ban hành lịch trực và báo cho từng người có tên."))
    return redirect(row)


def _discard(request: SignedIn, row: Roster, at: datetime) -> HttpResponse:
    with told(request, _("Đã bỏ dự thảo; lịch đang có hiệu lực không thay đổi.")):
        actions.discard(row, by=request.user, at=at)
    return redirect("duty:rosters")


STEPS: dict[str, Callable[[SignedIn, Roster, datetime], HttpResponse]] = {
    "xep": _seat,
    "chep": _copy,
    "goi-y": _suggest,
    "lay-ban-day-du": _fullest,
    "ban-hanh": _publish,
    "bo": _discard,
    "doi": change,
    "doi-gio": move,
}
