"""Bộ giấy dự phòng: the packs that were made, and one more on demand."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.directives import actions, papers, queries
from thongsuot.directives.models import Directive
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.engines import officialdoc

SHOWN = 14


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def reserve(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Show the department's packs; a POST makes one of this moment, for one letter or for all in force."""
    at = now()
    desk = Desk.of(request.user, at)
    department, letter = desk.department, letter_of(request, pk) if pk is not None else None
    if department is None or (letter is not None and letter.organisation_id != department.pk):
        raise Http404
    may = desk.holds(department.pk, *actions.PACKERS)
    if request.method == "POST":
        return _made(request, letter)
    packs = queries.packs_of(department)
    if letter is not None:
        packs = packs.filter(directive=letter)
    shown = {
        "letter": letter,
        "packs": packs[:SHOWN],
        "may": may and (letter is None or letter.state == Directive.State.ISSUED),
        "evening": settings.RESERVE_AT,
    }
    return render(request, "directives/reserve.html", shown)


def _made(request: SignedIn, letter: Directive | None) -> HttpResponse:
    at, department = now(), request.user.organisation
    reality = letter.reality if letter is not None else settings.REALITY
    told_then = queries.reserve_of(department, reality=reality, at=at, directive=letter)
    pdf = officialdoc.to_pdf(papers.reserve(told_then), fonts=settings.TYPEFACES, created=at)
    with told(request, _("Đã lập bộ giấy dự phòng; hãy tải về để in hoặc chép ra USB.")):
        actions.keep_pack(department, pdf, reality=reality, directive=letter, by=request.user, at=at)
    return redirect(request.path)
