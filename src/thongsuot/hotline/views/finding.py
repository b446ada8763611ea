"""While somebody types: which site is meant, and who called from this number before."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.hotline import queries
from thongsuot.hotline.views.asking import SignedIn, let_in


@require_safe
@never_cache
@login_required
def find(request: SignedIn) -> HttpResponse:
    """Return the part of the form that suggests."""
    at = now()
    let_in(request.user, at)
    if "phone" in request.GET:
        known = queries.known_by(request.user.organisation_id, request.GET["phone"])
        return render(request, "hotline/_known.html", {"known": known})
    found = queries.find_sites(request.GET.get("place", ""), at)
    chosen = request.GET.get("site", "") or found.only  # seen to be chosen before anything is sent
    return render(request, "hotline/_found.html", {"found": found, "chosen": chosen})
