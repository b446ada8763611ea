"""To which seat a line about a roster leads, so that whoever reads it can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from thongsuot.duty.models import Shift
from thongsuot.duty.queries.problems import Drawn
from thongsuot.duty.queries.wording import gap_line
from thongsuot.engines.roster import Gap, Violation


def seats_of_gaps(empty: Iterable[Gap], shifts: Sequence[Shift]) -> dict[str, int]:
    """Return the first empty seat of each gap; a time at which the roster has no shift leads nowhere."""
    found = {}
    for gap in empty:
        inside = (
            row.pk
            for row in shifts
            if row.person_id is None
            and row.position.kind == gap.position
            and row.starts_at < gap.ends_at
            and row.until > gap.starts_at
        )
        if (seat := next(inside, None)) is not None:
            found[gap_line(gap)] = seat
    return found


def seats_of_people(said: Mapping[int, str], shifts: Sequence[Shift]) -> dict[str, int]:
    """Return the first seat of each person of whom something is said."""
    first = {row.person_id: row.pk for row in reversed(shifts) if row.person_id is not None}
    return {line: first[person] for person, line in said.items() if person in first}


def seats_of_rules(drawn: Drawn, broken: Iterable[Violation]) -> dict[str, int]:
    """Return the seat in which each rule is broken."""
    found: dict[str, int] = {}
    for one in broken:
        rows = [row for (number, _kind), held in drawn.rows.items() if number == one.shift for row in held]
        own = [row for row in rows if row.person_id == one.person]
        if own or rows:
            for line in drawn.words.broken([one]):
                found.setdefault(line, (own or rows)[0].pk)
    return found
