"""What a shift weighs, and what a person could have been given."""

from __future__ import annotations

from collections.abc import Iterable

from thongsuot.engines.roster._problem import Burden, Load, Problem, Range, Shift


def load_of(shift: Shift) -> Load:
    """Give the load of one shift."""
    return Load(
        shift.minutes * shift.weight,
        Burden.NIGHT in shift.burdens,
        Burden.WEEKEND in shift.burdens,
        Burden.HOLIDAY in shift.burdens,
    )


def total(shifts: Iterable[Shift]) -> Load:
    """Give the load of several shifts."""
    return sum(map(load_of, shifts), Load())


def overlaps(one: Range, other: Range) -> bool:
    """Tell whether two half-open ranges have a moment in common."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def offered(problem: Problem) -> dict[int, Load]:
    """Give for each person the load of all shifts of the roster during which they are not on leave."""
    away = {person.id: [one for one in problem.leaves if one.person == person.id] for person in problem.people}
    return {
        person: total(shift for shift in problem.shifts if not any(overlaps(shift, leave) for leave in leaves))
        for person, leaves in away.items()
    }


def needed(problem: Problem, shift: Shift) -> dict[str, int]:
    """Give how many each position of a shift is to have: what is required, or more where more seats are fixed."""
    rows = {one.position: one.least for one in problem.required if not one.kind}
    rows |= {one.position: one.least for one in problem.required if one.kind and one.kind == shift.kind}
    for position in {seat.position for seat in problem.fixed if seat.shift == shift.id}:
        held = sum(seat.shift == shift.id and seat.position == position for seat in problem.fixed)
        rows[position] = max(rows.get(position, 0), held)
    return {position: rows[position] for position in sorted(rows) if rows[position]}
