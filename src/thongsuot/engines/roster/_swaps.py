"""Swaps: a seat goes to another person, for a seat of theirs or for nothing, and what that would break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from thongsuot.engines.roster._causes import Rule, Violation
from thongsuot.engines.roster._check import check
from thongsuot.engines.roster._problem import Problem, Seat


class UnknownSeat(ValueError):
    """A swap names a seat that the roster does not have, or that is not the other person's."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(f"not in this roster: {seat}")
        self.seat = seat


@dataclass(frozen=True, slots=True)
class Swap:
    """`given` goes to the person `to`; `taken`, a seat of theirs, comes back for it."""

    given: Seat
    to: int
    taken: Seat | None = None


@dataclass(frozen=True, slots=True)
class Swapped:
    """The roster after a swap, and every rule that it breaks or breaks worse than before."""

    seats: tuple[Seat, ...]
    broken: tuple[Violation, ...]


def swap(problem: Problem, seats: Iterable[Seat], wish: Swap) -> Swapped:
    """Carry out a swap and judge it; what the roster broke before is not held against it. Raises `UnknownSeat`.

    A fixed seat may be swapped: whoever agrees to a swap agrees to that.
    """
    before = frozenset(seats)
    gone = {wish.given} if wish.taken is None else {wish.given, wish.taken}
    for seat in sorted(gone - before):
        raise UnknownSeat(seat)
    if wish.taken is not None and wish.taken.person != wish.to:
        raise UnknownSeat(wish.taken)
    came = {replace(wish.given, person=wish.to)}
    if wish.taken is not None:
        came.add(replace(wish.taken, person=wish.given.person))
    after = (before - gone) | came
    loose = replace(problem, fixed=tuple(seat for seat in problem.fixed if seat not in gone))
    broken = (*_twice(before - gone, came), *_worse(check(loose, before), check(loose, after)))
    return Swapped(tuple(sorted(after)), broken)


def _twice(stay: frozenset[Seat], came: set[Seat]) -> list[Violation]:
    """Give the seats that the person holds already: one of the two would be lost."""
    return [Violation(Rule.ONE_SEAT, seat.person, seat.shift, seat.position, other=seat.shift) for seat in stay & came]


def _worse(before: tuple[Violation, ...], after: tuple[Violation, ...]) -> list[Violation]:
    """Give what is new in each rule of each person (or seat) that is broken by more than it was."""
    excess: dict[object, int] = defaultdict(int)
    for sign, broken in ((-1, before), (1, after)):
        for one in broken:
            excess[_place(one)] += sign * max(abs(one.have - one.limit), 1)
    known = set(before)
    return [one for one in after if one not in known and excess[_place(one)] > 0]


def _place(one: Violation) -> object:
    return (one.rule, one.person) if one.person is not None else (one.rule, one.shift, one.position)
