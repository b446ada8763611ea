"""A person looks who is on duty now."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.duty import queries
from thongsuot.duty.models import Position
from thongsuot.duty.views.asking import SignedIn


@require_safe
@never_cache
@login_required
def board(request: SignedIn) -> HttpResponse:
    """Show everybody on duty on one page; `?thieu` leaves those organisations where somebody is missing."""
    at = now()
    lines = queries.board_of(request.user, at)
    lacking = [line for line in lines if not line.whole]
    told = {
        "at": at,
        "own": request.user.organisation_id,
        "kinds": [kind.label for kind in Position.Kind],
        "lines": lacking if "thieu" in request.GET else lines,
        "narrowed": "thieu" in request.GET,
        "whole": len(lines) - len(lacking),
        "every": len(lines),
        "lack": sum(line.lack for line in lines),
        "waiting": sum(line.waiting for line in lines),
        "neighbours": queries.duty_lines(request.user, at),
    }
    return render(request, "duty/board.html", told)
