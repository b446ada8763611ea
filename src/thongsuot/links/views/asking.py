"""Who may ask: whoever keeps this install, with the sight of all that it keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext as _

from thongsuot.links import queries
from thongsuot.links.models import Install
from thongsuot.organisations import access
from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Person

P = ParamSpec("P")


class SignedIn(HttpRequest):
    """What login_required lets through."""

    user: Person


def keeper(view: Callable[Concatenate[SignedIn, P], HttpResponse]) -> Callable[..., Any]:
    """Open a view to whoever keeps the install, with the sight of all that the install keeps."""

    @login_required
    @wraps(view)
    def kept(request: SignedIn, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not organisations.keeps_install(request.user, now()):
            raise Http404(_("Trang này dành cho người quản trị của Sở."))
        with access.acting_as_system():
            return view(request, *args, **kwargs)

    return kept


def installed(pk: int) -> Install:
    """Return an install that we speak with."""
    return get_object_or_404(queries.installs(), pk=pk)


def seen(pk: int) -> Install:
    """Return an install that we speak with, or spoke with once."""
    return get_object_or_404(queries.installs() | queries.ended(), pk=pk)
