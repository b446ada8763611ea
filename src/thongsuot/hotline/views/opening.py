"""A person opens a call."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.hotline import queries
from thongsuot.hotline.forms import AnswerForm, IncidentForm, LinkForm, NoteForm, PromiseForm
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import CALL_MOVES, CallState
from thongsuot.hotline.views.asking import SignedIn, call_of
from thongsuot.paging import queries as paging

SOON = timedelta(minutes=30)


@require_safe
@never_cache
@login_required
def call(request: SignedIn, pk: int) -> HttpResponse:
    """Show a call with what may be done about it."""
    at = now()
    return call_page(request, call_of(request, pk, at), at)


def call_page(
    request: SignedIn, row: HotlineCall, at: datetime, *, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Show a call as it stands, with what was typed."""
    person = request.user
    may = _may(row, ours=row.organisation_id == person.organisation_id and queries.answers_here(person, at))
    shown = {
        "row": row,
        "at": at,
        "may": may,
        "unsaid": row.what == queries.UNSAID,
        "asked": paging.rungs_of(row.ladder) if row.ladder is not None else [],
        "history": queries.history(row),
        "answer_form": AnswerForm(auto_id="id_answer_%s"),
        "promise_form": PromiseForm(auto_id="id_promise_%s", initial={"call_back_at": at + SOON}),
        "void_form": NoteForm(auto_id="id_void_%s"),
        "incident_form": IncidentForm(person, at, auto_id="id_incident_%s"),
        "link_form": LinkForm(person, row, at, auto_id="id_link_%s") if may["link"] else None,
        **(forms or {}),
    }
    return render(request, "hotline/call.html", shown, status=status)


def _may(row: HotlineCall, *, ours: bool) -> dict[str, bool]:
    """Tell which buttons the page has; each action asks again."""
    ways = CALL_MOVES.get(CallState(row.state), set())
    back = row.state == CallState.CALL_BACK
    return {
        "ours": ours,
        "take": ours and CallState.TAKEN in ways,
        "put_back": ours and CallState.WAITING in ways,
        "answer": ours and CallState.ANSWERED in ways,
        "promise": ours and not back and CallState.CALL_BACK in ways and bool(row.phone),
        "unreached": ours and back,
        "void": ours and CallState.VOID in ways,
        "link": ours and row.incident_id is None and row.state != CallState.VOID,
        "open": ours and row.incident_id is None and row.state != CallState.VOID and bool(row.where),
    }
