"""What a roster is made from: people, shifts, what is required, rules, leave, and what earlier months left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Protocol

MOST_PEOPLE = 200
MOST_SHIFTS = 1_000
MOST_POSITIONS = 8


class BadProblem(ValueError):
    """The problem contradicts itself; `what` names the part, `which` the row (an id, a position)."""

    def __init__(self, what: str, which: object = "") -> None:
        super().__init__(f"{what}: {which}" if which != "" else what)
        self.what, self.which = what, which


class Burden(StrEnum):
    """What makes a shift heavier than another; who calls says which shift bears which."""

    NIGHT = "night"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


class Range(Protocol):
    """Anything that lasts: half-open, both ends know their zone."""

    @property
    def starts_at(self) -> datetime:
        """The first moment that belongs to it."""

    @property
    def ends_at(self) -> datetime:
        """The first moment that does not."""


@dataclass(frozen=True, slots=True)
class Person:
    """One who may be on duty; `least` and `most` bound the time in this roster's shifts, by contract."""

    id: int
    positions: frozenset[str]
    least: timedelta = timedelta()
    most: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """One stretch of duty; `kind` chooses what it requires, `weight` multiplies its minutes in the ledger."""

    id: int
    starts_at: datetime
    ends_at: datetime
    kind: str = ""
    burdens: frozenset[Burden] = frozenset()
    weight: int = 1

    @property
    def minutes(self) -> int:
        """How long it lasts, in whole minutes."""
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Required:
    """At least so many at a position; a row with a kind replaces, in shifts of that kind, the one without."""

    position: str
    least: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """A time in which a person is not on duty at all."""

    person: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Stint:
    """Work outside this roster that its rules look at: the end of the month before, duty somewhere else."""

    person: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """One person at one position of one shift."""

    shift: int
    position: str
    person: int


@dataclass(frozen=True, slots=True)
class Ban:
    """A person is not to take a shift; with a position, not at that position."""

    person: int
    shift: int
    position: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a roster keeps; None switches a rule off.

    A shift belongs to the local day that it starts on, and to one day more for each further 24 hours begun. `rest` lies
    between two shifts, `longest_run` counts days in succession, `of_seven` days worked of any seven, `month` the time
    in a local calendar month (a shift counts where it starts).
    """

    rest: timedelta = timedelta()
    longest_run: int | None = None
    of_seven: int | None = None
    month: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """Minutes (times weight) and numbers of shifts."""

    minutes: int = 0
    nights: int = 0
    weekends: int = 0
    holidays: int = 0

    def __add__(self, other: Load) -> Load:
        return Load(
            self.minutes + other.minutes,
            self.nights + other.nights,
            self.weekends + other.weekends,
            self.holidays + other.holidays,
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a person worked so far, and what was `offered`: all shifts that they were there to be given."""

    person: int
    worked: Load = Load()
    offered: Load = Load()


@dataclass(frozen=True, slots=True)
class Problem:
    """A roster to be made or checked; `zone` tells the days. Raises `BadProblem`."""

    people: tuple[Person, ...]
    shifts: tuple[Shift, ...]
    required: tuple[Required, ...]
    zone: tzinfo
    rules: Rules = Rules()
    leaves: tuple[Leave, ...] = ()
    stints: tuple[Stint, ...] = ()
    fixed: tuple[Seat, ...] = ()
    bans: tuple[Ban, ...] = ()
    ledger: tuple[Ledger, ...] = ()

    def __post_init__(self) -> None:
        _sizes(self)
        _ranges((*self.shifts, *self.leaves, *self.stints))
        _once("person", [person.id for person in self.people])
        _once("shift", [shift.id for shift in self.shifts])
        _once("required", [(one.position, one.kind) for one in self.required])
        _once("ledger", [row.person for row in self.ledger])
        _once("fixed", list(self.fixed))
        _known(self)
        _amounts(self)

    @property
    def positions(self) -> tuple[str, ...]:
        """All positions that are required somewhere or held by a fixed seat, in order."""
        return tuple(sorted({one.position for one in self.required} | {seat.position for seat in self.fixed}))


def _sizes(problem: Problem) -> None:
    for what, size, most in (
        ("people", len(problem.people), MOST_PEOPLE),
        ("shifts", len(problem.shifts), MOST_SHIFTS),
        ("positions", len(problem.positions), MOST_POSITIONS),
    ):
        if size > most:
            raise BadProblem(f"too many {what}", size)


def _ranges(ranges: Iterable[Range]) -> None:
    for one in ranges:
        if one.starts_at.tzinfo is None or one.ends_at.tzinfo is None:
            raise BadProblem("a time without a zone", one)
        if one.starts_at >= one.ends_at:
            raise BadProblem("a range that ends before it starts", one)
        if (one.ends_at - one.starts_at) % timedelta(minutes=1):
            raise BadProblem("a part of a minute", one)


def _once(what: str, keys: list[object] | list[int] | list[Seat] | list[tuple[str, str]]) -> None:
    seen: set[object] = set()
    for key in keys:
        if key in seen:
            raise BadProblem(f"{what} given twice", key)
        seen.add(key)


def _known(problem: Problem) -> None:
    people = {person.id for person in problem.people}
    shifts = {shift.id for shift in problem.shifts}
    owned: tuple[Leave | Stint | Seat | Ban | Ledger, ...] = (
        *problem.leaves,
        *problem.stints,
        *problem.fixed,
        *problem.bans,
        *problem.ledger,
    )
    for person in [row.person for row in owned]:
        if person not in people:
            raise BadProblem("an unknown person", person)
    for shift in [row.shift for row in problem.fixed] + [ban.shift for ban in problem.bans]:
        if shift not in shifts:
            raise BadProblem("an unknown shift", shift)


def _amounts(problem: Problem) -> None:
    wrong: list[object] = [one for one in problem.required if one.least < 0 or not one.position]
    wrong += [shift for shift in problem.shifts if shift.weight < 1]
    wrong += [person for person in problem.people if not _whole(person.least) or not _whole(person.most)]
    rules = problem.rules
    if not _whole(rules.rest) or not _whole(rules.month) or min(rules.longest_run or 0, rules.of_seven or 0) < 0:
        wrong.append(rules)
    wrong += [row for row in problem.ledger if min(*astuple(row.worked), *astuple(row.offered)) < 0]
    if wrong:
        raise BadProblem("an amount that cannot be", wrong[0])


def _whole(length: timedelta | None) -> bool:
    return length is None or (length >= timedelta() and not length % timedelta(minutes=1))
