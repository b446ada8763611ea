"""A person opens the hotline: one form above, below it the calls that wait, that are to be returned, and the day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.hotline import actions, queries
from thongsuot.hotline.forms import CallForm
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.views.asking import SignedIn, day_asked, let_in, told, wanted_of
from thongsuot.organisations import access
from thongsuot.organisations.models import Role

PER_PAGE = 30
ANSWERED = "tra-loi"  # the button of what was answered while somebody spoke


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """Show the hotline; a POST writes a call down, and answers it or opens an incident where that was pressed."""
    at = now()
    let_in(request.user, at)
    if request.method != "POST":
        return _page(request, CallForm(request.user, at), at)
    if not queries.answers_here(request.user, at):
        raise PermissionDenied(_("Chỉ người trực đường dây nóng ghi tin báo."))
    form = CallForm(request.user, at, request.POST)
    if "tim" in request.POST or not form.is_valid():
        return _page(request, form, at, status=200 if "tim" in request.POST else 422)
    return _written(request, form, at)


def _written(request: SignedIn, form: CallForm, at: datetime) -> HttpResponse:
    row: HotlineCall | None = None
    wanted = wanted_of(form, answered=request.POST.get("viec") == ANSWERED)
    where: dict[str, Any] = {"organisation": request.user.organisation, "by": request.user, "at": at}
    if form.opens:
        carrier = form.cleaned_data.get("carrier") or request.user.organisation
        with told(request, _("Đã ghi tin báo. Đã mở sự cố; người trực đang được báo."), form):
            row = actions.log_failure(wanted, form.cleaned_data["failure"], carrier=carrier, **where)
    else:
        with told(request, _("Đã ghi tin báo."), form):
            row = actions.log_call(wanted, **where)
    if row is None:
        return _page(request, form, at, status=422)
    return redirect(row if form.opens else "hotline:list")


def _page(request: SignedIn, form: CallForm, at: datetime, *, status: int = 200) -> HttpResponse:
    organisation, day = request.user.organisation_id, day_asked(request, at)
    page = Paginator(queries.day_calls(organisation, day).reverse(), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form if queries.answers_here(request.user, at) else None,
        "found": form.found if form.is_bound else None,
        "chosen": form.chosen,
        "waiting": list(queries.waiting(organisation)[: PER_PAGE * 2]),
        "to_return": list(queries.to_return(organisation)[: PER_PAGE * 2]),
        "leads": access.holds(request.user, Role.Name.LEADER, organisation=organisation, at=at),
        "page": page,
        "day": day,
        "at": at,
    }
    return render(request, "hotline/list.html", shown, status=status)
