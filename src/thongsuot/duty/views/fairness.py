"""How evenly duty lay on the people of one's organisation, month by month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.duty import queries
from thongsuot.duty.views.asking import SignedIn
from thongsuot.duty.views.standing import May

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])\Z", re.ASCII)


@require_safe
@never_cache
@login_required
def fairness(request: SignedIn) -> HttpResponse:
    """Show what each person carried in a month (`?thang=2020-02`), and since the months before."""
    at = now()
    first = _month(request.GET.get("thang", "")) or localdate(at).replace(day=1)
    later = (first + timedelta(days=31)).replace(day=1)
    office = request.user.organisation
    begin, end = queries.span_of(first)[0], queries.span_of(later)[0]
    found = queries.fairness_of(office, begin, end)
    told = {
        "office": office,
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "later": later if later <= localdate(at) + timedelta(days=62) else None,
        "people": found.people,
        "circles": queries.circles(found),
        "may": May.of(request.user, office.pk, at),
    }
    return render(request, "duty/fairness.html", told)


def _month(text: str) -> date | None:
    found = MONTH.match(text)
    return None if found is None else date(int(found[1]), int(found[2]), 1)
