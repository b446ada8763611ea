"""A roster as the engine sees it: rows become a problem, and seats find their rows again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import get_default_timezone, localtime

from thongsuot.duty.models import Fit, Roster, Shift
from thongsuot.duty.queries.positions import fits_between, fits_of, leaves_of
from thongsuot.duty.queries.rosters import replaced_by, shifts_of, standing_between
from thongsuot.duty.queries.wording import Words
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
from thongsuot.organisations.models import Organisation
from thongsuot.organisations.queries import working_calendar

RULES = Rules(rest=timedelta(hours=11), longest_run=6, of_seven=6)
REMEMBERED = timedelta(days=92)  # how far back fairness looks
BEFORE = timedelta(days=8)  # how far rest and runs look
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """Shifts as a problem, their seats as they are, and which rows stand behind a shift and a position."""

    problem: Problem
    seats: tuple[Seat, ...]
    rows: dict[tuple[int, str], list[Shift]]
    words: Words

    def place_of(self, shift: Shift) -> tuple[int, str]:
        """Return under which shift and position a row was drawn."""
        return next(place for place, rows in self.rows.items() if any(row.pk == shift.pk for row in rows))

    def seat_of(self, shift: Shift) -> Seat | None:
        """Return the seat of a row as it is; nothing where nobody stands in it."""
        number, kind = self.place_of(shift)
        row = next(row for row in self.rows[number, kind] if row.pk == shift.pk)
        return None if row.person_id is None else Seat(number, kind, row.person_id)

    def placing(self, seats: Iterable[Seat]) -> dict[int, int | None]:
        """Return who stands in which row by these seats; what is fixed by hand stays."""
        wanted: dict[tuple[int, str], list[int]] = defaultdict(list)
        for seat in sorted(seats):
            wanted[seat.shift, seat.position].append(seat.person)
        found: dict[int, int | None] = {}
        for key, rows in self.rows.items():
            held = {row.person_id for row in rows if row.fixed}
            left = [person for person in wanted[key] if person not in held]
            for row in rows:
                found[row.pk] = row.person_id if row.fixed else left.pop(0) if left else None
        return found


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a problem is drawn from."""

    organisation: Organisation
    since: datetime
    until: datetime
    rows: Sequence[Shift]
    fits: Sequence[Fit]
    gone: Sequence[int]  # rows that end with the publication of these
    calendar: Calendar

    @property
    def people(self) -> set[int]:
        return {fit.person_id for fit in self.fits} | {row.person_id for row in self.rows if row.person_id is not None}


def drawn(roster: Roster, at: datetime, rows: Sequence[Shift] | None = None) -> Drawn:
    """Draw a roster up as a problem, as it stands or with these rows; what it would replace counts for nothing."""
    rows = list(shifts_of(roster)) if rows is None else rows
    gone = list(replaced_by(roster, at).values_list("pk", flat=True))
    fits, calendar = list(fits_of(roster.organisation, at)), working_calendar(at)
    return _draw(_Frame(roster.organisation, roster.starts_at, roster.until, rows, fits, gone, calendar))


def around(organisation: Organisation, since: datetime, until: datetime, at: datetime) -> Drawn:
    """Draw the shifts in force of a time, and of the days about it that rest and runs look at, up as a problem."""
    since, until = since - BEFORE, until + BEFORE
    rows, fits = list(standing_between(organisation, since, until)), list(fits_of(organisation, at))
    return _draw(_Frame(organisation, since, until, rows, fits, [], working_calendar(at)), loose=True)


def stood(organisation: Organisation, since: datetime, until: datetime) -> Drawn:
    """Draw the shifts in force that begin in a time up as a problem, with everybody who was there to be given one."""
    rows = list(standing_between(organisation, since, until).filter(starts_at__gte=since))
    fits = list(fits_between(organisation, since, until))
    return _draw(_Frame(organisation, since, until, rows, fits, [], working_calendar(until)), loose=True)


