"""A problem as a program, with all requirements or with some of them, for one of four purposes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thongsuot.engines.roster import _balance
from thongsuot.engines.roster._causes import Cause, Rule
from thongsuot.engines.roster._columns import Columns, lay
from thongsuot.engines.roster._highs import UNBOUNDED, Program, Solved
from thongsuot.engines.roster._loads import load_of
from thongsuot.engines.roster._problem import Problem, Seat
from thongsuot.engines.roster._rows import Rows

MISSING = 1_000.0  # what a claim costs, wholly unmet, where claims may be
SURPLUS = 50.0  # what one more than required costs, where contracts ask for work that nobody requires


class Purpose(StrEnum):
    """What a program is to find: a perfectly fair roster, the fairest, any roster, or the fullest one."""

    PERFECT = "perfect"
    FAIR = "fair"
    ANY = "any"
    FULLEST = "fullest"


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A program and the seats behind its columns."""

    program: Program
    columns: Columns

    def seats(self, solved: Solved) -> frozenset[Seat]:
        """Read the seats that are taken."""
        return frozenset(seat for seat, column in self.columns.seats.items() if solved.values[column] > 0.5)


def build(problem: Problem, kept: frozenset[Cause], purpose: Purpose) -> Model:
    """Write the program of the requirements that are kept."""
    program = Program()
    columns = lay(program, problem, kept)
    rows = Rows(program, problem, columns, kept)
    for person in sorted(problem.people, key=lambda person: person.id):
        rows.write(person)
    _claims(program, problem, columns, kept, purpose)
    if purpose in (Purpose.PERFECT, Purpose.FAIR):
        _balanced(program, problem, columns, strict=purpose is Purpose.PERFECT)
    return Model(program, columns)


def _claims(program: Program, problem: Problem, columns: Columns, kept: frozenset[Cause], purpose: Purpose) -> None:
    """Ask for what the roster is to have: filled seats, fixed seats, the least of each contract."""
    at: dict[tuple[int, str], dict[int, float]] = {}
    for seat, column in columns.seats.items():
        at.setdefault((seat.shift, seat.position), {})[column] = 1.0
    work = {
        person: {column: float(choice.shift.minutes) for choice in own for column in choice.columns.values()}
        for person, own in columns.own.items()
    }
    surplus = any(cause.rule is Rule.LEAST for cause in kept)
    for cause in _in_order(kept):
        if cause.rule is Rule.COVERAGE and cause.shift is not None:
            terms, limit = dict(at.get((cause.shift, cause.position), {})), float(cause.limit)
            if surplus and purpose is not Purpose.PERFECT:
                terms[program.column(cost=SURPLUS, top=UNBOUNDED)] = -1.0
        elif cause.rule is Rule.FIXED and cause.shift is not None and cause.person is not None:
            seat = Seat(cause.shift, cause.position, cause.person)
            terms, limit = ({columns.seats[seat]: 1.0} if seat in columns.seats else {}), 1.0
        elif cause.rule is Rule.LEAST and cause.person is not None:
            terms, limit = dict(work[cause.person]), float(cause.limit)
        else:
            continue
        if purpose is Purpose.FULLEST:
            terms[program.column(cost=MISSING / limit, top=limit)] = 1.0
        program.row(terms, limit, UNBOUNDED if cause.rule is Rule.LEAST else limit)


def _in_order(kept: frozenset[Cause]) -> list[Cause]:
    return sorted(kept, key=lambda cause: (cause.rule, cause.shift or 0, cause.person or 0, cause.position))


def _balanced(program: Program, problem: Problem, columns: Columns, *, strict: bool) -> None:
    for aim in _balance.aims(problem):
        loads = {
            column: int(getattr(load_of(choice.shift), aim.name))
            for choice in columns.own[aim.person]
            for column in choice.columns.values()
        }
        _balance.add(program, aim, loads, strict=strict)
