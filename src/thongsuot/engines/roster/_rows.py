"""The rules as rows of a program; each requirement that is given up leaves its rows out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from thongsuot.engines.roster._causes import Cause, Rule
from thongsuot.engines.roster._columns import DAY, Choice, Columns, days, minutes
from thongsuot.engines.roster._highs import Program
from thongsuot.engines.roster._loads import overlaps
from thongsuot.engines.roster._problem import Person, Problem, Stint

_SEVEN = 7
ENDLESS = float("inf")


class Rows:
    """Writes the rows of one problem into one program, person by person."""

    def __init__(self, program: Program, problem: Problem, columns: Columns, kept: frozenset[Cause]) -> None:
        self._program, self._problem, self._columns = program, problem, columns
        self._rules: dict[int | None, dict[Rule, list[Cause]]] = defaultdict(lambda: defaultdict(list))
        for cause in kept:
            self._rules[cause.person][cause.rule].append(cause)

    def write(self, person: Person) -> None:
        """Write all that binds one person."""
        choices = self._columns.own[person.id]
        stints = [stint for stint in self._problem.stints if stint.person == person.id]
        rules = self._rules[person.id]
        rest = self._problem.rules.rest if rules[Rule.REST] else timedelta()
        self._shut(person, choices, stints, rest)
        for clique in cliques(choices, rest):
            self._at_most(clique, 1)
        for rule, span in ((Rule.RUN, None), (Rule.OF_SEVEN, _SEVEN)):
            for cause in rules[rule]:
                self._windows(choices, stints, span or cause.limit + 1, cause.limit, rest)
        for cause in rules[Rule.MONTH]:
            self._months(choices, stints, cause.limit)
        for cause in rules[Rule.MOST]:
            self._program.row(_minutes(choices), 0, cause.limit)

    def _shut(self, person: Person, choices: Iterable[Choice], stints: list[Stint], rest: timedelta) -> None:
        """Close the seats that leave, work elsewhere or a ban take away."""
        rules = self._rules[person.id]
        leaves = [cause.leave for cause in rules[Rule.LEAVE] if cause.leave]
        bans = {(cause.shift, cause.position) for cause in rules[Rule.FORBIDDEN]}
        for choice in choices:
            shift = choice.shift
            away = any(overlaps(shift, leave) for leave in leaves)
            busy = any(
                shift.starts_at < stint.ends_at + rest and stint.starts_at < shift.ends_at + rest for stint in stints
            )
            for position, column in choice.columns.items():
                if away or busy or {(shift.id, ""), (shift.id, position)} & bans:
                    self._program.row({column: 1.0}, 0, 0)

    def _at_most(self, choices: Iterable[Choice], limit: int) -> None:
        self._program.row({column: 1.0 for choice in choices for column in choice.columns.values()}, 0, limit)

    def _windows(self, choices: Sequence[Choice], stints: list[Stint], span: int, limit: int, rest: timedelta) -> None:
        """Let at most `limit` of any `span` days be worked; days of stints count and cannot be undone."""
        past = {day for stint in stints for day in days(self._problem, stint)}
        worked = self._days(choices, past, rest)
        done = set()
        for first in sorted({day - DAY * n for day in worked for n in range(span)}):
            window = [first + DAY * n for n in range(span)]
            terms: dict[int, float] = defaultdict(float)
            for day in window:
                for column, factor in worked.get(day, {}).items():
                    terms[column] += factor
            free = max(limit - len(past.intersection(window)), 0)
            if terms and len([day for day in window if day in worked]) > free:
                done.add(first)
                self._program.row(terms, 0, free)

    def _days(self, choices: Sequence[Choice], past: set[date], rest: timedelta) -> dict[date, dict[int, float]]:
        """Give for each day what tells whether it is worked: the sum of its seats, or a column above each of them."""
        by_day: dict[date, list[Choice]] = defaultdict(list)
        for choice in choices:
            for day in days(self._problem, choice.shift):
                if day not in past:
                    by_day[day].append(choice)
        return {day: self._day(within, rest) for day, within in by_day.items()}

    def _day(self, choices: list[Choice], rest: timedelta) -> dict[int, float]:
        latest = max(choice.shift.starts_at for choice in choices)
        if latest < min(choice.shift.ends_at for choice in choices) + rest:  # at most one of them is taken
            return {column: 1.0 for choice in choices for column in choice.columns.values()}
        mark = self._program.column()
        for choice in choices:
            self._program.row({mark: 1.0} | {column: -1.0 for column in choice.columns.values()}, 0, ENDLESS)
        return {mark: 1.0}

    def _months(self, choices: Iterable[Choice], stints: list[Stint], limit: int) -> None:
        zone = self._problem.zone
        past: dict[tuple[int, int], int] = defaultdict(int)
        for stint in stints:
            day = stint.starts_at.astimezone(zone)
            past[day.year, day.month] += minutes(stint.ends_at - stint.starts_at)
        by_month: dict[tuple[int, int], list[Choice]] = defaultdict(list)
        for choice in choices:
            day = choice.shift.starts_at.astimezone(zone)
            by_month[day.year, day.month].append(choice)
        for month, within in by_month.items():
            self._program.row(_minutes(within), 0, max(limit - past[month], 0))


def _minutes(choices: Iterable[Choice]) -> dict[int, float]:
    return {column: float(choice.shift.minutes) for choice in choices for column in choice.columns.values()}


def cliques(choices: Sequence[Choice], rest: timedelta) -> Iterator[list[Choice]]:
    """Give the largest sets of shifts of which a person can take one: those that one moment, or its rest, lies in."""
    running: list[Choice] = []
    grown = False
    for choice in choices:
        left = [one for one in running if choice.shift.starts_at < one.shift.ends_at + rest]
        if grown and len(left) < len(running):
            yield running
        running = [*left, choice]
        grown = True
    if running:
        yield running
