"""One thing of how duty is set up is changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.duty import actions, queries
from thongsuot.duty.forms import FitsForm, HoursForm, LeaveForm, PositionsForm
from thongsuot.duty.views.asking import REFUSALS, SignedIn, number_of, told
from thongsuot.duty.views.settings import settings_page
from thongsuot.duty.views.standing import May


@require_http_methods(["GET", "POST"])
@login_required
def setting_step(request: SignedIn, verb: str) -> HttpResponse:
    """Change one thing and show the settings again."""
    if verb not in STEPS:
        raise Http404
    return redirect("duty:settings") if request.method == "GET" else STEPS[verb](request, now())


def _done(
    request: SignedIn, at: datetime, name: str, form: Form, act: Callable[[], object], success: str
) -> HttpResponse:
    """Act on a form that is in order, or show it again with what is wrong."""
    if form.is_valid():
        try:
            act()
        except actions.Unsuitable as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect("duty:settings")
        else:
            messages.success(request, success)
            return redirect("duty:settings")
    return settings_page(request, at, **{name: form})


def _positions(request: SignedIn, at: datetime) -> HttpResponse:
    form, office, by = PositionsForm(request.POST), request.user.organisation, request.user
    return _done(
        request, at, "positions_form", form,
        lambda: actions.require_positions(form.cleaned_data, organisation=office, by=by, at=at),
        _("Đã lưu số người cần ở mỗi vị trí; lịch lập từ bây giờ theo số này."),
    )  # fmt: skip


def _hours(request: SignedIn, at: datetime) -> HttpResponse:
    form, office, by = HoursForm(request.POST), request.user.organisation, request.user

    def act() -> object:
        names = ("name", "begins", "weekdays", "kinds", "night")
        typed = {name: form.cleaned_data[name] for name in names}
        return actions.set_hours(actions.Daily(**typed, minutes=form.minutes()), organisation=office, by=by, at=at)

    return _done(request, at, "hours_form", form, act, _("Đã thêm ca trong ngày."))


def _end_hours(request: SignedIn, at: datetime) -> HttpResponse:
    row = get_object_or_404(queries.hours_of(request.user.organisation, at), pk=number_of(request, "ca"))
    with told(request, _("Đã bỏ ca này; các lịch đã lập giữ nguyên.")):
        actions.end_hours(row, by=request.user, at=at)
    return redirect("duty:settings")


def _fits(request: SignedIn, at: datetime) -> HttpResponse:
    office = request.user.organisation
    row = get_object_or_404(queries.positions_of(office, at), pk=number_of(request, "vi-tri"))
    form = FitsForm(row, office.people.filter(is_active=True), request.POST)
    if not form.is_valid():
        raise Http404
    with told(request, _("Đã lưu danh sách người có thể trực ở vị trí này.")):
        actions.allow(row, list(form.cleaned_data["people"]), by=request.user, at=at)
    return redirect("duty:settings")


def _leave(request: SignedIn, at: datetime) -> HttpResponse:
    by, keep = request.user, May.of(request.user, request.user.organisation_id, at).keep
    form = LeaveForm(by.organisation.people.filter(is_active=True) if keep else None, request.POST)

    def act() -> object:
        typed = form.cleaned_data
        return actions.take_leave(typed.get("person", by), since=typed["since"], until=typed["until"], by=by, at=at)

    return _done(request, at, "leave_form", form, act, _("Đã ghi thời gian nghỉ; ca đã xếp cần người trực thay."))


def _cancel_leave(request: SignedIn, at: datetime) -> HttpResponse:
    row = get_object_or_404(queries.leaves_ahead(request.user.organisation, at), pk=number_of(request, "nghi"))
    with told(request, _("Đã bỏ thời gian nghỉ.")):
        actions.cancel_leave(row, by=request.user, at=at)
    return redirect("duty:settings")


STEPS: dict[str, Callable[[SignedIn, datetime], HttpResponse]] = {
    "vi-tri": _positions,
    "them-ca": _hours,
    "bo-ca": _end_hours,
    "nguoi": _fits,
    "nghi": _leave,
    "bo-nghi": _cancel_leave,
}
