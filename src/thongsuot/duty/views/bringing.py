"""A roster is filled from somebody's sheet or calendar: read in the sandbox, shown with its doubts, then taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.duty import actions, queries
from thongsuot.duty.forms import SheetForm
from thongsuot.duty.models import Roster
from thongsuot.duty.views.asking import REFUSALS, SignedIn
from thongsuot.duty.views.reading import read_upload
from thongsuot.duty.views.standing import kept, roster_of

SALT = "duty.bring"
KEPT = timedelta(hours=12)  # how long what was shown may still be taken


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def bring(request: SignedIn, pk: int) -> HttpResponse:
    """Show the form; a POST with a file shows what it comes to, and one with what was shown takes that."""
    at = now()
    row = roster_of(request, pk, at)
    kept(request, row.organisation_id, at)
    if "nhan" in request.POST:
        return _take(request, row, at)
    if request.method != "POST":
        return _page(request, row, SheetForm())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, form)
    upload = form.cleaned_data["file"]
    reading = read_upload(form, upload.read(), upload.name, row, at)
    if reading is None:
        return _page(request, row, form)
    placed = [[one.shift.pk, one.person.pk] for one in reading.placed]
    seal = signing.dumps({"roster": row.pk, "placed": placed}, salt=SALT, compress=True)
    told = {"row": row, "form": SheetForm(), "reading": reading, "seal": seal, "name": PurePosixPath(upload.name).name}
    told["weeks"] = abs(reading.weeks)
    return render(request, "duty/bring.html", told)


def _take(request: SignedIn, row: Roster, at: datetime) -> HttpResponse:
    """Take what was shown; what somebody else filled meanwhile stays theirs."""
    try:
        told = signing.loads(request.POST.get("nhan", ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        told = {}
    if told.get("roster") != row.pk:
        said = _("Bản đọc tệp đã quá lâu hoặc là của lịch khác; chưa có gì được nhận. Hãy đưa tệp lên lại.")
        messages.error(request, said)
        return redirect("duty:bring", row.pk)
    try:
        filled = actions.fill_from(queries.reading_of(row, told["placed"]), row, by=request.user, at=at)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã nhận %(filled)s chỗ trực từ tệp.") % {"filled": filled})
    return redirect(row)


def _page(request: SignedIn, row: Roster, form: SheetForm) -> HttpResponse:
    return render(request, "duty/bring.html", {"row": row, "form": form}, status=422 if form.is_bound else 200)
