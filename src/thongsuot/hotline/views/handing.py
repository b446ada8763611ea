"""The book of a day is handed out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.engines.officialdoc import to_pdf
from thongsuot.hotline import papers, queries
from thongsuot.hotline.views.asking import SignedIn, day_of, let_in


@require_safe
@never_cache
@login_required
def log(request: SignedIn, day: str) -> HttpResponse:
    """Hand out the book of the own hotline for a day."""
    at, asked = now(), day_of(day)
    let_in(request.user, at)
    calls = list(queries.day_calls(request.user.organisation_id, asked))
    paper = papers.log_paper(request.user.organisation, asked, calls)
    answer = HttpResponse(to_pdf(paper, fonts=settings.TYPEFACES, created=at), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="so-duong-day-nong-{asked.isoformat()}.pdf"'
    return answer
