"""What of duty is handed out on paper: the roster for signature, the sheet, the month's attendance."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.duty import papers, queries
from thongsuot.duty.views.asking import SignedIn
from thongsuot.duty.views.standing import kept, roster_of
from thongsuot.engines.officialdoc import to_docx, to_pdf
from thongsuot.organisations.queries import working_calendar

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
@login_required
def roster_paper(request: SignedIn, pk: int, form: str) -> HttpResponse:
    """Hand a roster out for signature, to be edited, or as the sheet that is read in again."""
    at = now()
    row = roster_of(request, pk, at)
    name = f"lich-truc-{row.organisation.code}-{row.pk}.{form}"
    match form:
        case "pdf":
            data = to_pdf(papers.roster_paper(row), fonts=settings.TYPEFACES, created=row.published_at or at)
            return _file(data, "application/pdf", name, inline=True)
        case "docx":
            return _file(to_docx(papers.roster_paper(row), created=row.published_at or at), WORD, name)
        case "xlsx":
            return _file(papers.grid(row), SHEET, name)
        case _:
            raise Http404


@require_safe
@never_cache
@login_required
def attendance(request: SignedIn, year: int, month: int) -> HttpResponse:
    """Hand the attendance sheet of a month out to those who keep the rosters."""
    at, office = now(), request.user.organisation
    kept(request, office.pk, at)
    if not (1 <= month <= 12 and 2000 <= year <= 2100):
        raise Http404
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    shifts = list(queries.shifts_of_days(office, first, last).filter(starts_at__lte=at))
    data = papers.attendance(shifts, first, last, working_calendar(at))
    return _file(data, SHEET, f"cham-truc-{office.code}-{first:%Y-%m}.xlsx")


def _file(data: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    way = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f'{way}; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=kind, headers=headers)
