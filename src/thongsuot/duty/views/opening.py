"""A person opens a roster: its grid, what keeps it from being published, and the seat that is being changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.duty import queries
from thongsuot.duty.forms import ChangeForm, MoveForm
from thongsuot.duty.models import Roster, Shift
from thongsuot.duty.views.asking import SignedIn
from thongsuot.duty.views.standing import May, roster_of

SHOWN = 40  # lines of what is wrong


@dataclass(frozen=True)
class Refused:
    """What came of an act that was not done: lines, or the form as it was typed, of the seat that it is about."""

    lines: list[str] = field(default_factory=list)
    seat: int | None = None
    forms: dict[str, BaseForm] = field(default_factory=dict)


@require_safe
@never_cache
@login_required
def roster(request: SignedIn, pk: int) -> HttpResponse:
    """Show a roster; `?cho` opens one of its seats."""
    at = now()
    return roster_page(request, roster_of(request, pk, at), at)


def roster_page(request: SignedIn, row: Roster, at: datetime, refused: Refused | None = None) -> HttpResponse:
    """Show a roster as it stands, with what was refused."""
    may = May.of(request.user, row.organisation_id, at)
    shifts = list(queries.shifts_of(row))
    draft = row.state == Roster.State.DRAFT
    binding = row.state == Roster.State.PUBLISHED and row.until > at
    told: dict[str, Any] = {
        "row": row,
        "at": at,
        "may": may,
        "draft": draft,
        "editable": may.keep and (draft or binding),
        "grid": queries.grid_of(shift for shift in shifts if draft or shift.in_force or not binding),
        "refused": refused or Refused(),
        "empty": _empty(row, at) if binding else [],
    }
    if may.own and draft:
        told |= _judged(row, at) | {
            "run": queries.suggestion_of(row),
            "said": row.suggested,
            "distance": queries.distance(row.suggested),
        }
    wanted = refused.seat if refused else _number(request.GET.get("cho", ""))
    chosen = next((shift for shift in shifts if shift.pk == wanted), None)
    if told["editable"] and chosen is not None:
        told |= _seat(row, chosen, shifts, at) | (refused.forms if refused else {})
    return render(request, "duty/roster.html", told, status=422 if refused else 200)


def _empty(row: Roster, at: datetime) -> list[str]:
    """Return who is still missing in a roster in force, from this minute on."""
    return queries.gaps_between(row.organisation, max(queries.minute(at), row.starts_at), row.until, at)


def _judged(row: Roster, at: datetime) -> dict[str, Any]:
    """Return the lines of what is wrong and of what must be confirmed, each with the seat that it leads to."""
    found = queries.verdict(row, at)
    return {
        "wrong": [(line, found.seats.get(line)) for line in found.wrong[:SHOWN]],
        "doubtful": [(line, found.seats.get(line)) for line in found.doubtful[:SHOWN]],
        "more": max(0, len(found.wrong) - SHOWN) + max(0, len(found.doubtful) - SHOWN),
    }


def _seat(row: Roster, chosen: Shift, shifts: list[Shift], at: datetime) -> dict[str, Any]:
    chosen.roster = row
    known = queries.candidates(chosen, shifts, at)
    free = [one for one in known if not one.why and one.person.pk != chosen.person_id]
    begin, end = localtime(chosen.starts_at), localtime(chosen.until)
    return {
        "chosen": chosen,
        "free": free,
        "hindered": [one for one in known if one.why and one.person.pk != chosen.person_id],
        "change_form": ChangeForm(free),
        "move_form": MoveForm(initial={"starts_at": begin, "until": end}) if chosen.starts_at > at else None,
        "over": chosen.until <= at or not (chosen.in_force or row.state == Roster.State.DRAFT),
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None
