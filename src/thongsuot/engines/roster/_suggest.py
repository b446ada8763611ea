"""A roster that keeps every rule and is as fair as can be, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.engines.roster._causes import Cause, Shortage
from thongsuot.engines.roster._columns import causes
from thongsuot.engines.roster._conflict import Search, fullest, shortages, smallest
from thongsuot.engines.roster._highs import Outcome, Solved
from thongsuot.engines.roster._model import Model, Purpose, build
from thongsuot.engines.roster._problem import Problem, Seat

_FIRST = 0.4  # of the time goes to looking for a perfect roster


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A whole roster: every required seat is filled, every rule kept.

    `cost` counts the shifts that could not be placed fairly (0 is perfect) and 50 for each seat more than required, if
    contracts ask for such; no roster costs less than `bound`, `gap` is the part of the cost between; `proven`: none is.
    """

    seats: tuple[Seat, ...]
    cost: float
    bound: float
    gap: float
    proven: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Impossible:
    """No roster keeps every rule.

    `conflict` contradicts itself, and leaving out any one of it ends that (`smallest`; where time was up, a part may be
    left out). `seats` is the fullest roster there is, never to be taken for a whole one; `shortages` says what it
    lacks and why. Both are empty where time was up.
    """

    conflict: tuple[Cause, ...]
    smallest: bool
    seats: tuple[Seat, ...]
    shortages: tuple[Shortage, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Undecided:
    """Time was up before a roster was found or proven impossible; no cost lies below `bound`."""

    bound: float
    seconds: float


def suggest(problem: Problem, *, seed: int = 0, seconds: float = 30.0) -> Suggestion | Impossible | Undecided:
    """Make the fairest roster within so many seconds (of HiGHS; saying why there is none may take as many again).

    The order in which a problem lists its parts does not matter. The same problem, seed and time enough give the same
    roster; what is not `proven` depends on the machine's speed.
    """
    model, solved, spent = _fairest(problem, seed, seconds)
    if solved.outcome is Outcome.IMPOSSIBLE:
        return _impossible(problem, Search(problem, seed, seconds), spent)
    if solved.outcome is Outcome.OPEN:
        return Undecided(solved.bound, spent)
    cost, bound = round(solved.cost, 5), round(solved.bound, 5)
    proven = solved.outcome is Outcome.OPTIMAL or cost <= bound
    return Suggestion(
        seats=tuple(sorted(model.seats(solved))),
        cost=cost,
        bound=cost if proven else bound,
        gap=0.0 if proven else (cost - bound) / cost,
        proven=proven,
        seconds=spent,
    )


def _fairest(problem: Problem, seed: int, seconds: float) -> tuple[Model, Solved, float]:
    """Ask first whether a perfect roster exists: without a cost to weigh, HiGHS says so many times sooner."""
    kept = frozenset(causes(problem))
    model = build(problem, kept, Purpose.PERFECT)
    perfect = model.program.solve(seed=seed, seconds=seconds * _FIRST)
    if perfect.outcome is Outcome.OPTIMAL:
        return model, perfect, perfect.seconds
    model = build(problem, kept, Purpose.FAIR)
    solved = model.program.solve(seed=seed, seconds=max(seconds - perfect.seconds, 0.0))
    return model, solved, perfect.seconds + solved.seconds


def _impossible(problem: Problem, search: Search, spent: float) -> Impossible:
    seats, unmet = fullest(search)
    conflict = smallest(search, unmet)
    return Impossible(
        conflict=conflict,
        smallest=search.sure,
        seats=tuple(sorted(seats or ())),
        shortages=() if seats is None else shortages(problem, seats),
        seconds=spent + search.spent,
    )
