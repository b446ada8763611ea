"""A roster as the engine sees it: rows become a problem, and seats find their rows again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import get_default_timezone, localtime

from thongsuot.duty.models import Fit, Roster, Shift
from thongsuot.duty.queries.positions import fits_of, leaves_of, positions_of
from thongsuot.duty.queries.rosters import shifts_of
from thongsuot.engines.calendar import Calendar
from thongsuot.engines.roster import (
    Burden,
    Leave,
    Ledger,
    Load,
    Person,
    Problem,
    Required,
    Rules,
    Seat,
    Stint,
)
from thongsuot.engines.roster import Shift as Stretch
from thongsuot.organisations.queries import working_calendar

RULES = Rules(rest=timedelta(hours=11), longest_run=6, of_seven=6)
REMEMBERED = timedelta(days=92)  # how far back fairness looks
BEFORE = timedelta(days=7)  # how far back rest and runs look
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A roster as a problem, its seats as they are, and which row stands behind a shift and a position."""

    problem: Problem
    seats: tuple[Seat, ...]
    rows: dict[tuple[int, str], list[Shift]]


def drawn(roster: Roster, at: datetime) -> Drawn:
    """Draw a roster up as a problem: who may stand where, who is away, what the months before left."""
    rows, calendar = list(shifts_of(roster)), working_calendar(at)
    groups: dict[tuple[int | None, datetime, datetime], list[Shift]] = defaultdict(list)
    for row in rows:
        groups[row.hours_id, row.starts_at, row.until].append(row)
    stretches, seats, behind = [], [], defaultdict(list)
    for number, ((_hours, starts_at, until), group) in enumerate(sorted(groups.items(), key=_by_time), start=1):
        stretches.append(Stretch(number, starts_at, until, str(number), _burdens(group[0], calendar)))
        for row in group:
            behind[number, row.position.kind].append(row)
            if row.person_id is not None:
                seats.append(Seat(number, row.position.kind, row.person_id))
    fixed = [Seat(number, kind, row.person_id) for (number, kind), held in behind.items() for row in held
             if row.fixed and row.person_id is not None]  # fmt: skip
    fits = list(fits_of(roster.organisation, at))
    problem = Problem(
        people=_people(fits, rows),
        shifts=tuple(stretches),
        required=tuple(Required(kind, len(held), str(number)) for (number, kind), held in behind.items()),
        zone=get_default_timezone(),
        rules=RULES,
        leaves=_leaves(roster, fits, rows),
        stints=_stints(roster, fits, rows),
        fixed=tuple(fixed),
        ledger=_ledger(roster, fits, calendar),
    )
    return Drawn(problem, tuple(seats), dict(behind))


def _by_time(item: tuple[tuple[int | None, datetime, datetime], list[Shift]]) -> tuple[datetime, datetime, int]:
    (hours, starts_at, until), _rows = item
    return starts_at, until, hours or 0


def burdens_of(starts_at: datetime, calendar: Calendar, *, night: bool) -> frozenset[Burden]:
    """Tell what makes a shift heavier: the night, the weekend, a public holiday on the day it begins."""
    day = localtime(starts_at).date()
    found = {Burden.NIGHT} if night else set()
    if day.weekday() >= SATURDAY:
        found.add(Burden.WEEKEND)
    elif calendar.covers(day) and not calendar.is_working(day):
        found.add(Burden.HOLIDAY)
    return frozenset(found)


def _burdens(shift: Shift, calendar: Calendar) -> frozenset[Burden]:
    return burdens_of(shift.starts_at, calendar, night=shift.hours is not None and shift.hours.night)


def _named(fits: Iterable[Fit], rows: Iterable[Shift]) -> set[int]:
    return {row.person_id for row in fits} | {row.person_id for row in rows if row.person_id is not None}


def _people(fits: list[Fit], rows: list[Shift]) -> tuple[Person, ...]:
    kinds: dict[int, set[str]] = defaultdict(set)
    for fit in fits:
        kinds[fit.person_id].add(fit.position.kind)
    return tuple(Person(number, frozenset(kinds[number])) for number in sorted(_named(fits, rows)))


def _leaves(roster: Roster, fits: list[Fit], rows: list[Shift]) -> tuple[Leave, ...]:
    known = _named(fits, rows)
    away = leaves_of(roster.organisation, roster.starts_at, roster.until)
    return tuple(
        Leave(row.person_id, row.valid_from, row.valid_until)
        for row in away
        if row.person_id in known and row.valid_until is not None
    )


def _stints(roster: Roster, fits: list[Fit], rows: list[Shift]) -> tuple[Stint, ...]:
    """Return what the same people have been given elsewhere and shortly before or after."""
    known = _named(fits, rows)
    near = Shift.objects.filter(
        person__in=known, in_force=True, starts_at__lt=roster.until + BEFORE, until__gt=roster.starts_at - BEFORE
    ).exclude(roster=roster)
    beside = near.exclude(organisation=roster.organisation_id, starts_at__gte=roster.starts_at, until__lte=roster.until)
    return tuple(Stint(row.person_id, row.starts_at, row.until) for row in beside if row.person_id is not None)


def _ledger(roster: Roster, fits: list[Fit], calendar: Calendar) -> tuple[Ledger, ...]:
    """Return what each has carried so far; offered to each was what the position had while it was theirs."""
    known = {row.person_id for row in fits}
    worked: dict[int, Load] = {number: Load() for number in known}
    by_kind: dict[str, Load] = defaultdict(Load)
    past = Shift.objects.filter(
        organisation=roster.organisation_id,
        in_force=True,
        starts_at__gte=roster.starts_at - REMEMBERED,
        starts_at__lt=roster.starts_at,
    ).select_related("position", "hours")
    for row in past:
        load = _load(row, calendar)
        by_kind[row.position.kind] += load
        if row.person_id in worked:
            worked[row.person_id] += load
    offered: dict[int, Load] = defaultdict(Load)
    for fit in fits:
        offered[fit.person_id] += by_kind[fit.position.kind]
    return tuple(Ledger(number, worked[number], offered[number]) for number in sorted(known))


def _load(row: Shift, calendar: Calendar) -> Load:
    burdens = _burdens(row, calendar)
    return Load(
        (row.until - row.starts_at) // timedelta(minutes=1),
        int(Burden.NIGHT in burdens),
        int(Burden.WEEKEND in burdens),
        int(Burden.HOLIDAY in burdens),
    )


def positions_missing(roster: Roster, at: datetime) -> list[str]:
    """Return the positions that must be filled and of which the roster has no shift at all."""
    named = {row.position_id for row in roster.shifts.all()}
    return [str(position) for position in positions_of(roster.organisation, at) if position.pk not in named]
