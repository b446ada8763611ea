"""Why no roster keeps every rule: the smallest set of requirements that contradict each other, and who is hindered.

What can be given up alone (a seat to fill, a rule for one person, one leave) is left out part by part; what is left
out without ending the contradiction stays out. Method: QuickXplain (Junker, AAAI 2004), a deletion filter that halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from thongsuot.engines.roster._causes import Cause, Hindrance, Rule, Shortage, Violation
from thongsuot.engines.roster._check import check
from thongsuot.engines.roster._columns import causes, in_time
from thongsuot.engines.roster._highs import Outcome
from thongsuot.engines.roster._model import Purpose, build
from thongsuot.engines.roster._problem import Problem, Seat, Shift

_CLAIMS = (Rule.COVERAGE, Rule.FIXED, Rule.LEAST)
_NEAR = (timedelta(), timedelta(days=1), timedelta(days=3), timedelta(days=8))


@dataclass(slots=True, eq=False)
class Search:
    """Asks HiGHS again and again and keeps the time; `sure` ends when an answer could not be waited for."""

    problem: Problem
    seed: int
    seconds: float
    spent: float = 0.0
    sure: bool = True
    known: dict[frozenset[Cause], bool] = field(default_factory=dict)

    def contradicts(self, kept: frozenset[Cause]) -> bool:
        """Tell whether no roster keeps these; no answer in time counts as no."""
        if kept not in self.known:
            left = max(self.seconds - self.spent, 0.0)
            solved = build(self.problem, kept, Purpose.ANY).program.solve(seed=self.seed, seconds=left)
            self.spent += solved.seconds
            self.sure = self.sure and solved.outcome is not Outcome.OPEN
            self.known[kept] = solved.outcome is Outcome.IMPOSSIBLE
        return self.known[kept]


def fullest(search: Search) -> tuple[frozenset[Seat] | None, tuple[Cause, ...]]:
    """Give the roster that leaves the least undone (None if half the time does not do) and what it leaves undone."""
    problem = search.problem
    model = build(problem, frozenset(causes(problem)), Purpose.FULLEST)
    solved = model.program.solve(seed=search.seed, seconds=search.seconds / 2)
    search.spent += solved.seconds
    if solved.outcome is Outcome.OPEN:
        return None, ()
    seats = model.seats(solved)
    undone = {(broken.rule, broken.person, broken.shift, broken.position) for broken in check(problem, seats)}
    return seats, tuple(
        cause for cause in causes(problem) if (cause.rule, cause.person, cause.shift, cause.position) in undone
    )


def smallest(search: Search, unmet: Sequence[Cause]) -> tuple[Cause, ...]:
    """Give a set of causes that contradict each other, each of them needed for it."""
    every = causes(search.problem)
    rules = frozenset(cause for cause in every if cause.rule not in _CLAIMS)
    claims = next(
        near for near in _nearer(search, every, unmet) if near is None or search.contradicts(rules | set(near))
    )
    asked = _needed(search, rules, claims or [cause for cause in every if cause.rule in _CLAIMS])
    return (*asked, *_needed(search, frozenset(asked), [cause for cause in every if cause in rules]))


def _nearer(search: Search, every: Sequence[Cause], unmet: Sequence[Cause]) -> Iterator[list[Cause] | None]:
    """Give the claims around the first seat that stays empty, in growing circles; None stands for all of them."""
    times = {shift.id: shift for shift in in_time(search.problem)}
    centre = next((times[cause.shift] for cause in unmet if cause.shift is not None), None)
    for reach in _NEAR if centre else ():
        yield [
            cause
            for cause in every
            if cause.rule in _CLAIMS and cause.shift is not None and centre and _near(times[cause.shift], centre, reach)
        ]
    yield None


def _near(shift: Shift, centre: Shift, reach: timedelta) -> bool:
    return centre.starts_at - reach <= shift.starts_at <= centre.starts_at + reach


def _needed(search: Search, base: frozenset[Cause], causes: list[Cause]) -> list[Cause]:
    """Give those of the causes that are needed for a contradiction with the base; all of them together are enough."""
    if not causes or search.contradicts(base):
        return []
    return _split(search, base, causes)


def _split(search: Search, base: frozenset[Cause], causes: list[Cause]) -> list[Cause]:
    if len(causes) == 1:
        return causes
    first, second = causes[: len(causes) // 2], causes[len(causes) // 2 :]
    later = _needed(search, base | set(first), second)
    return [*_needed(search, base | set(later), first), *later]


def shortages(problem: Problem, seats: frozenset[Seat]) -> tuple[Shortage, ...]:
    """Give what a roster lacks, by time, and for each who may fill the position why they cannot come."""
    return tuple(
        Shortage(broken.shift, broken.position, broken.limit, broken.have, tuple(_hindered(problem, seats, broken)))
        for broken in check(problem, seats)
        if broken.rule is Rule.COVERAGE and broken.shift is not None
    )


def _hindered(problem: Problem, seats: frozenset[Seat], empty: Violation) -> Iterator[Hindrance]:
    for person in sorted(problem.people, key=lambda person: person.id):
        seat = Seat(empty.shift or 0, empty.position, person.id)
        if empty.position not in person.positions or seat in seats:
            continue
        own = frozenset(one for one in seats if one.person == person.id)
        before = set(check(problem, own))
        added = [broken for broken in check(problem, own | {seat}) if broken not in before]
        yield from (
            Hindrance(person.id, broken.rule, broken.other, broken.day, broken.have, broken.limit)
            for broken in added
            if broken.person == person.id
        )
