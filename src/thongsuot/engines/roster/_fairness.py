"""How evenly a roster lies on its people, and the ledger that the next month begins with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thongsuot.engines.roster._loads import offered, total
from thongsuot.engines.roster._problem import Ledger, Load, Problem, Seat

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Evenness:
    """Jain's index of one load among the people who may fill the same positions, in ten-thousandths.

    10 000 is even; 10 000 divided by the number of `people` means that one carries all. What each carries is taken as a
    part of what was offered to them (see `Ledger`), past months included; who was offered nothing is left out.
    Source: Jain, Chiu, Hawe, DEC-TR-301 (1984).
    """

    positions: tuple[str, ...]
    load: str
    people: int
    jain: int


@dataclass(frozen=True, slots=True)
class Fairness:
    """The index of each circle of people and load, what each person works in this roster, and the ledger after it."""

    evenness: tuple[Evenness, ...]
    worked: tuple[tuple[int, Load], ...]
    ledger: tuple[Ledger, ...]


def fairness(problem: Problem, seats: Iterable[Seat]) -> Fairness:
    """Measure a roster: loads are `minutes` (times weight), `nights`, `weekends`, `holidays`."""
    shifts = {shift.id: shift for shift in problem.shifts}
    own: dict[int, list[int]] = defaultdict(list)
    for seat in seats:
        own[seat.person].append(seat.shift)
    before, there = {row.person: row for row in problem.ledger}, offered(problem)
    worked, ledger = [], []
    for person in sorted(person.id for person in problem.people):
        load = total(shifts[shift] for shift in own[person])
        row = before.get(person, Ledger(person))
        worked.append((person, load))
        ledger.append(Ledger(person, row.worked + load, row.offered + there[person]))
    return Fairness(tuple(_evenness(problem, ledger)), tuple(worked), tuple(ledger))


def _evenness(problem: Problem, ledger: Sequence[Ledger]) -> list[Evenness]:
    circles: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for person in problem.people:
        circles[tuple(sorted(person.positions))].add(person.id)
    found = []
    for positions, people in sorted(circles.items()):
        for name in Load.__dataclass_fields__:
            rows = [row for row in ledger if row.person in people and getattr(row.offered, name)]
            if rows:
                parts = [Fraction(getattr(row.worked, name), getattr(row.offered, name)) for row in rows]
                found.append(Evenness(positions, name, len(rows), jain(parts)))
    return found


def jain(parts: Sequence[Fraction]) -> int:
    """Give Jain's index in ten-thousandths, rounded down; nothing for anybody is even."""
    squares = len(parts) * sum(part * part for part in parts)
    return int(WHOLE * sum(parts) ** 2 / squares) if squares else WHOLE
