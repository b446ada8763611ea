"""The department enters a report that came on paper, by mail, as a photograph or by telephone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.directives import queries as directives
from thongsuot.directives.models import Assignment
from thongsuot.files import queries as files
from thongsuot.files.actions import Refused
from thongsuot.ledger.kinds import KINDS
from thongsuot.reports import actions, queries
from thongsuot.reports.forms import PLAIN, EntryForm, count_field, narrative_field
from thongsuot.reports.views.asking import REFUSALS, Desk, SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def enter(request: SignedIn, duty: int) -> HttpResponse:
    """Show the form for one organisation's report; a POST sends it on its behalf."""
    at = now()
    row = _duty(request, duty, at)
    paragraphs, kinds = queries.paragraphs_to_enter(row), list(queries.bearing_duties(row))
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EntryForm([number for number, _text in paragraphs], kinds, *given)
    if request.method == "POST" and form.is_valid():
        return _entered(request, row, form, paragraphs, at)
    return _page(request, row, form, paragraphs, status=422 if form.errors else 200)


def _duty(request: SignedIn, pk: int, at: datetime) -> Assignment:
    """Return a reporting duty that the person's department follows; to anybody else it is not there."""
    row: Assignment = get_object_or_404(
        directives.assignments_visible_to(request.user, at).select_related("directive__organisation"),
        pk=pk,
        obligation__kind="REPORT",
    )
    if not Desk.of(request.user, at).keys_for(row.directive.organisation_id):
        raise Http404(_("Chỉ chuyên viên theo dõi của Sở nhập thay báo cáo."))
    return row


def _page(
    request: SignedIn, row: Assignment, form: EntryForm, paragraphs: list[tuple[int, str]], *, status: int
) -> HttpResponse:
    shown: dict[str, Any] = {
        "duty": row,
        "form": form,
        "arrival": [form[name] for name in ("channel", "received_at", "sender", "sealed", "scans")],
        "passages": [(form[narrative_field(number)], text) for number, text in paragraphs],
        "kinds": [
            (_(KINDS[kind].title), [form[count_field(kind, name)] for name in KINDS[kind].figures])
            for kind in form.kinds
        ],
        "plain": [form[name] for name, _label in PLAIN],
    }
    return render(request, "reports/enter.html", shown, status=status)


def _entered(
    request: SignedIn, row: Assignment, form: EntryForm, paragraphs: list[tuple[int, str]], at: datetime
) -> HttpResponse:
    entry = actions.Entry(**form.arrival(), **form.words(), figures=form.figures())
    uploads = [(upload.name, upload.read()) for upload in form.cleaned_data["scans"]]
    try:
        submission, apart = actions.enter(row, entry, uploads, by=request.user, at=at)
    except (actions.WrongMoment, actions.ScanMissing, actions.NothingEntered, Refused, *REFUSALS) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, row, form, paragraphs, status=422)
    for file in apart:
        words = _("Tệp “%(name)s” chưa được dùng: %(reason)s")
        messages.warning(request, words % {"name": file.name, "reason": files.why_apart(file)})
    messages.success(request, _("Đã nhập thay. Đơn vị được thông báo và có thể đề nghị xem lại."))
    return redirect(submission.report)
