"""A person opens one organisation: its facts, people, workers, sites and what held when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from thongsuot.organisations import actions, queries
from thongsuot.organisations.views.asking import SignedIn, visible

STAFF_PER_PAGE = 50
HISTORY_PER_PAGE = 100


@require_safe
@login_required
def organisation(request: SignedIn, pk: int) -> HttpResponse:
    """Show an organisation as it stands."""
    at = now()
    row = visible(request, pk, at)
    standing = queries.standing_at(request.user, row, at)
    staff = Paginator(queries.staff_of(row, at), STAFF_PER_PAGE)
    shown = {
        "organisation": row,
        "people": queries.people_of(row, at),
        "page": staff.get_page(request.GET.get("page")),
        "sites": queries.sites(at, organisation=row),
        "keeps": queries.administers(request.user, row, at),
        "audits": queries.audits(request.user, row, at),
        "may": {"contact": bool({*actions.KEEPERS} & standing), "settle": bool({*actions.SETTERS} & standing)},
        "follower": queries.follower_of(row, at),
        "successions": queries.successions_of(row),
    }
    return render(request, "organisations/organisation.html", shown)


@require_safe
@login_required
def history(request: SignedIn, pk: int) -> HttpResponse:
    """Show what held for the organisation from when until when."""
    at = now()
    row = visible(request, pk, at)
    page = Paginator(queries.history_of(row), HISTORY_PER_PAGE).get_page(request.GET.get("page"))
    told = [(entry, entry._meta.model_name) for entry in page]
    return render(request, "organisations/history.html", {"organisation": row, "page": page, "told": told, "at": at})
