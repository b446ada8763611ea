"""A person takes an incident one step on: who mends it, who speaks for the site, who watches over both."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.incidents import actions, queries
from thongsuot.incidents.forms.steps import Step
from thongsuot.incidents.models import Incident
from thongsuot.incidents.states import IncidentState
from thongsuot.incidents.views.asking import REFUSALS, SignedIn, incident_of
from thongsuot.incidents.views.forming import BUTTONS, FORMS, typed
from thongsuot.incidents.views.opening import incident_page
from thongsuot.organisations.models import Person

MENDING = ("tiep-nhan", "du-kien", "da-khac-phuc", "tra-lai", "mo-lai")
WEIGHING = ("uu-tien", "gop", "khong-phai")
TARGETS = {
    "tiep-nhan": IncidentState.ACCEPTED,
    "da-khac-phuc": IncidentState.MENDED,
    "tra-lai": IncidentState.OPEN,
    "mo-lai": IncidentState.OPEN,
    "gop": IncidentState.FOLDED,
    "khong-phai": IncidentState.VOID,
    "da-thong": IncidentState.CLOSED,
    "chua-thong": IncidentState.OPEN,
}
FROM_SITE = ("da-thong", "chua-thong")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def incident_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing with an incident and show it again; the address of a step, opened by itself, leads to the page."""
    at = now()
    row = incident_of(request, pk, at)
    if verb not in FORMS and verb not in BUTTONS:
        raise Http404
    if request.method != "POST":
        return redirect(row)
    form = typed(request, row, at, verb)
    if form is not None and not form.is_valid():
        return _again(request, row, at, verb, form)
    try:
        said = _done(row, verb, form.cleaned_data if form is not None else {}, by=request.user, at=at)
    except REFUSALS as refusal:
        if queries.done_twice(row, TARGETS.get(verb, ""), by=request.user, at=at):
            return _back(request, row)
        if form is not None and "tai-diem" not in request.POST:
            form.add_error(None, str(refusal))
            return _again(request, row, at, verb, form)
        messages.error(request, str(refusal))
        return _back(request, row)
    messages.success(request, said)
    return _back(request, row)


def _back(request: SignedIn, row: Incident) -> HttpResponse:
    """Return to where the button was: the site's own page, or the incident."""
    return redirect("incidents:site", row.site_id) if "tai-diem" in request.POST and row.site_id else redirect(row)


def _again(request: SignedIn, row: Incident, at: datetime, verb: str, form: Step) -> HttpResponse:
    row = incident_of(request, row.pk, at)
    return incident_page(request, row, at, typed={verb: form}, status=422)


def _done(row: Incident, verb: str, told: dict[str, Any], *, by: Person, at: datetime) -> str:
    if verb in MENDING:
        return _mend(row, verb, told, by=by, at=at)
    if verb in WEIGHING:
        return _weigh(row, verb, told, by=by, at=at)
    if verb in FROM_SITE:
        return _from_site(row, verb, told, by=by, at=at)
    return _write(row, verb, told, by=by, at=at)


def _mend(row: Incident, verb: str, told: dict[str, Any], *, by: Person, at: datetime) -> str:
    match verb:
        case "tiep-nhan":
            actions.accept(row, by=by, at=at)
            return _("Đã tiếp nhận. Hãy báo ai đến, bao giờ xong; quá lâu không báo thì hệ thống gọi người khác.")
        case "du-kien":
            actions.tell_expected(row, by=by, at=at, coming=told["coming"], expected_at=told["expected_at"])
            return _("Đã báo tiến độ.")
        case "da-khac-phuc":
            closed = actions.mend(row, by=by, at=at, cause=told["cause"], mended_at=told["mended_at"])
            if closed.state == IncidentState.CLOSED:
                return _("Đã ghi là khắc phục xong; sự cố kết thúc.")
            return _("Đã ghi là khắc phục xong. Sự cố kết thúc khi hệ thống đo được hoặc đơn vị được ưu tiên xác nhận.")
        case "tra-lai":
            actions.release(row, told["reason"], by=by, at=at)
            return _("Đã trả lại; người đang trực được gọi.")
    actions.reopen(row, told["reason"], by=by, at=at)
    return _("Đã mở lại; người đang trực được gọi.")


def _weigh(row: Incident, verb: str, told: dict[str, Any], *, by: Person, at: datetime) -> str:
    match verb:
        case "uu-tien":
            actions.override_priority(row, told["priority"], told["reason"], by=by, at=at, minutes=told["minutes"])
            return _("Đã đặt lại mức ưu tiên.")
        case "gop":
            actions.fold(row, told["into"], by=by, at=at)
            return _("Đã gộp vào sự cố kia.")
    actions.void(row, told["reason"], by=by, at=at)
    return _("Đã ghi không phải sự cố.")


def _from_site(row: Incident, verb: str, told: dict[str, Any], *, by: Person, at: datetime) -> str:
    if verb == "da-thong":
        actions.confirm(row, by=by, at=at, mended_at=told["mended_at"])
        return _("Đã xác nhận thông; sự cố kết thúc.")
    actions.deny(row, told["reason"], by=by, at=at)
    return _("Đã ghi chưa thông; sự cố mở lại và người trực của doanh nghiệp được gọi.")


def _write(row: Incident, verb: str, told: dict[str, Any], *, by: Person, at: datetime) -> str:
    inside = not told.get("share")
    match verb:
        case "ghi-chu":
            actions.note(row, told["text"], by=by, at=at, happened_at=told["happened_at"], inside=inside)
            return _("Đã ghi diễn biến.")
        case "dinh-kem":
            upload = told["file"]
            actions.attach(row, upload.read(), upload.name, by=by, at=at, text=told["text"], inside=inside)
            return _("Đã đính kèm tệp.")
        case "viec":
            actions.add_task(row, told["title"], by=by, at=at, name=told["name"], due_at=told["due_at"])
            return _("Đã thêm việc.")
    actions.review(row, told["text"], by=by, at=at, inside=inside)
    return _("Đã ghi bài học.")
