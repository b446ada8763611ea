"""What unfairness costs: each person's loads are drawn to their share, one shift away for one, each further for three.

A share is seldom a whole number of shifts, so what lies less than a usual one from it costs nothing. The cost of a
roster is therefore a number of shifts that it could not place fairly; 0 is perfect.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thongsuot.engines.roster._highs import Program
from thongsuot.engines.roster._loads import load_of, needed, offered
from thongsuot.engines.roster._problem import Ledger, Load, Person, Problem
from thongsuot.engines.roster._shares import Claim, shares

WEIGHTS = {"minutes": 1.0, "nights": 1.0, "weekends": 1.0, "holidays": 1.0}
FURTHER = 2.0  # what a second shift away costs beside the first one's 1


@dataclass(frozen=True, slots=True)
class Aim:
    """Between `low` and `high` (in `unit`s) a person's load costs nothing; `shift` is what a usual shift weighs."""

    name: str
    person: int
    unit: int
    shift: int
    low: int
    high: int


def aims(problem: Problem) -> tuple[Aim, ...]:
    """Give what each person is to carry of each load that this roster has."""
    return tuple(aim for name in WEIGHTS for aim in _aims(problem, name))


def _aims(problem: Problem, name: str) -> Iterator[Aim]:
    loads = {shift.id: int(getattr(load_of(shift), name)) for shift in problem.shifts}
    if not any(loads.values()):
        return
    unit = math.gcd(*loads.values())
    demand: dict[str, float] = {}
    for shift in problem.shifts:
        for position, number in needed(problem, shift).items():
            demand[position] = demand.get(position, 0) + number * loads[shift.id]
    step = statistics.median_high([load for load in loads.values() if load]) // unit
    for person, share in shares(demand, _claims(problem, name, loads)).items():
        low, high = math.floor(share / unit - step) + 1, math.ceil(share / unit + step) - 1
        yield Aim(name, person, unit, step, max(low, 0), max(high, 0))


def _claims(problem: Problem, name: str, loads: Mapping[int, int]) -> list[Claim]:
    now = offered(problem)
    rows = {row.person: row for row in problem.ledger}
    claims = []
    for person in sorted(problem.people, key=lambda person: person.id):
        row = rows.get(person.id, Ledger(person.id))
        given = sum(loads[seat.shift] for seat in problem.fixed if seat.person == person.id)
        most = max(_most(person, name, now[person.id]), given)
        past = getattr(row.worked, name)
        there = getattr(row.offered, name) + getattr(now[person.id], name) if most else 0
        claims.append(Claim(person.id, person.positions, past, there, given, most))
    return claims


def _most(person: Person, name: str, there: Load) -> int:
    most = int(getattr(there, name))
    if name == "minutes" and person.most is not None:
        most = min(most, int(person.most.total_seconds()) // 60)
    return most


def add(program: Program, aim: Aim, columns: Mapping[int, int], *, strict: bool) -> None:
    """Let a load that leaves the aim cost, or (`strict`) none leave it; `columns` gives the load of each column."""
    terms = {column: load / aim.unit for column, load in columns.items() if load}
    price = WEIGHTS[aim.name] / aim.shift
    for sign in () if strict else (-1.0, 1.0):
        terms[program.column(cost=price, top=aim.shift)] = sign
        terms[program.column(cost=price * (1 + FURTHER), top=float("inf"))] = sign
    program.row(terms, aim.low, aim.high)
