"""Pages of reports."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def _coming(request: HttpRequest, **place: object) -> HttpResponse:
    raise Http404


listing = report = figures = report_step = snapshot = consolidate = _coming
