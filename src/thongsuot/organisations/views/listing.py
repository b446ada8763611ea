"""A person looks for an organisation, somebody, or a place that comes first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thongsuot.organisations import actions, queries
from thongsuot.organisations.forms import DirectoryFilter, PeopleFilter, SiteFilter
from thongsuot.organisations.views.asking import SignedIn

PER_PAGE = 50


def _tabs(here: str) -> list[dict[str, object]]:
    pages = (("directory", _("Đơn vị")), ("people", _("Người")), ("sites", _("Đơn vị, khu vực ưu tiên")))
    return [
        {"url": reverse(f"organisations:{name}"), "label": label, "current": name == here, "count": None}
        for name, label in pages
    ]


@require_safe
@login_required
def directory(request: SignedIn) -> HttpResponse:
    """List the organisations, with whom one asks first."""
    at, asked = now(), DirectoryFilter(request.GET)
    rows = queries.directory(request.user, at, **asked.wanted())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    desks, followers = queries.desks(page, at), queries.named_followers(page, at)
    shown = {
        "page": page,
        "listed": [(row, desks.get(row.pk, []), followers.get(row.pk)) for row in page],
        "form": asked,
        "tabs": _tabs("directory"),
        "bare": queries.without_contact(queries.directory(request.user, at), at).count(),
        "keeps_install": queries.keeps_install(request.user, at),
        "keeps": bool({*actions.KEEPERS} & queries.standing_at(request.user, request.user.organisation, at)),
    }
    return render(request, "organisations/directory.html", shown)


@require_safe
@login_required
def people(request: SignedIn) -> HttpResponse:
    """List the people with an account, by given name, with their roles in force."""
    asked = PeopleFilter(request.GET)
    rows = queries.people_directory(request.user, now(), **asked.wanted())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/people.html", {"page": page, "form": asked, "tabs": _tabs("people")})


@require_safe
@login_required
def sites(request: SignedIn) -> HttpResponse:
    """Show the places whose lines come first, and the districts as a drawing and as a table."""
    at, asked = now(), SiteFilter(request.GET)
    page = Paginator(queries.sites(at, kind=asked.wanted()["kind"]), PER_PAGE).get_page(request.GET.get("page"))
    areas = queries.districts(at)
    shown = {
        "page": page,
        "form": asked,
        "tabs": _tabs("sites"),
        "areas": areas,
        "drawing": queries.draw(areas),
        "seen": set(queries.seen_by(request.user, at)),
    }
    return render(request, "organisations/sites.html", shown)
