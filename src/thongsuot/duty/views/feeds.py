"""Duty in the calendar of a telephone, by a secret address: made, renewed, ended, and read without signing in."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thongsuot.duty import actions, papers, queries
from thongsuot.duty.views.asking import SignedIn
from thongsuot.duty.views.standing import May
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import InvalidKey

LONGEST_SECRET = 80


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def feeds(request: SignedIn) -> HttpResponse:
    """Show which addresses there are; a POST makes one anew and shows it once, or ends it."""
    at = now()
    if request.method != "POST":
        return _page(request, at)
    owners: dict[str, queries.Owner] = {"toi": request.user, "don-vi": request.user.organisation}
    owner = owners.get(request.POST.get("lich", ""))
    if owner is None:
        raise Http404
    try:
        if "dung" in request.POST:
            actions.end_feed(owner, by=request.user, at=at)
            messages.success(request, _("Địa chỉ này không còn mở được gì từ bây giờ."))
            return redirect("duty:feeds")
        secret = actions.renew_feed(owner, by=request.user, at=at)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("duty:feeds")
    return _page(request, at, secret=request.build_absolute_uri(reverse("duty:feed", args=[secret])), of=owner)


def _page(request: SignedIn, at: datetime, *, secret: str = "", of: queries.Owner | None = None) -> HttpResponse:
    person, office = request.user, request.user.organisation
    links = queries.feed_links([person, office], at)
    told = {
        "office": office,
        "may": May.of(person, office.pk, at),
        "own": links.get(queries.feed_row(person)),
        "whole": links.get(queries.feed_row(office)),
        "secret": secret,
        "of": of,
    }
    return render(request, "duty/feeds.html", told)


@require_safe
@never_cache
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Hand the calendar out to whoever knows the address; any other address is not there."""
    at = now()
    try:
        if len(secret) > LONGEST_SECRET:
            raise InvalidKey
        owner = actions.open_feed(secret, at=at)
    except InvalidKey as refusal:
        raise Http404(str(refusal)) from refusal
    data = papers.feed(list(queries.fed_to(owner, at)), name=_("Lịch trực: %(whose)s") % {"whose": owner})
    headers = {"Content-Disposition": 'inline; filename="lich-truc.ics"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)
