"""One column for each seat that somebody may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from thongsuot.engines.roster._causes import Cause, Rule
from thongsuot.engines.roster._highs import Program
from thongsuot.engines.roster._loads import needed
from thongsuot.engines.roster._problem import Problem, Range, Seat, Shift

DAY = timedelta(days=1)


def causes(problem: Problem) -> tuple[Cause, ...]:
    """Give every requirement that can be given up alone, in this order: fixed seats, seats to fill by time, rules."""
    rules = problem.rules
    found = [Cause(Rule.FIXED, seat.person, seat.shift, seat.position) for seat in sorted(problem.fixed)]
    found += [
        Cause(Rule.COVERAGE, shift=shift.id, position=position, limit=number)
        for shift in in_time(problem)
        for position, number in needed(problem, shift).items()
    ]
    for person in sorted(problem.people, key=lambda person: person.id):
        limits = {
            Rule.LEAST: minutes(person.least),
            Rule.MOST: None if person.most is None else minutes(person.most),
            Rule.MONTH: None if rules.month is None else minutes(rules.month),
            Rule.OF_SEVEN: rules.of_seven,
            Rule.RUN: rules.longest_run,
            Rule.REST: minutes(rules.rest) or None,
        }
        found += [
            Cause(rule, person.id, limit=limit)
            for rule, limit in limits.items()
            if limit is not None and (limit or rule is not Rule.LEAST)
        ]
    found += [Cause(Rule.FORBIDDEN, ban.person, ban.shift, ban.position) for ban in problem.bans]
    found += [Cause(Rule.LEAVE, leave.person, leave=leave) for leave in problem.leaves]
    return tuple(dict.fromkeys(found))


def in_time(problem: Problem) -> list[Shift]:
    """Give the shifts by the moment they start."""
    return sorted(problem.shifts, key=lambda shift: (shift.starts_at, shift.ends_at, shift.id))


def minutes(length: timedelta) -> int:
    """Give whole minutes."""
    return length // timedelta(minutes=1)


def days(problem: Problem, one: Range) -> list[date]:
    """Give the local days that a range belongs to (see `Rules`)."""
    first = one.starts_at.astimezone(problem.zone).date()
    further = (one.ends_at - one.starts_at - timedelta.resolution) // DAY
    return [first + DAY * n for n in range(further + 1)]


@dataclass(frozen=True, slots=True)
class Choice:
    """A shift that a person may be given, with the column of each position there."""

    shift: Shift
    columns: dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of all seats, by seat and by person."""

    seats: dict[Seat, int]
    own: dict[int, tuple[Choice, ...]]


def lay(program: Program, problem: Problem, kept: frozenset[Cause]) -> Columns:
    """Lay out the columns that the kept requirements can need."""
    fixed = set(problem.fixed)
    spare = any(cause.rule is Rule.LEAST for cause in kept)
    wanted = {(cause.shift, cause.position) for cause in kept if cause.rule is Rule.COVERAGE}
    shifts = [(shift, needed(problem, shift)) for shift in in_time(problem)]
    seats: dict[Seat, int] = {}
    own: dict[int, tuple[Choice, ...]] = {}
    for person in sorted(problem.people, key=lambda person: person.id):
        choices = []
        for shift, numbers in shifts:
            columns = {
                position: seats.setdefault(seat, program.column(whole=True))
                for position in numbers
                if position in person.positions
                and ((seat := Seat(shift.id, position, person.id)) in fixed or spare or (shift.id, position) in wanted)
            }
            if columns:
                choices.append(Choice(shift, columns))
        own[person.id] = tuple(choices)
    return Columns(seats, own)
