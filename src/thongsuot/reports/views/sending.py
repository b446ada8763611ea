"""After a report was sent: the signed copy, the paper, a request to look again, and the answer to it."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.files.actions import Refused
from thongsuot.reports import actions, queries
from thongsuot.reports.forms import ArrivalForm, LookAgainForm, SealedForm
from thongsuot.reports.models import Objection, Report
from thongsuot.reports.views.asking import REFUSALS, SignedIn
from thongsuot.reports.views.opening import visible

REFUSED = (
    *REFUSALS,
    Refused,
    actions.NoSealedCopy,
    actions.NotYetSent,
    actions.NothingToObject,
    actions.WrongMoment,
)


@require_POST
@login_required
def after_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a report that was sent, and show it again."""
    at = now()
    row = visible(request, pk, at)
    if verb not in STEPS:
        raise Http404
    make, step = STEPS[verb]
    form = make(request.POST, request.FILES)
    if not form.is_valid():
        wrong = [f"{form[name].label}: {said}" for name, told in form.errors.items() for said in told]
        messages.error(request, " ".join(wrong))
        return redirect(row)
    try:
        said = step(request, row, form, at)
    except REFUSED as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(row)


def _seal(request: SignedIn, row: Report, form: forms.Form, at: datetime) -> str:
    upload = form.cleaned_data["file"]
    actions.attach_sealed_copy(row, (upload.name, upload.read()), by=request.user, at=at)
    return _("Đã ghi nhận bản ký, đóng dấu.")


def _arrive(request: SignedIn, row: Report, form: forms.Form, at: datetime) -> str:
    upload = form.cleaned_data["file"]
    kept = (upload.name, upload.read()) if upload else None
    actions.receive_paper(row, form.cleaned_data["received_at"], kept, by=request.user, at=at)
    return _("Đã ghi nhận bản giấy.")


def _object(request: SignedIn, row: Report, form: forms.Form, at: datetime) -> str:
    submission = queries.frozen(row)
    if submission is None:
        raise Http404
    actions.object_to(submission, form.cleaned_data["words"], by=request.user, at=at)
    return _("Đã gửi đề nghị xem lại đến Sở. Bản đã nhập thay được giữ nguyên cho đến khi Sở trả lời.")


def _reply(request: SignedIn, row: Report, form: forms.Form, at: datetime) -> str:
    asked = request.POST.get("de-nghi", "")
    rows = Objection.objects.filter(submission__report=row).select_related("submission__report__directive")
    objection = get_object_or_404(rows, pk=int(asked) if asked.isdecimal() else 0)
    actions.reply_to_objection(objection, form.cleaned_data["words"], by=request.user, at=at)
    return _("Đã trả lời đề nghị xem lại. Nếu cần sửa báo cáo, hãy dùng “Đề nghị bổ sung”.")


STEPS = {
    "ban-ky": (SealedForm, _seal),
    "ban-giay": (ArrivalForm, _arrive),
    "xem-lai": (LookAgainForm, _object),
    "tra-loi": (LookAgainForm, _reply),
}