def _draw(frame: _Frame, *, loose: bool = False) -> Drawn:
    groups: dict[tuple[datetime, datetime, int], list[Shift]] = defaultdict(list)
    for row in frame.rows:
        groups[row.starts_at, row.until, row.hours_id or 0].append(row)
    rows: dict[tuple[int, str], list[Shift]] = defaultdict(list)
    stretches, shifts = [], {}
    for number, ((starts_at, until, _hours), group) in enumerate(sorted(groups.items()), start=1):
        stretches.append(Stretch(number, starts_at, until, str(number), _burdens(group[0], frame.calendar)))
        shifts[number] = group[0]
        for row in group:
            rows[number, row.position.kind].append(row)
    seats = [
        (Seat(number, kind, row.person_id), row.fixed)
        for (number, kind), held in rows.items()
        for row in held
        if row.person_id is not None
    ]
    problem = Problem(
        people=_people(frame),
        shifts=tuple(stretches),
        required=tuple(Required(kind, len(held), str(number)) for (number, kind), held in rows.items()),
        zone=get_default_timezone(),
        rules=RULES,
        leaves=_leaves(frame),
        stints=_stints(frame),
        fixed=() if loose else tuple(dict.fromkeys(seat for seat, fixed in seats if fixed)),
        ledger=_ledger(frame),
    )
    return Drawn(problem, tuple(seat for seat, _fixed in seats), dict(rows), Words(_names(frame), shifts))


def burdens_of(starts_at: datetime, calendar: Calendar, *, night: bool) -> frozenset[Burden]:
    """Tell what makes a shift heavier: the night; a public holiday, or else the weekend, on the day it begins."""
    day = localtime(starts_at).date()
    found = {Burden.NIGHT} if night else set()
    if day in calendar.holidays or day in calendar.swapped:
        found.add(Burden.HOLIDAY)
    elif not calendar.is_working(day) if calendar.covers(day) else day.weekday() >= SATURDAY:
        found.add(Burden.WEEKEND)
    return frozenset(found)


def _burdens(shift: Shift, calendar: Calendar) -> frozenset[Burden]:
    return burdens_of(shift.starts_at, calendar, night=shift.hours is not None and shift.hours.night)


def _names(frame: _Frame) -> dict[int, str]:
    return {fit.person_id: str(fit.person) for fit in frame.fits} | {
        row.person_id: str(row.person) for row in frame.rows if row.person_id is not None
    }


def _people(frame: _Frame) -> tuple[Person, ...]:
    kinds: dict[int, set[str]] = defaultdict(set)
    for fit in frame.fits:
        kinds[fit.person_id].add(fit.position.kind)
    return tuple(Person(number, frozenset(kinds[number])) for number in sorted(frame.people))


def _leaves(frame: _Frame) -> tuple[Leave, ...]:
    ends = [frame.until, *(row.until for row in frame.rows)]
    away = leaves_of(frame.organisation, frame.since, max(ends)).order_by("valid_from", "id")
    people = frame.people
    return tuple(
        Leave(row.person_id, row.valid_from, row.valid_until)
        for row in away
        if row.person_id in people and row.valid_until is not None and row.valid_until > row.valid_from
    )


def _stints(frame: _Frame) -> tuple[Stint, ...]:
    """Return what the same people have been given elsewhere, and shortly before or after."""
    near = Shift.objects.filter(
        person__in=frame.people, in_force=True, starts_at__lt=frame.until + BEFORE, until__gt=frame.since - BEFORE
    )
    beside = near.exclude(pk__in=[*frame.gone, *(row.pk for row in frame.rows)]).order_by("starts_at", "id")
    return tuple(Stint(row.person_id, row.starts_at, row.until) for row in beside if row.person_id is not None)


def _ledger(frame: _Frame) -> tuple[Ledger, ...]:
    """Return what each has carried so far; offered to each was what the position had while it was theirs."""
    known = {fit.person_id for fit in frame.fits}
    worked: dict[int, Load] = {number: Load() for number in known}
    by_kind: dict[str, Load] = defaultdict(Load)
    past = Shift.objects.filter(organisation=frame.organisation, in_force=True, starts_at__lt=frame.since)
    for row in past.filter(starts_at__gte=frame.since - REMEMBERED).select_related("position", "hours"):
        load = _load(row, frame.calendar)
        by_kind[row.position.kind] += load
        if row.person_id in worked:
            worked[row.person_id] += load
    offered: dict[int, Load] = defaultdict(Load)
    for number, kind in {(fit.person_id, fit.position.kind) for fit in frame.fits}:
        offered[number] += by_kind[kind]
    return tuple(Ledger(number, worked[number], offered[number]) for number in sorted(known))


def _load(row: Shift, calendar: Calendar) -> Load:
    burdens = _burdens(row, calendar)
    return Load(
        (row.until - row.starts_at) // timedelta(minutes=1),
        int(Burden.NIGHT in burdens),
        int(Burden.WEEKEND in burdens),
        int(Burden.HOLIDAY in burdens),
    )
