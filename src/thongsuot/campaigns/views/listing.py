"""A person opens the list of campaigns."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.campaigns import queries
from thongsuot.campaigns.views.asking import Desk, SignedIn

PER_PAGE = 30


@require_safe
@never_cache
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """List the department's campaigns, or an operator's shares of them."""
    at = now()
    desk = Desk.of(request.user, at)
    number = request.GET.get("page")
    told: dict[str, Any]
    if desk.at_department:
        rows = queries.visible_to(request.user, at).prefetch_related("waves", "shares")
        ours = Paginator(rows, PER_PAGE).get_page(number)
        told = {"campaigns": [(row, queries.Standing.of(row)) for row in ours], "page": ours}
    else:
        shares = queries.shares_visible_to(request.user, at).order_by("-id").prefetch_related("campaign__waves")
        page = Paginator(shares, PER_PAGE).get_page(number)
        told = {"shares": list(page), "page": page}
    may = {"ask": desk.orders(request.user.organisation_id) and desk.at_department}
    return render(request, "campaigns/list.html", {**told, "may": may, "inside": desk.at_department})
