"""The department takes a campaign one step on."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.campaigns import actions
from thongsuot.campaigns.forms import ApproveForm
from thongsuot.campaigns.models import Campaign
from thongsuot.campaigns.views.asking import REFUSALS, SignedIn, campaign_of, number_of, reason_of, share_of, told
from thongsuot.campaigns.views.opening import campaign_page


@require_http_methods(["GET", "POST"])
@login_required
def campaign_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a campaign and show it again; the address of a step, opened by itself, leads to the page."""
    at = now()
    row = campaign_of(request, pk, at)
    if request.method == "GET":
        return redirect(row)
    match verb:
        case "phe-duyet":
            return _approve(request, row, at)
        case "dinh-chinh":
            return _correct(request, row, at)
        case "khong-phe-duyet" | "rut" | "tam-dung" | "dung-han" | "khong-tham-gia":
            _stop(request, row, verb, at)
        case "tiep-tuc":
            with told(request, _("Đợt nhắn tin được tiếp tục.")):
                actions.resume(row, by=request.user, at=at)
        case "ket-thuc":
            with told(request, _("Đã kết thúc đợt nhắn tin.")):
                actions.close(row, by=request.user, at=at)
        case _:
            raise Http404
    return redirect(row)


def _approve(request: SignedIn, row: Campaign, at: datetime) -> HttpResponse:
    form = ApproveForm(row, request.POST)
    form.is_valid()
    typed = {name: str(form.cleaned_data.get(name, "")) for name in ("area", "subscribers")}
    try:
        actions.approve(row, by=request.user, at=at, **typed)
    except actions.Mistyped as refusal:
        for name in ("area", "subscribers"):
            if getattr(refusal, name):
                form.add_error(name, _("Chưa khớp."))
        messages.error(request, str(refusal))
        return campaign_page(request, row, at, form=form, status=422)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã phê duyệt. Lệnh được chuyển đến doanh nghiệp."))
    return redirect(row)


def _correct(request: SignedIn, row: Campaign, at: datetime) -> HttpResponse:
    """Order the correction, and show it."""
    try:
        right = actions.correct(row, reason=reason_of(request), by=request.user, at=at)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(row)
    messages.success(request, _("Đã dừng nội dung sai và ra lệnh gửi đính chính đến các doanh nghiệp."))
    return redirect(right)


def _stop(request: SignedIn, row: Campaign, verb: str, at: datetime) -> None:
    reason, by = reason_of(request), request.user
    match verb:
        case "khong-phe-duyet":
            with told(request, _("Đã ghi không phê duyệt.")):
                actions.refuse(row, reason=reason, by=by, at=at)
        case "rut":
            with told(request, _("Đã rút đợt nhắn tin.")):
                actions.withdraw(row, reason=reason, by=by, at=at)
        case "tam-dung":
            with told(request, _("Đã yêu cầu tạm dừng ở mọi doanh nghiệp.")):
                actions.pause(row, reason=reason, by=by, at=at)
        case "dung-han":
            with told(request, _("Đã dừng hẳn; không tin nhắn nào được gửi thêm.")):
                actions.halt(row, reason=reason, by=by, at=at)
        case _:
            share = share_of(request, number_of(request, "phan"), at, campaign=row)
            with told(request, _("Đã ghi doanh nghiệp không tham gia đợt này.")):
                actions.leave_out(share, reason=reason, by=by, at=at)
