"""Papers after the snapshot: the draft back from Word, number and date, the signed copy, and that it was sent."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thongsuot.files import queries as files
from thongsuot.files.gateway import Unreadable, read_in_sandbox
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import EditedMeanwhile
from thongsuot.organisations.models import Organisation
from thongsuot.reports import actions, queries
from thongsuot.reports.forms import BookForm, FilingForm, OtherPaperForm, PaperForm, SignedForm
from thongsuot.reports.models import RegisterEntry, Snapshot, Upward
from thongsuot.reports.views.asking import Desk, SignedIn

REFUSED = (NotAllowed, EditedMeanwhile, actions.BadEntry, actions.NothingToCompare)


class Incomplete(ValueError):
    """A form was not filled in as it must be; its fields say why."""


def _filled(form: Form) -> Form:
    if not form.is_valid():
        told = "; ".join(
            f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items() if name in form.fields
        )
        raise Incomplete(_("Chưa lưu được, chưa có gì thay đổi. %(why)s") % {"why": told})
    return form


@require_POST
@login_required
def paper_step(request: SignedIn, pk: int, recipient: str, verb: str) -> HttpResponse:
    """Take one step with one paper of a snapshot."""
    at = now()
    row = get_object_or_404(queries.snapshots_visible_to(request.user, at), pk=pk)
    steps = {"so-sanh": _compare, "vao-so": _register, "sua-so": _correct, "ban-ky": _signed, "da-gui": _sent}
    if recipient not in Upward.Recipient.values or verb not in steps:
        raise Http404
    try:
        messages.success(request, steps[verb](request, row, recipient, at))
    except (*REFUSED, Incomplete) as refusal:
        messages.error(request, str(refusal))
    except Unreadable as refusal:
        messages.error(request, _(refusal.message))
    return redirect(row)


def _compare(request: SignedIn, row: Snapshot, recipient: str, at: datetime) -> str:
    file = _filled(PaperForm({"recipient": recipient}, request.FILES)).cleaned_data["file"]
    data = file.read()
    if files.inspect(data, file.name).doubt is not None:
        raise actions.NothingToCompare(
            _("Tệp không đúng là văn bản Word an toàn nên không được đọc; chưa có gì thay đổi. Hãy lưu lại thành DOCX.")
        )
    parts = read_in_sandbox("paper", data, name=file.name)["parts"]
    told = actions.take_edited(row, recipient, (data, file.name), parts, by=request.user, at=at)
    count = len(told.differences)
    if not count:
        return _("Đã so bản Word với số liệu đã chốt: không có khác biệt.")
    return _("Đã so bản Word với số liệu đã chốt: %(count)s khác biệt, xem bên dưới.") % {"count": count}


def _register(request: SignedIn, row: Snapshot, recipient: str, at: datetime) -> str:
    told = _filled(FilingForm(request.POST)).cleaned_data
    filing = actions.Filing(on=told["on"], number=told["number"], signer=told["signer"])
    entry = actions.register(row, recipient, filing, by=request.user, at=at)
    return _("Đã vào sổ: số %(number)s. Báo cáo đang được lập lại với số và ngày này.") % {"number": entry}


def _entry(row: Snapshot, recipient: str) -> RegisterEntry:
    entry = queries.entry_of(row, recipient)
    if entry is None:
        raise actions.BadEntry(_("Báo cáo chưa có số và ngày; văn thư vào sổ trước rồi làm bước này."))
    return entry


def _correct(request: SignedIn, row: Snapshot, recipient: str, at: datetime) -> str:
    told, entry = _filled(FilingForm(request.POST)).cleaned_data, _entry(row, recipient)
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() else entry.version
    actions.correct_entry(entry, number=told["number"] or 0, on=told["on"], version=version, by=request.user, at=at)
    return _("Đã sửa số và ngày; số cũ còn trong lịch sử.")


def _signed(request: SignedIn, row: Snapshot, recipient: str, at: datetime) -> str:
    file, entry = _filled(SignedForm({}, request.FILES)).cleaned_data["file"], _entry(row, recipient)
    actions.keep_signed(entry, file.read(), name=file.name, by=request.user, at=at)
    return _("Đã lưu bản đã ký làm bản chính.")


def _sent(request: SignedIn, row: Snapshot, recipient: str, at: datetime) -> str:
    actions.send_up(_entry(row, recipient), by=request.user, at=at)
    return _("Đã ghi nhận báo cáo được gửi lên cấp trên.")


def _department(request: SignedIn) -> Organisation:
    own: Organisation = request.user.organisation
    if own.kind != Organisation.Kind.DEPARTMENT:
        raise Http404
    return own


@require_safe
@never_cache
@login_required
def register(request: SignedIn) -> HttpResponse:
    """Show the outgoing register of a year, to be printed as it stands."""
    return _book(request, now())


def _book(request: SignedIn, at: datetime, form: OtherPaperForm | None = None) -> HttpResponse:
    own = _department(request)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else localtime(at).year
    book = queries.register_of(own, settings.REALITY)
    shown = {
        "office": own,
        "year": year,
        "years": sorted({year, localtime(at).year, *queries.years_of(own, settings.REALITY)}, reverse=True),
        "entries": queries.entries_in(own, settings.REALITY, year),
        "book": book,
        "book_form": BookForm(
            initial={"ours": "1" if book and book.ours else "", "version": book.version if book else 0}
        ),
        "form": form or OtherPaperForm(initial={"on": localtime(at).date(), "type_name": "Công văn"}),
        "may": Desk.of(request.user, at).registers(own.pk),
    }
    return render(request, "reports/register.html", shown, status=422 if form is not None else 200)


@require_POST
@login_required
def register_step(request: SignedIn, verb: str) -> HttpResponse:
    """Say whose register it is, or enter a paper that was drawn elsewhere."""
    at, own = now(), _department(request)
    if verb not in ("so", "van-ban"):
        raise Http404
    try:
        if verb == "so":
            told = _filled(BookForm(request.POST)).cleaned_data
            actions.keep_register(own, settings.REALITY, by=request.user, at=at, **told)
            messages.success(request, _("Đã lưu cách cấp số văn bản đi."))
        else:
            form = OtherPaperForm(request.POST)
            if not form.is_valid():
                return _book(request, at, form)
            actions.register_other(own, settings.REALITY, actions.Filing(**form.cleaned_data), by=request.user, at=at)
            messages.success(request, _("Đã vào sổ văn bản đi."))
    except (*REFUSED, Incomplete) as refusal:
        messages.error(request, str(refusal))
    return redirect("reports:register")
