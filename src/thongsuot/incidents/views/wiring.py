"""A person connects a monitoring system, and sees whether it speaks."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thongsuot.engines.alerts import zabbix_media_type
from thongsuot.incidents import actions, queries
from thongsuot.incidents.forms import WiringForm
from thongsuot.incidents.models import Source
from thongsuot.incidents.views.asking import REFUSALS, Desk, SignedIn

DOOR = "/api/v1/alarms"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def sources(request: SignedIn) -> HttpResponse:
    """List the sources of one's own enterprise; a POST connects one and shows its key once."""
    at = now()
    desk = desk_of(request, at)
    if request.method != "POST":
        return _list(request, desk, at)
    form = WiringForm(request.POST)
    if not form.is_valid():
        return _list(request, desk, at, form=form, status=422)
    try:
        row, secret = actions.connect_source(
            request.user.organisation, actions.Wiring(**form.wiring()), by=request.user, at=at
        )
    except actions.WrongSource as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _list(request, desk, at, form=form, status=422)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return _list(request, desk, at, form=form, status=422)
    return source_page(request, row, at, secret=secret)


@require_safe
@never_cache
@login_required
def source(request: SignedIn, pk: int) -> HttpResponse:
    """Show how a source is set up, and what came from it."""
    at = now()
    desk_of(request, at)
    return source_page(request, source_of(request, pk, at), at)


@require_safe
@never_cache
@login_required
def media_type(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out the file that a Zabbix server imports; the key is not in it."""
    at = now()
    desk_of(request, at)
    row = source_of(request, pk, at)
    if row.kind != Source.Kind.ZABBIX:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="thong-suot-zabbix.json"'}
    return HttpResponse(zabbix_media_type(address(request)), content_type="application/json", headers=headers)


def desk_of(request: SignedIn, at: datetime) -> Desk:
    """Return who asks, of an enterprise: nobody else has sources."""
    desk = Desk.of(request.user, at)
    if not desk.at_enterprise:
        raise PermissionDenied(_("Nguồn cảnh báo chỉ doanh nghiệp của nguồn xem và quản lý."))
    return desk


def source_of(request: SignedIn, pk: int, at: datetime) -> Source:
    """Return a source of the person's own enterprise."""
    return get_object_or_404(queries.sources_of(request.user.organisation), pk=pk)


def address(request: HttpRequest) -> str:
    """Return where a source posts to: the events process's address, which takes alarms in."""
    told = urlsplit(settings.EVENTS_URL)
    if told.netloc:
        return f"{told.scheme}://{told.netloc}{DOOR}"
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL.rstrip('/')}{DOOR}"
    host = urlsplit(f"//{request.get_host()}").hostname or "localhost"
    shown = f"[{host}]" if ":" in host else host
    return f"{request.scheme}://{shown}:{settings.ENVIRONMENT.events_port}{DOOR}"


def source_page(request: SignedIn, row: Source, at: datetime, *, secret: str = "") -> HttpResponse:
    """Show a source; its secret only in the answer that made it."""
    desk = Desk.of(request.user, at)
    told = {
        "source": row,
        "secret": secret,
        "key": secret or _("<khóa của nguồn>"),
        "address": address(request),
        "refused": queries.refused_of(row),
        "waiting": queries.waits(row),
        "counted": queries.counted_of(row, at),
        "may": desk.holds(row.organisation_id, actions.KEEPERS) and row.valid_until is None,
    }
    return render(request, "incidents/source.html", told)


def _list(
    request: SignedIn, desk: Desk, at: datetime, *, form: WiringForm | None = None, status: int = 200
) -> HttpResponse:
    office = request.user.organisation
    told = {
        "sources": queries.sources_of(office),
        "agreed": queries.disclosure_of(office.pk, settings.REALITY, at),
        "may": desk.holds(office.pk, actions.KEEPERS),
        "form": form or WiringForm(),
        "address": address(request),
    }
    return render(request, "incidents/sources.html", told, status=status)
