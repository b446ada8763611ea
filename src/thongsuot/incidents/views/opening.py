"""A person opens an incident: whole at the enterprise that mends, otherwise what one is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.incidents import queries
from thongsuot.incidents.models import Incident
from thongsuot.incidents.states import INCIDENT_MOVES, STANDING, UNMENDED, IncidentState
from thongsuot.incidents.views.asking import Desk, SignedIn, incident_of
from thongsuot.incidents.views.forming import blank
from thongsuot.organisations.queries import worked_in

MOST_ALARMS = 50
State = IncidentState
STEPS = (
    "tiep-nhan", "da-thong", "chua-thong", "du-kien", "da-khac-phuc", "tra-lai", "mo-lai", "uu-tien", "gop",
    "khong-phai",
)  # fmt: skip
Typed = Mapping[str, Form]


@require_safe
@never_cache
@login_required
def incident(request: SignedIn, pk: int) -> HttpResponse:
    """Show an incident as far as the person may see it."""
    at = now()
    return incident_page(request, incident_of(request, pk, at), at)


def incident_page(
    request: SignedIn, row: Incident, at: datetime, *, typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    """Show an incident as it stands, with what was typed."""
    desk = Desk.of(request.user, at)
    may = may_of(desk, row)
    forms = {**blank(row, at, [verb for verb, allowed in may.items() if allowed]), **(typed or {})}
    shared: dict[str, Any] = {
        "row": row,
        "at": at,
        "may": {**_named(may), "task": desk.mends(row.organisation_id), "step": any(may[verb] for verb in STEPS)},
        "forms": _named(forms),
        "kept": [form for verb, form in (typed or {}).items() if not may.get(verb)],
        "reasons": queries.reasons_said(row),
        "running": row.state in UNMENDED,
    }
    if desk.works_at(row.organisation_id):
        return render(request, "incidents/incident.html", {**shared, **_inside(row)}, status=status)
    near = row.site_organisation_id in worked_in(request.user, at)
    told = queries.shown_to_site(row) if near else queries.disclosed(row)
    files = {note.pk: note for note in row.notes.filter(inside=False, file__isnull=False).select_related("file")}
    outside = {
        "told": told,
        "facts": queries.plain_rows({**told, "notes": [], "reasons": []}, queries.LABELS),
        "notes": row.notes.filter(inside=False).order_by("-happened_at", "-id"),
        "files": files,
        "near": near,
    }
    return render(request, "incidents/outside.html", {**shared, **outside}, status=status)


def _named(by_verb: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known by verbs by names that a template can say."""
    return {verb.replace("-", "_"): value for verb, value in by_verb.items()}


def _inside(row: Incident) -> dict[str, Any]:
    """Return what the enterprise that mends sees beyond the row itself."""
    return {
        "lines": queries.story(row),
        "calls": queries.who_knows(row),
        "tasks": list(row.tasks.select_related("person")),
        "affected": list(queries.affected([row])),
        "alarms": list(row.alarms.select_related("source")[:MOST_ALARMS]),
        "folded": list(row.folded.filter(state=State.FOLDED).order_by("starts_at", "pk")),
        "related": queries.beside(row) if row.state in STANDING else [],
        "told_why": queries.told_why_said(row.told_why),
        "over": row.state == State.CLOSED,
    }


def may_of(desk: Desk, row: Incident) -> dict[str, bool]:
    """Tell which steps the page offers; each action asks again."""
    ours, ways = desk.mends(row.organisation_id), INCIDENT_MOVES.get(State(row.state), set())
    site = desk.speaks_for(row.site_organisation_id)
    stands = row.state in STANDING
    department = row.told_at is not None and desk.watches(row.organisation.supervisor_id)
    return {
        "tiep-nhan": ours and State.ACCEPTED in ways,
        "du-kien": ours and row.state == State.ACCEPTED,
        "da-khac-phuc": ours and State.MENDED in ways,
        "tra-lai": ours and row.state == State.ACCEPTED,
        "uu-tien": stands and (ours or desk.watches(row.organisation.supervisor_id)),
        "gop": ours and State.FOLDED in ways,
        "khong-phai": ours and State.VOID in ways,
        "mo-lai": ours and row.state in (State.MENDED, State.CLOSED, State.FOLDED),
        "da-thong": site and State.CLOSED in ways,
        "chua-thong": site and row.state == State.MENDED,
        "ghi-chu": ours or site or department,
        "dinh-kem": ours,
        "viec": ours and stands,
        "rut-kinh-nghiem": ours and row.state == State.CLOSED,
    }
