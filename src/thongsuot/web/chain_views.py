"""An auditor asks whether an organisation's chain of records still fits together."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Evidence, Move
from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Person

BOOKS = {Move._meta.db_table: "move", Evidence._meta.db_table: "evidence"}


@require_safe
@never_cache
@login_required
def chain(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether the chain is whole; `?kiem-tra` walks all of it, which may take a moment."""
    at, person = now(), cast(Person, request.user)
    organisation = get_object_or_404(organisations.visible_to(person, at), pk=pk)
    if not organisations.audits(person, organisation, at):
        raise Http404
    checked = "kiem-tra" in request.GET
    places = [place.rpartition(":") for place in ledger.broken_links(organisation)] if checked else []
    broken = [(BOOKS[table], position) for table, _, position in places]
    shown = {"organisation": organisation, "checked": checked, "broken": broken, "at": at}
    return render(request, "web/chain.html", shown)
