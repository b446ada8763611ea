"""An operator brings its subscribers, and looks at the lines that could not be used; nobody else sees either."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.forms import NumbersForm
from thongsuot.campaigns.models import Share
from thongsuot.campaigns.views.asking import REFUSALS, Desk, SignedIn, share_of
from thongsuot.campaigns.views.numbers_panel import fault_of, numbers_panel
from thongsuot.campaigns.views.opening import share_page
from thongsuot.engines.tables import Cell, Subscribers, Wanted, write_csv
from thongsuot.engines.vietnamese import grouped
from thongsuot.files.gateway import Unreadable, read_in_sandbox

SECONDS = 60  # that an upload may be read; 25 MB take about three


@require_http_methods(["GET", "POST"])
@login_required
def bring_numbers(request: SignedIn, pk: int) -> HttpResponse:
    """Take the list of a file, of the configured source, or of the message that is put right."""
    at = now()
    row = share_of(request, pk, at)
    if request.method == "GET":  # the address stands in the bar after a refusal
        return redirect(row)
    match request.POST.get("nguon", "tep"):
        case "tep":
            return _uploaded(request, row, at)
        case "truy-van":
            return _asked(request, row, at)
        case "dot-sai":
            return _again(request, row, at)
        case _:
            raise Http404


def _uploaded(request: SignedIn, row: Share, at: datetime) -> HttpResponse:
    panel = numbers_panel(Desk.of(request.user, at), row, form := NumbersForm(request.POST, request.FILES))
    if not panel.get("open"):  # before a long file is read
        messages.error(request, _("Bạn không nhận được số thuê bao ở bước này; chưa có gì thay đổi."))
        return redirect(row)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            read = read_upload(upload.name, upload.read(), queries.wanted(row, at))
            taken = actions.take_numbers(row, read, by=request.user, at=at)
        except (Unreadable, actions.Unsuitable) as refusal:
            form.add_error("file", str(refusal))
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect(row)
        else:
            told = {"kept": grouped(taken.kept), "rows": grouped(taken.rows), "bad": grouped(taken.bad)}
            said = _("Đã nhận %(kept)s số thuê bao từ %(rows)s dòng; %(bad)s dòng không dùng được.")
            messages.success(request, said % told)
            return redirect(row)
    return share_page(request, row, at, forms={"numbers": panel}, status=422)


def read_upload(name: str, data: bytes, wanted: Wanted) -> actions.Reading:
    """Read an uploaded file in the sandbox; its bytes are kept nowhere."""
    told = {"places": dict(wanted.places), "registered": wanted.registered, "present": wanted.present}
    head = json.dumps(told).encode() + b"\n"
    plain = read_in_sandbox("subscribers", head + data, name=name, seconds=SECONDS)
    return actions.Reading(name, hashlib.sha256(data).hexdigest(), Subscribers.of(plain))


def _asked(request: SignedIn, row: Share, at: datetime) -> HttpResponse:
    if queries.source_of(row) is None:
        raise Http404
    try:
        run = actions.ask_numbers(row, source=_("cơ sở dữ liệu của doanh nghiệp"), by=request.user, at=at)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(row)
    return redirect(run)


def _again(request: SignedIn, row: Share, at: datetime) -> HttpResponse:
    try:
        taken = actions.take_again(row, by=request.user, at=at)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Đã dùng lại %(kept)s số thuê bao của tin nhắn sai.")
        messages.success(request, said % {"kept": grouped(taken.kept)})
    return redirect(row)


@require_safe
@never_cache
@login_required
def bad_lines(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out the lines that were refused, to the operator alone: figures hidden but for the last three."""
    at = now()
    row = share_of(request, pk, at)
    if not Desk.of(request.user, at).carries_out(row.organisation_id):
        raise Http404
    taken = queries.numbers_of(row)
    if taken is None or not taken.bad_lines:
        raise Http404
    rows: list[list[Cell]] = [[fault.line, fault.seen, fault.words] for fault in map(fault_of, taken.bad_lines)]
    data = write_csv([_("Dòng"), _("Nội dung"), _("Lý do")], rows)
    name = f"dong-khong-dung-duoc-{row.pk}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
