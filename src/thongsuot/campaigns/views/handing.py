"""What is handed out: the document, the order, the figures, the report."""

from __future__ import annotations

import csv
import io

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.campaigns import papers, queries
from thongsuot.campaigns.views.asking import Desk, SignedIn, campaign_of, share_of
from thongsuot.engines.officialdoc import to_pdf
from thongsuot.files import queries as files
from thongsuot.organisations import access


@require_safe
@never_cache
@login_required
def scan(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out the authority's document to everybody whom the campaign concerns."""
    row = campaign_of(request, pk, now())
    with access.reaching(row.organisation_id):
        file = row.scan
        if file is None:
            raise Http404
        try:
            content = files.content(file)
        except files.Quarantined:
            return render(request, "files/quarantined.html", {"file": file}, status=403)
    return HttpResponse(content, headers=files.headers(file))


@require_safe
@never_cache
@login_required
def order(request: SignedIn, pk: int, form: str) -> HttpResponse:
    """Hand out an approved order: the file that a platform reads with its signature and key, or the paper."""
    row = share_of(request, pk, now())
    approved_at = row.campaign.approved_at
    if approved_at is None or not queries.orderable(row) or form not in ("json", "sig", "pem", "pdf"):
        raise Http404
    name = f"lenh-nhan-tin-{row.organisation.code}-{row.pk}.{form}"
    if form == "json":
        return _file(papers.order_file(row), "application/json", name)
    if form in ("sig", "pem"):
        if not (signature := papers.signature_file(row)):
            raise Http404  # it came in a package that another install signed
        data = signature if form == "sig" else papers.key_file()
        return _file(data, "application/octet-stream" if form == "sig" else "application/x-pem-file", name)
    data = to_pdf(papers.order_paper(row), fonts=settings.TYPEFACES, created=approved_at)
    return _file(data, "application/pdf", name)


@require_safe
@never_cache
@login_required
def export(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out the sums of each operator that the person may see; nobody's number is in it."""
    at = now()
    row = campaign_of(request, pk, at)
    shares = queries.shares_visible_to(request.user, at).filter(campaign=row).order_by("organisation__sort_key")
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(papers.table(row, list(shares), at))
    return _file(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"nhan-tin-{row.pk}.csv")


@require_safe
@never_cache
@login_required
def report(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out the campaign's report to the department."""
    at = now()
    row = campaign_of(request, pk, at)
    if not Desk.of(request.user, at).at_department:
        raise PermissionDenied(_("Báo cáo đợt nhắn tin do Sở lập."))
    shares = queries.shares_visible_to(request.user, at).filter(campaign=row).order_by("organisation__sort_key")
    data = to_pdf(papers.report(row, list(shares), at), fonts=settings.TYPEFACES, created=at)
    return _file(data, "application/pdf", f"bao-cao-nhan-tin-{row.pk}.pdf")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=kind, headers=headers)
