"""An operator takes its share one step on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.forms import AcceptForm, EstimateForm, PhoneForm, ReadingForm, TallyForm
from thongsuot.campaigns.models import Share
from thongsuot.campaigns.views.asking import REFUSALS, SignedIn, number_of, reason_of, share_of, told
from thongsuot.campaigns.views.opening import share_page


@require_http_methods(["GET", "POST"])
@login_required
def share_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing with an operator's share and show it again; opened by itself the address leads to the page."""
    at = now()
    row = share_of(request, pk, at)
    if request.method == "GET":
        return redirect(row)
    match verb:
        case "uoc-tinh":
            return _estimate(request, row, at)
        case "so-lieu":
            return _tally(request, row, at)
        case "may-thu":
            return _phone(request, row, at)
        case "thu" | "gui-thu" | "gui-tat-ca" | "xong":
            _release(request, row, verb, at)
        case "chap-nhan" | "khong-thuc-hien" | "tam-dung" | "tiep-tuc" | "nhan-ca":
            _watch(request, row, verb, at)
        case "doc-may" | "bo-may":
            _read(request, row, verb, at)
        case "gui-lai":
            with told(request, _("Đã xếp gói tin để gửi lại.")):
                actions.say_again(row, by=request.user, at=at)
        case _:
            raise Http404
    return redirect(row)


def _estimate(request: SignedIn, row: Share, at: datetime) -> HttpResponse:
    form = EstimateForm(request.POST)

    def act(typed: dict[str, Any]) -> None:
        told_of = actions.Estimate(
            typed["subscribers"], typed["rate"], brand_registered=typed["brand_registered"], parts=typed["parts"] or 0
        )
        actions.estimate(row, told_of, by=request.user, at=at)

    return _filled_in(request, row, at, "estimate_form", form, act, _("Đã gửi ước tính đến Sở."))


def _tally(request: SignedIn, row: Share, at: datetime) -> HttpResponse:
    form = TallyForm(request.POST, request.FILES)

    def act(typed: dict[str, Any]) -> None:
        upload = typed.get("file")
        count = actions.Count(**{name: typed[name] for name in queries.FIGURES}, log_sha256=typed["log_sha256"])
        kept = actions.Uploaded(upload.name, form.data_in) if upload and form.data_in else None
        actions.tally(row, count, by=request.user, at=at, upload=kept)

    success = _("Đã ghi số liệu; các lần ghi trước vẫn được giữ.")
    return _filled_in(request, row, at, "tally_form", form, act, success)


def _phone(request: SignedIn, row: Share, at: datetime) -> HttpResponse:
    def act(typed: dict[str, Any]) -> None:
        actions.list_phone(row.organisation, reality=row.reality, by=request.user, at=at, **typed)

    return _filled_in(request, row, at, "phone_form", PhoneForm(request.POST), act, _("Đã thêm máy thử."))


def _filled_in(
    request: SignedIn,
    row: Share,
    at: datetime,
    name: str,
    form: Form,
    act: Callable[[dict[str, Any]], None],
    success: str,
) -> HttpResponse:
    """Do what a form says, or show the page again with what is wrong in it."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except actions.Unsuitable as refusal:
            form.add_error(refusal.field, str(refusal))
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect(row)
        else:
            messages.success(request, success)
            return redirect(row)
    return share_page(request, row, at, forms={name: form}, status=422)


def _release(request: SignedIn, row: Share, verb: str, at: datetime) -> None:
    by = request.user
    match verb:
        case "thu":
            with told(request, _("Đã cho gửi đến máy thử; hãy xác nhận từng máy.")):
                actions.test(row, by=by, at=at)
        case "gui-thu":
            with told(request, _("Đã cho gửi thử 1 % thuê bao.")):
                actions.try_out(row, by=by, at=at)
        case "gui-tat-ca":
            with told(request, _("Đã cho gửi đến tất cả thuê bao.")):
                actions.send_all(row, by=by, at=at)
        case _:
            with told(request, _("Đã ghi gửi xong.")):
                actions.finish(row, by=by, at=at)


def _watch(request: SignedIn, row: Share, verb: str, at: datetime) -> None:
    by, reason = request.user, reason_of(request)
    match verb:
        case "chap-nhan":
            form = AcceptForm(request.POST)
            hours = form.cleaned_data["shift_hours"] if form.is_valid() else 0
            with told(request, _("Đã chấp nhận thực hiện. Người khác của doanh nghiệp sẽ cho gửi.")):
                actions.accept(row, by=by, at=at, shift_hours=hours)
        case "khong-thuc-hien":
            with told(request, _("Đã trả lời Sở là không thực hiện.")):
                actions.decline(row, reason=reason, by=by, at=at)
        case "tam-dung":
            with told(request, _("Đã tạm dừng gửi.")):
                actions.pause_share(row, reason=reason, by=by, at=at)
        case "tiep-tuc":
            with told(request, _("Đã cho gửi tiếp.")):
                actions.resume_share(row, by=by, at=at)
        case _:
            with told(request, _("Đã ghi nhận ca; ca mới có hiệu lực khi đủ hai người xác nhận.")):
                actions.confirm_shift(row, by=by, at=at)


def _read(request: SignedIn, row: Share, verb: str, at: datetime) -> None:
    form = ReadingForm(request.POST)
    phone = get_object_or_404(queries.phones_of(row, at), pk=number_of(request, "phone"))
    if verb == "bo-may":
        with told(request, _("Đã bỏ máy thử khỏi danh sách.")):
            actions.strike_phone(phone, by=request.user, at=at)
        return
    if not form.is_valid():
        raise Http404
    shown, words = form.cleaned_data["shown"] == "dung", form.cleaned_data["words"]
    with told(request, _("Đã ghi nội dung máy thử hiện.")):
        actions.read_phone(row, phone, as_approved=shown, words=words, by=request.user, at=at)
