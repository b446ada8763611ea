"""A person opens the board of incidents, or prints it for when the screens are gone."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.engines.officialdoc import to_pdf
from thongsuot.incidents import papers, queries
from thongsuot.incidents.forms import BoardFilter
from thongsuot.incidents.models import Incident
from thongsuot.incidents.views.asking import Desk, SignedIn

PER_PAGE = 50
MOST_PRINTED = 200
Row = tuple[Incident, list[str]]


@require_safe
@never_cache
@login_required
def board(request: SignedIn) -> HttpResponse:
    """List what stands by the time that is left, and what was closed lately."""
    at = now()
    desk = Desk.of(request.user, at)
    form = BoardFilter(queries.menders_seen_by(request.user, at), request.GET)
    visible = queries.visible_to(request.user, at)
    counts, filtered = queries.board_counts(visible, at), any(value for value in form.asked().values())
    pages = Paginator(queries.board(visible, **form.asked()), PER_PAGE)
    if not filtered:
        pages.count = counts["first"] + counts["second"] + counts["third"]  # nothing is counted twice
    page = pages.get_page(request.GET.get("page"))
    told = {
        "at": at,
        "form": form,
        "filtered": filtered,
        "page": page,
        "rows": _said(page.object_list),
        "counts": counts,
        "closed": _said(queries.over_lately(visible, at)),
        "may": {
            "report": _reports(desk),
            "sources": desk.at_enterprise,
            "disclosure": desk.at_enterprise or desk.at_department,
            "targets": desk.at_department,
            "sites": not desk.at_enterprise,
        },
        "many": not desk.at_enterprise,
    }
    return render(request, "incidents/board.html", told)


def _reports(desk: Desk) -> bool:
    own = desk.person.organisation_id
    return desk.mends(own) if desk.at_enterprise else desk.at_department and desk.watches(own)


def _said(rows: object) -> list[Row]:
    return [(row, queries.reasons_said(row)) for row in rows]  # type: ignore[attr-defined]  # a page or a query


@require_safe
@never_cache
@login_required
def board_paper(request: SignedIn) -> HttpResponse:
    """Hand out the board on paper, with room to write on."""
    at = now()
    form = BoardFilter(queries.menders_seen_by(request.user, at), request.GET)
    rows = list(queries.board(queries.visible_to(request.user, at), **form.asked())[:MOST_PRINTED])
    paper = papers.board_paper(request.user.organisation, rows, at)
    data = to_pdf(paper, fonts=settings.TYPEFACES, created=at)
    headers = {"Content-Disposition": 'attachment; filename="su-co.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
