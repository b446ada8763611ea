"""Who asks, and which organisation the address names, as far as that person may see."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thongsuot.organisations import queries
from thongsuot.organisations.models import Organisation, Person


class SignedIn(HttpRequest):
    """What login_required lets through."""

    user: Person


def visible(request: SignedIn, pk: int, at: datetime) -> Organisation:
    """Return an organisation that the person may open; to anybody else it is not there."""
    rows = queries.visible_to(request.user, at).select_related("supervisor", "area")
    return get_object_or_404(rows, pk=pk)


def administered(request: SignedIn, pk: int, at: datetime) -> Organisation:
    """Return an organisation whose entry the person keeps; to anybody else the page is not there."""
    organisation = visible(request, pk, at)
    if not queries.administers(request.user, organisation, at):
        raise Http404(_("Trang này dành cho người quản trị của đơn vị."))
    return organisation
