"""Pages of letters, the control room and the assignments."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def _coming(request: HttpRequest, **place: object) -> HttpResponse:
    raise Http404


home = listing = upload = directive = original = review = review_step = issue = withdraw = close = _coming
acknowledge = open_briefing = board = matrix = assignment = assignment_step = briefing = _coming
