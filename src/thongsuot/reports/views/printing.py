"""An organisation's report as its own official paper, to be signed and sealed."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.engines.officialdoc import Paper, to_docx, to_pdf
from thongsuot.files.queries.contents import WORD
from thongsuot.reports import papers, queries
from thongsuot.reports.models import Report, Submission
from thongsuot.reports.views.asking import Desk, SignedIn
from thongsuot.reports.views.opening import edition, visible


@require_safe
@never_cache
@login_required
def own_paper(request: SignedIn, pk: int, form: str) -> HttpResponse:
    """Hand out the paper as PDF or DOCX: what was frozen with its code, or a draft to those inside."""
    at = now()
    row = visible(request, pk, at)
    frozen = edition(request, row, Desk.of(request.user, at))
    paper, created = _frozen(request, frozen) if frozen is not None else _draft(row, at)
    if form == "pdf":
        data, kind = to_pdf(paper, fonts=settings.TYPEFACES, created=created), "application/pdf"
    else:
        data, kind = to_docx(paper, created=created), WORD
    name = f"bao-cao-{row.organisation.code}-{row.pk}{'' if frozen else '-du-thao'}.{form}"
    place = "inline" if form == "pdf" and "xem" in request.GET else "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'{place}; filename="{name}"'})


def _frozen(request: SignedIn, submission: Submission) -> tuple[Paper, datetime]:
    kept = queries.verification_of(submission)
    if kept is None:
        raise Http404  # sent before reports had codes
    address = request.build_absolute_uri(reverse("reports:verify-code", args=[kept.code]))
    return papers.own(submission, address=address), submission.at


def _draft(row: Report, at: datetime) -> tuple[Paper, datetime]:
    head = queries.head_of(row, queries.leader_of(row, at))
    return papers.own_draft(row, queries.figures_of(row, at), head), at
