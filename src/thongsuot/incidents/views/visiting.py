"""A site's own people, on a telephone: their lines, who mends them, and two taps to report a failure."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thongsuot.incidents import actions, queries
from thongsuot.incidents.forms import SiteReportForm
from thongsuot.incidents.models import Incident
from thongsuot.incidents.views.asking import REFUSALS, Desk, SignedIn
from thongsuot.organisations.models import Site


@require_safe
@never_cache
@login_required
def sites(request: SignedIn) -> HttpResponse:
    """List the sites for which the person speaks; the only one is opened at once."""
    rows = list(queries.sites_of(request.user, now()))
    if len(rows) == 1:
        return redirect("incidents:site", rows[0].pk)
    standing = queries.standing_at_sites(rows)
    return render(request, "incidents/sites.html", {"sites": [(row, standing[row.pk]) for row in rows]})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def site(request: SignedIn, pk: int) -> HttpResponse:
    """Show a site's lines; a POST reports that something failed."""
    at = now()
    row = get_object_or_404(queries.sites_of(request.user, at), pk=pk)
    if request.method != "POST":
        return _page(request, row, at)
    form = SiteReportForm(queries.menders_of(row, at), request.POST)
    if not form.is_valid():
        return _page(request, row, at, form=form, status=422)
    told = form.cleaned_data
    failed = actions.Failed(told["failure"], Incident.Origin.SITE, at, site=row, words=told["words"])
    try:
        actions.open_incident(failed, organisation=told["organisation"], by=request.user, at=at)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return _page(request, row, at, form=form, status=422)
    office = told["organisation"].short_name
    messages.success(request, _("Đã báo %(office)s. Trang này cho biết ai tiếp nhận.") % {"office": office})
    return redirect("incidents:site", row.pk)


def _page(
    request: SignedIn, row: Site, at: datetime, *, form: SiteReportForm | None = None, status: int = 200
) -> HttpResponse:
    desk = Desk.of(request.user, at)
    carriers = queries.carriers_of(row, at)
    known = next((carrier.organisation.pk for carrier in carriers if carrier.known), None)
    menders = queries.menders_of(row, at)
    told = {
        "site": row,
        "lines": [carrier for carrier in carriers if carrier.known],
        "others": [carrier for carrier in carriers if not carrier.known],
        "standing": [incident for carrier in carriers for incident in carrier.incidents],
        "form": form or SiteReportForm(menders, initial={"organisation": known}),
        "speaks": desk.speaks_for(row.organisation_id),
    }
    return render(request, "incidents/site.html", told, status=status)
