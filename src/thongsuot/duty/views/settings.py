"""Whoever keeps the rosters says which positions are filled, at which hours and by whom; everybody says when away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dates import WEEKDAYS
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.duty import queries
from thongsuot.duty.forms import FitsForm, HoursForm, LeaveForm, PositionsForm
from thongsuot.duty.models import Hours, Position
from thongsuot.duty.views.asking import SignedIn
from thongsuot.duty.views.standing import May


@require_safe
@never_cache
@login_required
def settings(request: SignedIn) -> HttpResponse:
    """Show how duty is set up in one's own organisation."""
    return settings_page(request, now())


def settings_page(request: SignedIn, at: datetime, **refused: BaseForm) -> HttpResponse:
    """Show the settings as they stand, with the form that was refused."""
    office, person = request.user.organisation, request.user
    may = May.of(person, office.pk, at)
    positions, hours = list(queries.positions_of(office, at)), list(queries.hours_of(office, at))
    fits: dict[int, list[Any]] = {row.pk: [] for row in positions}
    for fit in queries.fits_of(office, at):
        fits.setdefault(fit.position_id, []).append(fit.person)
    people = office.people.filter(is_active=True).order_by("sort_key", "id")
    told = {
        "office": office,
        "may": may,
        "positions": positions,
        "hours": [(row, _days(row), _kinds(row)) for row in hours],
        "without": [row for row in positions if hours and not any(each.serves(row) for each in hours)],
        "fits": [(row, fits[row.pk], _fits_form(row, people, fits[row.pk]) if may.keep else None) for row in positions],
        "leaves": queries.leaves_ahead(office, at)
        if may.keep
        else queries.leaves_ahead(office, at).filter(person=person),
        "positions_form": PositionsForm(initial=_required(positions)),
        "hours_form": HoursForm(),
        "leave_form": LeaveForm(people if may.keep else None, initial={"person": person.pk}),
        **refused,
    }
    return render(request, "duty/settings.html", told, status=422 if refused else 200)


def _required(positions: list[Position]) -> dict[str, int]:
    """Return what is needed, or what is usual as long as nobody has said."""
    known = {row.kind: row.required for row in positions}
    usual = {} if known else {str(kind): number for kind, number in queries.USUAL.items()}
    return {kind: known.get(kind, usual.get(kind, 0)) for kind in Position.Kind.values}


def _days(hours: Hours) -> str:
    """Return the days of the week on which a shift comes again; nothing where it is every day."""
    return "" if len(hours.weekdays) == len(WEEKDAYS) else ", ".join(str(WEEKDAYS[day]) for day in hours.weekdays)


def _kinds(hours: Hours) -> str:
    """Return the positions that a shift is for; nothing where it is for all of them."""
    return ", ".join(str(Position.Kind(kind).label) for kind in Position.Kind.values if kind in hours.kinds)


def _fits_form(position: Position, people: Any, held: list[Any]) -> FitsForm:
    return FitsForm(position, people, initial={"people": [person.pk for person in held]})
