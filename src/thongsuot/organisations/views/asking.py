"""Who asks, and which organisation the address names, as far as that person may see."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
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


def form_page(request: SignedIn, organisation: Organisation, form: forms.Form, what: str) -> HttpResponse:
    """Show a plain form of an organisation; one that was sent and comes back is 422."""
    shown = {"organisation": organisation, "form": form, "what": what}
    return render(request, "organisations/form.html", shown, status=422 if form.is_bound else 200)
