"""Việc của tôi: what waits for the person who is signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.directives import actions, queries
from thongsuot.directives.views.asking import Desk, SignedIn
from thongsuot.organisations.models import Deed, Organisation, Role
from thongsuot.outbox import queries as outbox

SHOWN = 10


@require_safe
@never_cache
@login_required
def home(request: SignedIn) -> HttpResponse:
    """Show what waits, the nearest deadline first."""
    at = now()
    desk = Desk.of(request.user, at)
    department = desk.department
    waiting = _department(department, desk, at) if department else _enterprise(desk, at)
    page = "directives/home_department.html" if department else "directives/home.html"
    return render(request, page, {"now": at, "unread": outbox.unread(request.user), **waiting})


def _department(department: Organisation, desk: Desk, at: datetime) -> dict[str, Any]:
    overdue, missing = queries.overdue(department, at), queries.receipts_missing(department)
    questions = queries.answers_waiting(department)
    return {
        "questions": list(questions[:SHOWN]),
        "question_count": questions.count(),
        "under_review": list(queries.under_review(department)[:SHOWN]),
        "overdue": list(overdue[:SHOWN]),
        "overdue_count": overdue.count(),
        "missing": list(missing[:SHOWN]),
        "missing_count": missing.count(),
        "cut_off": queries.next_cut_off(department, at),
        "promises": list(queries.promises(department)[:SHOWN]),
        "may_fulfil": desk.holds(department.pk, Role.Name.FOLLOWER, Role.Name.LEADER),
        "shown": SHOWN,
    }


def _enterprise(desk: Desk, at: datetime) -> dict[str, Any]:
    organisation = desk.person.organisation
    groups = queries.by_clock(desk.person, at)
    return {
        "receipts": list(queries.receipts_waiting(organisation)[:SHOWN]),
        "groups": groups,
        "counts": {name: len(rows) for name, rows in groups.items()},
        "nothing": not any(groups.values()),
        "may_acknowledge": desk.holds(organisation.pk, *actions.AT_THE_DESK, deed=Deed.ACKNOWLEDGE),
    }
