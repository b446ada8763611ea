"""The shifts of a roster as people read it: day by day, shift by shift, the positions side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from thongsuot.duty.models import Hours, Position, Shift

Key = tuple[datetime, datetime, int]


@dataclass(frozen=True)
class Turn:
    """One shift of one day, and the seats of each position in it."""

    hours: Hours | None
    starts_at: datetime
    until: datetime
    cells: tuple[tuple[Position, tuple[Shift, ...]], ...]


@dataclass(frozen=True)
class Day:
    """The shifts that begin on one day."""

    day: date
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Grid:
    """A whole roster; `positions` are its columns."""

    positions: tuple[Position, ...]
    days: tuple[Day, ...]
    seats: int
    filled: int


def grid_of(shifts: Iterable[Shift]) -> Grid:
    """Lay shifts out by day."""
    rows = list(shifts)
    positions = tuple(sorted({row.position for row in rows}, key=lambda position: position.pk))
    by_turn: dict[Key, dict[int, list[Shift]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_turn[row.starts_at, row.until, row.hours_id or 0][row.position_id].append(row)
    days: dict[date, list[Turn]] = defaultdict(list)
    for (starts_at, until, _hours), cells in sorted(by_turn.items()):
        hours = next(iter(cells.values()))[0].hours
        told = tuple((position, tuple(cells[position.pk])) for position in positions)
        days[localtime(starts_at).date()].append(Turn(hours, starts_at, until, told))
    filled = sum(row.person_id is not None for row in rows)
    return Grid(positions, tuple(Day(day, tuple(turns)) for day, turns in days.items()), len(rows), filled)


def next_empty(shifts: Iterable[Shift], after: Shift) -> Shift | None:
    """Return the seat that somebody who fills a roster turns to next; the first one behind the last."""
    empty = [row for row in shifts if row.person_id is None and row.pk != after.pk]
    place = (after.starts_at, after.position_id, after.seat)
    behind = [row for row in empty if (row.starts_at, row.position_id, row.seat) > place]
    return next(iter(behind or empty), None)
