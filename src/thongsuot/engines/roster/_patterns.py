"""Patterns that most rosters follow: shifts of every day, rotations of crews, the week before once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from thongsuot.engines.roster._problem import Burden, Seat, Shift

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_NONE: frozenset[Burden] = frozenset()


@dataclass(frozen=True, slots=True)
class Template:
    """A shift of every day: when it starts by the local clock, how long it lasts, what it bears."""

    kind: str
    starts: time
    length: timedelta
    burdens: frozenset[Burden] = frozenset()


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a crew does day after day, over and over: a kind of shift, or "" for a day off."""

    steps: tuple[str, ...]

    def offsets(self, crews: int) -> tuple[int, ...]:
        """Give so many crews each a place of their own, evenly apart."""
        return tuple(len(self.steps) * crew // crews for crew in range(crews))


@dataclass(frozen=True, slots=True)
class Crew:
    """People who work together, each at a position; `offset` is the step that the crew is at on the first day."""

    members: tuple[tuple[int, str], ...]
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Copied:
    """Seats of the new week, and seats of the old one for which the new has no such shift."""

    seats: tuple[Seat, ...]
    left: tuple[Seat, ...]


def expand(
    templates: Iterable[Template],
    *,
    first: date,
    days: int,
    zone: tzinfo,
    marked: Mapping[date, frozenset[Burden]] | None = None,
    first_id: int = 1,
) -> tuple[Shift, ...]:
    """Give the shifts of so many days; `marked` tells what else the shifts that start on a day bear."""
    made: list[Shift] = []
    every = sorted(templates, key=lambda template: (template.starts, template.kind))
    for day in (first + _DAY * n for n in range(days)):
        also = (marked or {}).get(day, _NONE)
        for template in every:
            starts_at = datetime.combine(day, template.starts, tzinfo=zone)
            burdens = template.burdens | also
            made.append(Shift(first_id + len(made), starts_at, starts_at + template.length, template.kind, burdens))
    return tuple(made)


def days_nights_off(day: str, night: str, *, days: int = 2, nights: int = 2, off: int = 4) -> Rotation:
    """Give the rotation of two days, two nights, four off, or another of its kind."""
    return Rotation((day,) * days + (night,) * nights + ("",) * off)


def weekly(kind: str, crews: int) -> Rotation:
    """Give the rotation in which each of so many crews has every shift of a kind for a week in its turn."""
    return Rotation((kind,) * 7 + ("",) * 7 * (crews - 1))


def rotate(
    rotation: Rotation, crews: Iterable[Crew], shifts: Iterable[Shift], *, first: date, zone: tzinfo
) -> tuple[Seat, ...]:
    """Give the seats of crews that follow a rotation from the day `first` on; a shift counts on the day it starts."""
    crews = list(crews)
    found = set()
    for shift in shifts:
        passed = (shift.starts_at.astimezone(zone).date() - first).days
        for crew in crews:
            if passed >= 0 and rotation.steps[(passed + crew.offset) % len(rotation.steps)] == shift.kind != "":
                found |= {Seat(shift.id, position, person) for person, position in crew.members}
    return tuple(sorted(found))


def repeat(
    shifts: Iterable[Shift], seats: Iterable[Seat], into: Iterable[Shift], *, zone: tzinfo, weeks: int = 1
) -> Copied:
    """Copy seats to the shifts of the same kind that start and end so many weeks later by the local clock."""

    def place(shift: Shift, later: timedelta) -> tuple[str, datetime, datetime]:
        starts, ends = (moment.astimezone(zone).replace(tzinfo=None) for moment in (shift.starts_at, shift.ends_at))
        return shift.kind, starts + later, ends + later

    new = {place(shift, timedelta()): shift.id for shift in into}
    old = {shift.id: new.get(place(shift, _WEEK * weeks)) for shift in shifts}
    found, left = set(), []
    for seat in sorted(seats):
        there = old.get(seat.shift)
        if there is None:
            left.append(seat)
        else:
            found.add(Seat(there, seat.position, seat.person))
    return Copied(tuple(sorted(found)), tuple(left))
