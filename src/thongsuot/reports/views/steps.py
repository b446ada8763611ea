"""A report goes its way: saved, laid before the leader, sent, accepted, or sent back."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.organisations.actions import EditedMeanwhile
from thongsuot.reports import actions, queries
from thongsuot.reports.forms import PLAIN, RemarksForm, ReportForm, paragraph_label
from thongsuot.reports.models import Report
from thongsuot.reports.views.asking import REFUSALS, SignedIn, told
from thongsuot.reports.views.opening import page, visible


@require_POST
@login_required
def report_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a report and show it again."""
    at = now()
    row = visible(request, pk, at)
    match verb:
        case "luu" | "trinh":
            return _write(request, row, at, lay=verb == "trinh")
        case "bo-sung":
            return _send_back(request, row, at)
        case "gom-tra-loi":
            return _gather(request, row, at)
        case "lay-lai" | "gui" | "tiep-nhan":
            _go(request, row, verb, at)
            return redirect(row)
    raise Http404


def _go(request: SignedIn, row: Report, verb: str, at: datetime) -> None:
    if verb == "lay-lai":
        with told(request, _("Đã trả lại người soạn. Nội dung sửa được từ bây giờ.")):
            actions.take_back(row, by=request.user, at=at)
    elif verb == "gui":
        with told(request, _("Đã gửi báo cáo. Số liệu và nội dung đã chốt.")):
            actions.submit(row, by=request.user, at=at)
    else:
        with told(request, _("Đã tiếp nhận báo cáo.")):
            actions.accept(row, by=request.user, at=at)


def _gather(request: SignedIn, row: Report, at: datetime) -> HttpResponse:
    """Put what was answered other than done into the report."""
    with told(request, _("Đã đưa vào phần khó khăn và đề xuất; nội dung đã viết được giữ nguyên.")):
        actions.gather_answers(row, version=row.version, by=request.user, at=at)
    return redirect(row)


def _write(request: SignedIn, row: Report, at: datetime, *, lay: bool) -> HttpResponse:
    """Save the words, and lay the report before the leader where that was asked."""
    form = ReportForm([number for number, _text in queries.paragraphs_of(row)], request.POST)
    if not form.is_valid():
        return page(request, row, at, form=form, status=422)
    version, words = form.cleaned_data["version"], form.words()
    try:
        if lay:
            actions.write_and_prepare(row, version=version, by=request.user, at=at, **words)
        else:
            actions.write(row, version=version, by=request.user, at=at, **words)
    except EditedMeanwhile as error:
        return _overtaken(request, row, form, at, str(error))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(row)
    messages.success(request, _("Đã lưu và trình lãnh đạo duyệt.") if lay else _("Đã lưu báo cáo."))
    return redirect(row)


def _overtaken(request: SignedIn, row: Report, form: ReportForm, at: datetime, why: str) -> HttpResponse:
    """Show the newer words beside what was typed; saving again is then a decision."""
    again = ReportForm(form.numbers, {**form.cleaned_data, "version": row.version})
    newer = [(paragraph_label(number), row.narrative.get(str(number), "")) for number in form.numbers]
    newer += [(str(label), getattr(row, name)) for name, label in PLAIN]
    return page(request, row, at, form=again, status=422, overtaken=why, newer=newer)


def _send_back(request: SignedIn, row: Report, at: datetime) -> HttpResponse:
    """Ask for amendments field by field."""
    frozen = queries.frozen(row)
    kinds = {*queries.kinds_of(row), *(frozen.figures if frozen else {})} - {*queries.OWN_BOOKS}
    form = RemarksForm(kinds, [number for number, _text in queries.paragraphs_of(row)], request.POST)
    if not form.is_valid():
        messages.error(request, _("Nội dung đề nghị bổ sung quá dài nên chưa được gửi; hãy viết ngắn hơn."))
        return redirect(row)
    with told(request, _("Đã đề nghị bổ sung. Bản đã gửi vẫn được giữ nguyên.")):
        actions.send_back(row, form.remarks(), by=request.user, at=at)
    return redirect(row)
