"""A person puts a call right."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.hotline import actions, queries
from thongsuot.hotline.forms import CorrectForm
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.views.asking import SignedIn, call_of, told, wanted_of


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def correct(request: SignedIn, pk: int) -> HttpResponse:
    """Show a call as it was written; a POST keeps what is right instead."""
    at = now()
    row = call_of(request, pk, at)
    if row.organisation_id != request.user.organisation_id or not queries.answers_here(request.user, at):
        raise PermissionDenied(_("Chỉ người trực đường dây nóng của đơn vị sửa tin báo."))
    if request.method != "POST":
        return _page(request, row, CorrectForm(row, request.user, at))
    form = CorrectForm(row, request.user, at, request.POST)
    if "tim" in request.POST or not form.is_valid():
        return _page(request, row, form, status=200 if "tim" in request.POST else 422)
    return _kept(request, row, form, at)


def _kept(request: SignedIn, row: HotlineCall, form: CorrectForm, at: datetime) -> HttpResponse:
    with told(request, _("Đã lưu tin báo; nội dung trước khi sửa còn trong lịch sử."), form):
        actions.correct(row, wanted_of(form), by=request.user, at=at)
    return _page(request, row, form, status=422) if form.errors else redirect(row)


def _page(request: SignedIn, row: HotlineCall, form: CorrectForm, *, status: int = 200) -> HttpResponse:
    shown = {"row": row, "form": form, "found": form.found, "chosen": form.chosen}
    return render(request, "hotline/correct.html", shown, status=status)
