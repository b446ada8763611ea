"""A person opens the reports: an enterprise its own, the department those of each deadline."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.directives.states import cut_off
from thongsuot.reports import queries
from thongsuot.reports.forms import STATES
from thongsuot.reports.views.asking import Desk, SignedIn

PER_PAGE = 50
ROUNDS_PER_PAGE = 5


@require_safe
@never_cache
@login_required
def listing(request: SignedIn) -> HttpResponse:
    """List what the person has to see to."""
    at = now()
    desk = Desk.of(request.user, at)
    if desk.at_department:
        return render(request, "reports/department.html", _followed(request, desk, at))
    return render(request, "reports/enterprise.html", _own(request, at))


def _own(request: SignedIn, at: datetime) -> dict[str, Any]:
    reports = queries.visible_to(request.user, at)
    counts = queries.tally(reports)
    wanted = request.GET.get("trang-thai", "")
    rows = reports.filter(state=wanted) if wanted in counts else reports
    page = Paginator(queries.own_first(rows), PER_PAGE).get_page(request.GET.get("page"))
    rules = queries.rules_of(report.directive for report in page)
    return {
        "page": page,
        "reports": [(report, rules[report.directive_id].label) for report in page],
        "tabs": _tabs(counts, wanted),
        "expected": queries.expected_of(request.user.organisation),
        "now": at,
    }


def _tabs(counts: dict[str, int], wanted: str) -> list[dict[str, object]]:
    address = reverse("reports:list")
    every = {"url": address, "label": _("Tất cả"), "current": wanted not in counts, "count": sum(counts.values())}
    return [
        every,
        *(
            {"url": f"{address}?trang-thai={state}", "label": label, "current": state == wanted, "count": counts[state]}
            for state, label in STATES
            if state in counts
        ),
    ]


def _followed(request: SignedIn, desk: Desk, at: datetime) -> dict[str, Any]:
    places = queries.places(request.user, at)
    page = Paginator(places, ROUNDS_PER_PAGE).get_page(request.GET.get("page"))
    moments = [cut_off(deadline, relation) for _letter, deadline, relation in places if deadline is not None]
    standings = queries.standings(page.object_list)
    rules = queries.rules_of(one.round.directive for one in standings)
    return {
        "page": page,
        "standings": [
            (one, desk.follows(one.round.directive.organisation_id), *_punctuality(one, rules)) for one in standings
        ],
        "keys": desk.keys_for(request.user.organisation_id),
        "next": min((moment for moment in moments if moment > at), default=None),
        "now": at,
    }


def _punctuality(standing: queries.Standing, rules: dict[int, Any]) -> tuple[Any, list[tuple[Any, Any, str]]]:
    """Return which moment counts for a deadline, and each organisation with how its report stands against it."""
    rule = rules[standing.round.directive.pk]
    return rule.label, [
        (duty, report, queries.punctuality(report, rule) if report is not None else "")
        for duty, report in standing.rows
    ]
