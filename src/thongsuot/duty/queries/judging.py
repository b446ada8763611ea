"""What keeps a roster from being published, and what somebody must confirm first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.duty.models import Position, Roster, Shift
from thongsuot.duty.queries.pointing import seats_of_gaps, seats_of_people, seats_of_rules
from thongsuot.duty.queries.positions import positions_of
from thongsuot.duty.queries.problems import Drawn, drawn
from thongsuot.duty.queries.reaching import unreachable
from thongsuot.duty.queries.rosters import kept_beside, shifts_of
from thongsuot.duty.queries.wording import gap_line, shift_word
from thongsuot.engines.roster import BadProblem, Gap, Required, Rule, Seat, Violation, check, gaps
from thongsuot.engines.roster import Shift as Stretch

# Nobody can be in two places, or on duty while away; how much one rests may be weighed against an emergency.
NEVER = frozenset({Rule.LEAVE, Rule.ONE_SEAT, Rule.QUALIFIED, Rule.UNKNOWN})
WEIGHED = frozenset({Rule.REST, Rule.RUN, Rule.OF_SEVEN, Rule.MONTH, Rule.MOST, Rule.FORBIDDEN})


@dataclass(frozen=True)
class Verdict:
    """What must be mended first, what may stand if somebody says so, and to which seats (rows) the lines lead."""

    wrong: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    seats: dict[str, int] = field(default_factory=dict)


def minute(at: datetime) -> datetime:
    """Return the minute in which a moment lies."""
    return at.replace(second=0, microsecond=0)


def coming_in_force(roster: Roster, at: datetime) -> list[Shift]:
    """Return the shifts of a roster as they would come in force, unsaved: what is over does not.

    Who stands in a seat now stays to the end of the shift; then the seat goes to whom the roster names.
    """
    kept, found = list(kept_beside(roster, at)), []
    for shift in shifts_of(roster):
        shift.starts_at = max(shift.starts_at, minute(at))
        for other in kept:
            if (other.position_id, other.seat) == (shift.position_id, shift.seat):
                _give_way(shift, other)
        if shift.starts_at < shift.until:
            found.append(shift)
    return found


def _give_way(shift: Shift, other: Shift) -> None:
    if other.starts_at <= shift.starts_at < other.until:
        shift.starts_at = other.until
    elif shift.starts_at < other.starts_at < shift.until:
        shift.until = other.starts_at


def gaps_of(required: Sequence[Position], shifts: Sequence[Shift], since: datetime, until: datetime) -> tuple[Gap, ...]:
    """Return the times, to the minute, in which one of the positions has fewer people than it needs."""
    return gaps(
        [Required(position.kind, position.required) for position in required],
        [Stretch(number, shift.starts_at, shift.until) for number, shift in enumerate(shifts)],
        [
            Seat(n, shift.position.kind, shift.person_id)
            for n, shift in enumerate(shifts)
            if shift.person_id is not None
        ],
        since=since,
        until=until,
    )


def verdict(roster: Roster, at: datetime) -> Verdict:
    """Judge a roster as it would come in force at the moment."""
    required = list(positions_of(roster.organisation, at))
    if not required:
        return Verdict([_("chưa đặt vị trí trực nào cho đơn vị")])
    if roster.until <= at:
        return Verdict([_("thời gian của lịch trực đã qua")])
    coming = coming_in_force(roster, at)
    standing = [*kept_beside(roster, at), *coming]
    empty = gaps_of(required, standing, max(roster.starts_at, minute(at)), roster.until)
    silent = unreachable(shift.person for shift in coming if shift.person is not None)
    twice = _twice(coming)
    wrong = [*(gap_line(gap) for gap in empty), *silent.values(), *twice]
    seats = {**seats_of_gaps(empty, coming), **seats_of_people(silent, coming), **twice}
    try:
        problem = drawn(roster, at, coming)
    except BadProblem:
        said = _("lịch trực quá lớn, hoặc có ca không tròn phút; hãy chia nhỏ hoặc sửa giờ")
        return Verdict([*wrong, said], seats=seats)
    broken = check(problem.problem, problem.seats)
    hard, soft = judged(problem, broken)
    return Verdict([*wrong, *hard], soft, {**seats_of_rules(problem, broken), **seats})


def judged(drawn: Drawn, broken: Sequence[Violation]) -> tuple[list[str], list[str]]:
    """Return in words what can never stand, and what may if somebody says so."""
    never = drawn.words.broken(one for one in broken if one.rule in NEVER)
    return never, drawn.words.broken(one for one in broken if one.rule in WEIGHED)


def _twice(shifts: Sequence[Shift]) -> dict[str, int]:
    """Return in words, and by their rows, the seats that a roster fills twice at once."""
    last: dict[tuple[int, int], Shift] = {}
    found: dict[str, int] = {}
    for shift in sorted(shifts, key=lambda shift: shift.starts_at):
        before = last.get((shift.position_id, shift.seat))
        if before is not None and before.until > shift.starts_at:
            said = _("hai ca chồng giờ ở cùng một chỗ trực: %(shift)s") % {"shift": shift_word(shift)}
            found.setdefault(said, shift.pk)
        if before is None or before.until < shift.until:
            last[shift.position_id, shift.seat] = shift
    return found
