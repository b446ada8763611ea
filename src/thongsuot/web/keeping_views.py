"""Where the administrator of a department begins: what this install is, and what can be set for it."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thongsuot.ledger.models import RealityMark
from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Person
from thongsuot.outbox import queries as outbox
from thongsuot.web import tls


@require_safe
@login_required
def keeping(request: HttpRequest) -> HttpResponse:
    """Show what the install is told, what is missing, and the pages where it is set."""
    at, person = now(), cast(Person, request.user)
    if not organisations.keeps_install(person, at):
        raise Http404(_("Trang này dành cho người quản trị của Sở."))
    told, last = settings.ENVIRONMENT, organisations.working_calendar(at).last
    end, trouble = _certificate()
    shown = {
        "mark": RealityMark.objects.first(),
        "url": settings.PUBLIC_URL or told.url,
        "secure": told.secure,
        "behind_proxy": told.behind_proxy,
        "certificate_until": end,
        "certificate_trouble": trouble,
        "known_until": last.year,
        "calendar_short": (last - localdate(at)).days < 60,
        "ways": outbox.ways(),
    }
    return render(request, "web/keeping.html", shown)


def _certificate() -> tuple[datetime | None, str]:
    """Return when the certificate ends, or what is wrong with its files now."""
    try:
        return tls.check(settings.ENVIRONMENT), ""
    except tls.NoTls as error:
        return None, str(error)
