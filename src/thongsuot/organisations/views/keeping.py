"""The administrator of a department keeps what the whole install is told: days and areas."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, make_aware, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.organisations import actions, queries
from thongsuot.organisations.forms import AreasFilter, DaysForm
from thongsuot.organisations.models import WorkingDay
from thongsuot.organisations.views.asking import SignedIn

PER_PAGE = 100


def _keeper(request: SignedIn, at: datetime) -> None:
    """Let administrators of a department in; to anybody else the page is not there."""
    if not queries.keeps_install(request.user, at):
        raise Http404(_("Trang này dành cho người quản trị của Sở."))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def days(request: SignedIn) -> HttpResponse:
    """Show a year's special days; a POST says of some days that they are off, or worked."""
    at = now()
    _keeper(request, at)
    form = DaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        rows = actions.set_days(told["days"], working=told["working"], why=told["why"], by=request.user, at=at)
        messages.success(request, _("Đã ghi vào lịch làm việc."))
        return _back_to(rows[0])
    year = _year(request.GET.get("nam", ""), localdate(at).year)
    calendar = queries.working_calendar(at)
    shown = {"form": form, "year": year, "days": queries.days_of(year, at), "known_until": calendar.last.year}
    return render(request, "organisations/days.html", shown, status=422 if form.is_bound else 200)


def _year(told: str, this: int) -> int:
    return int(told) if told.isascii() and told.isdigit() and 2000 <= int(told[:5]) <= this + 10 else this


def _back_to(day: WorkingDay) -> HttpResponse:
    answer = redirect("organisations:days")
    answer["Location"] += f"?nam={day.date.year}"
    return answer


@require_POST
@login_required
def unset_day(request: SignedIn, pk: int) -> HttpResponse:
    """Let a day be again what the official calendar says."""
    at = now()
    _keeper(request, at)
    day = actions.unset_day(get_object_or_404(WorkingDay, pk=pk), by=request.user, at=at)
    messages.success(request, _("Ngày này trở lại như lịch chính thức."))
    return _back_to(day)


@require_safe
@login_required
def areas(request: SignedIn) -> HttpResponse:
    """List the areas as they stood on a day."""
    at = now()
    _keeper(request, at)
    form = AreasFilter(request.GET)
    kind = form.wanted()["kind"]
    day = form.cleaned_data.get("day") or localdate(at)
    rows = queries.areas(make_aware(datetime.combine(day, time(12))), kind=kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/areas.html", {"page": page, "form": form, "day": day})
