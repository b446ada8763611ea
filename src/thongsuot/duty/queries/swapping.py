"""What it would break if a shift in force went to somebody else."""

from __future__ import annotations

from datetime import datetime

from thongsuot.duty.models import Shift
from thongsuot.duty.queries.judging import Verdict, gaps_of, judged
from thongsuot.duty.queries.positions import positions_of
from thongsuot.duty.queries.problems import around
from thongsuot.duty.queries.reaching import unreachable
from thongsuot.duty.queries.rosters import standing_between
from thongsuot.duty.queries.wording import gap_line
from thongsuot.engines.roster import Seat, Swap, check, swap
from thongsuot.organisations.models import Organisation, Person


def broken_by(shift: Shift, to: Person, at: datetime, exchange: Shift | None = None) -> Verdict:
    """Judge a shift going to another person, with `exchange`, a shift of theirs, coming back for it."""
    times = [row for row in (shift, exchange) if row is not None]
    drawn = around(shift.organisation, min(row.starts_at for row in times), max(row.until for row in times), at)
    given, taken = drawn.seat_of(shift), None if exchange is None else drawn.seat_of(exchange)
    if given is not None:
        broken = list(swap(drawn.problem, drawn.seats, Swap(given, to.pk, taken)).broken)
    else:
        number, kind = drawn.place_of(shift)
        before = check(drawn.problem, drawn.seats)
        after = check(drawn.problem, [*drawn.seats, Seat(number, kind, to.pk)])
        broken = [one for one in after if one not in before]
    never, doubtful = judged(drawn, broken)
    return Verdict([*unreachable([to]).values(), *never], doubtful)


def gaps_between(organisation: Organisation, since: datetime, until: datetime, at: datetime) -> list[str]:
    """Return who is missing in a time by the shifts in force."""
    required = list(positions_of(organisation, at))
    return [
        gap_line(gap) for gap in gaps_of(required, list(standing_between(organisation, since, until)), since, until)
    ]
