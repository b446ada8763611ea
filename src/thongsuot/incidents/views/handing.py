"""What is handed out of an incident: its attachments, and what was learnt from it on paper."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.engines.officialdoc import to_pdf
from thongsuot.files import queries as files
from thongsuot.incidents import papers
from thongsuot.incidents.states import IncidentState
from thongsuot.incidents.views.asking import Desk, SignedIn, incident_of
from thongsuot.organisations import access


@require_safe
@never_cache
@login_required
def file(request: SignedIn, pk: int, note: int) -> HttpResponse:
    """Hand out what is attached to a note that the person may read."""
    at = now()
    row = incident_of(request, pk, at)
    notes = row.notes.all()
    if not Desk.of(request.user, at).works_at(row.organisation_id):
        notes = notes.filter(inside=False)
    line = get_object_or_404(notes.filter(file__isnull=False), pk=note)
    with access.reaching(row.organisation_id):
        kept = line.file
        if kept is None:
            raise Http404
        try:
            content = files.content(kept)
        except files.Quarantined:
            return render(request, "files/quarantined.html", {"file": kept}, status=403)
    return HttpResponse(content, headers=files.headers(kept))


@require_safe
@never_cache
@login_required
def review_paper(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out the after-action review of an incident that is over, to the enterprise that mended it."""
    at = now()
    row = incident_of(request, pk, at)
    if not Desk.of(request.user, at).works_at(row.organisation_id) or row.state != IncidentState.CLOSED:
        raise Http404
    data = to_pdf(papers.review_paper(row, at), fonts=settings.TYPEFACES, created=at)
    name = f'attachment; filename="rut-kinh-nghiem-{row.pk}.pdf"'
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
