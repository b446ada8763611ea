"""A person writes an incident down by hand, with its own time."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.incidents import actions, queries
from thongsuot.incidents.forms import ReportForm
from thongsuot.incidents.models import Incident
from thongsuot.incidents.views.asking import REFUSALS, Desk, SignedIn
from thongsuot.organisations.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: SignedIn) -> HttpResponse:
    """Show the form, or open the incident that it tells of."""
    at = now()
    offices = _offices(Desk.of(request.user, at), at)
    if request.method != "POST":
        given = {"starts_at": localtime(at), "organisation": offices.first() if offices.count() == 1 else None}
        return _page(request, ReportForm(offices, at, initial=given))
    form = ReportForm(offices, at, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _open(request, form, at)


def _offices(desk: Desk, at: datetime) -> QuerySet[Organisation]:
    """Return for whom the person may write an incident down."""
    own = desk.person.organisation_id
    if desk.at_enterprise and desk.mends(own):
        return queries.menders_seen_by(desk.person, at).filter(pk=own)
    if desk.at_department and desk.watches(own):
        return queries.menders_seen_by(desk.person, at)
    raise PermissionDenied(_("Chỉ người trực, cán bộ đầu mối, lãnh đạo doanh nghiệp hoặc trực ban của Sở ghi sự cố."))


def _open(request: SignedIn, form: ReportForm, at: datetime) -> HttpResponse:
    told = form.cleaned_data
    failed = actions.Failed(
        told["failure"],
        Incident.Origin.HAND,
        told["starts_at"],
        site=told["site"],
        place=told["place"],
        words=told["words"],
    )
    try:
        row = actions.open_incident(failed, organisation=told["organisation"], by=request.user, at=at)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, status=422)
    messages.success(request, _("Đã ghi sự cố."))
    return redirect(row)


def _page(request: SignedIn, form: ReportForm, *, status: int = 200) -> HttpResponse:
    return render(request, "incidents/report.html", {"form": form}, status=status)
