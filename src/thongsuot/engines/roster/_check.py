"""Every rule a roster breaks, found from its seats alone: nothing here is shared with what makes rosters."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from thongsuot.engines.roster._causes import Rule, Violation
from thongsuot.engines.roster._problem import Leave, Person, Problem, Seat, Shift, Stint

_ONE = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Work:
    """One stretch of work: a seat of the roster (`seat`), or a stint outside it."""

    starts_at: datetime
    ends_at: datetime
    seat: Seat | None
    stint: Stint | None

    @property
    def name(self) -> int | Stint | None:
        return self.stint if self.seat is None else self.seat.shift

    @property
    def order(self) -> tuple[datetime, datetime, bool, str]:
        return self.starts_at, self.ends_at, self.seat is not None, str(self.seat)


def check(problem: Problem, seats: Iterable[Seat]) -> tuple[Violation, ...]:
    """Give every violation: empty seats by time, then each person's, in O(n log n); nothing where the roster is sound.

    Work outside the roster is only judged together with seats: what the past alone did wrong is not told.
    """
    given = list(seats)
    people = {person.id: person for person in problem.people}
    shifts = {shift.id: shift for shift in problem.shifts}
    known = [seat for seat in given if seat.person in people and seat.shift in shifts]
    found = [
        Violation(Rule.UNKNOWN, seat.person, seat.shift, seat.position) for seat in sorted(set(given) - set(known))
    ]
    found += _empty(problem, known)
    found += [
        Violation(Rule.FIXED, seat.person, seat.shift, seat.position)
        for seat in sorted(set(problem.fixed) - set(known))
    ]
    leaves, bans = _leaves(problem), _bans(problem)
    for person, works in _by_person(problem, known, shifts).items():
        own = [work for work in works if work.seat]
        found += _not_allowed(people[person], own, bans[person])
        found += _away(person, own, leaves[person])
        found += _timed(problem, person, works)
        found += _contract(people[person], own)
    return tuple(found)


def _empty(problem: Problem, seats: list[Seat]) -> Iterator[Violation]:
    """Give the positions of shifts with fewer different people than required."""
    held = Counter((shift, position) for shift, position, _person in {(s.shift, s.position, s.person) for s in seats})
    always = {one.position: one.least for one in problem.required if one.kind == ""}
    special: dict[str, dict[str, int]] = defaultdict(dict)
    for one in problem.required:
        special[one.kind][one.position] = one.least
    for shift in sorted(problem.shifts, key=lambda shift: (shift.starts_at, shift.id)):
        for position, least in sorted({**always, **special[shift.kind]}.items()):
            if held[shift.id, position] < least:
                have = held[shift.id, position]
                yield Violation(Rule.COVERAGE, shift=shift.id, position=position, have=have, limit=least)


def _by_person(problem: Problem, seats: list[Seat], shifts: dict[int, Shift]) -> dict[int, list[_Work]]:
    works: dict[int, list[_Work]] = {person: [] for person in sorted(person.id for person in problem.people)}
    for seat in seats:
        shift = shifts[seat.shift]
        works[seat.person].append(_Work(shift.starts_at, shift.ends_at, seat, None))
    for stint in problem.stints:
        works[stint.person].append(_Work(stint.starts_at, stint.ends_at, None, stint))
    for own in works.values():
        own.sort(key=lambda work: work.order)
    return works


def _bans(problem: Problem) -> dict[int, set[tuple[int, str]]]:
    bans: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for ban in problem.bans:
        bans[ban.person].add((ban.shift, ban.position))
    return bans


def _leaves(problem: Problem) -> dict[int, list[Leave]]:
    """Give the leaves of each person by time, those that touch or overlap joined."""
    joined: dict[int, list[Leave]] = defaultdict(list)
    for leave in sorted(problem.leaves, key=lambda leave: leave.starts_at):
        own = joined[leave.person]
        if own and leave.starts_at <= own[-1].ends_at:
            last = own.pop()
            leave = Leave(leave.person, last.starts_at, max(last.ends_at, leave.ends_at))
        own.append(leave)
    return joined


def _not_allowed(person: Person, own: list[_Work], bans: set[tuple[int, str]]) -> Iterator[Violation]:
    for seat in [work.seat for work in own if work.seat]:
        if seat.position not in person.positions:
            yield Violation(Rule.QUALIFIED, person.id, seat.shift, seat.position)
        if (seat.shift, "") in bans or (seat.shift, seat.position) in bans:
            yield Violation(Rule.FORBIDDEN, person.id, seat.shift, seat.position)


def _away(person: int, own: list[_Work], leaves: list[Leave]) -> Iterator[Violation]:
    """Give the seats during leave: the last leave that starts before a seat ends is the only one to look at."""
    starts = [leave.starts_at for leave in leaves]
    for work in own:
        place = bisect_left(starts, work.ends_at) - 1
        if place >= 0 and leaves[place].ends_at > work.starts_at and work.seat:
            yield Violation(Rule.LEAVE, person, work.seat.shift, work.seat.position, other=leaves[place])


def _timed(problem: Problem, person: int, works: list[_Work]) -> Iterator[Violation]:
    rules = problem.rules
    yield from _too_close(person, works, rules.rest)
    worked = _worked_days(problem, works)
    if rules.longest_run is not None:
        yield from _runs(worked, person, rules.longest_run)
    if rules.of_seven is not None:
        yield from _sevens(worked, person, rules.of_seven)
    if rules.month is not None:
        yield from _months(problem, person, works, rules.month)


def _too_close(person: int, works: list[_Work], rest: timedelta) -> Iterator[Violation]:
    """Give work that starts before earlier work has ended, or before the rest after it is over."""
    latest: _Work | None = None
    latest_seat: _Work | None = None
    for work in works:
        before = latest if work.seat else latest_seat
        if before is not None and work.starts_at < before.ends_at + rest:
            rule = Rule.ONE_SEAT if work.starts_at < before.ends_at else Rule.REST
            have = max((work.starts_at - before.ends_at) // _MINUTE, 0)
            here, other = (work, before) if work.seat else (before, work)
            limit = rest // _MINUTE if rule is Rule.REST else 0
            shift = here.seat.shift if here.seat else None
            yield Violation(rule, person, shift, other=other.name, have=have, limit=limit)
        if latest is None or work.ends_at > latest.ends_at:
            latest = work
        if work.seat and (latest_seat is None or work.ends_at > latest_seat.ends_at):
            latest_seat = work


def _worked_days(problem: Problem, works: Iterable[_Work]) -> dict[date, bool]:
    """Give the days that work belongs to, in order; True where a seat alone makes the day a worked one."""
    worked: dict[date, bool] = {}
    for work in works:
        day = work.starts_at.astimezone(problem.zone).date()
        length = work.ends_at - work.starts_at
        while length > timedelta():
            worked[day] = worked.get(day, True) and work.seat is not None
            day += _ONE
            length -= _ONE
    return dict(sorted(worked.items()))


def _runs(worked: dict[date, bool], person: int, limit: int) -> Iterator[Violation]:
    for _, numbered in groupby(enumerate(worked), key=lambda pair: pair[1] - _ONE * pair[0]):
        run = [day for _, day in numbered]
        if len(run) > limit and any(worked[day] for day in run):
            yield Violation(Rule.RUN, person, day=run[0], have=len(run), limit=limit)


def _sevens(worked: dict[date, bool], person: int, limit: int) -> Iterator[Violation]:
    """Give the first day of each seven that hold too many; seven days that start with a day off lie in others."""
    ordered = list(worked)
    for place, first in enumerate(ordered):
        window = ordered[place : bisect_left(ordered, first + 7 * _ONE, lo=place)]
        if len(window) > limit and any(worked[day] for day in window):
            yield Violation(Rule.OF_SEVEN, person, day=first, have=len(window), limit=limit)


def _months(problem: Problem, person: int, works: list[_Work], limit: timedelta) -> Iterator[Violation]:
    lengths: dict[date, timedelta] = defaultdict(timedelta)
    seated = set()
    for work in works:
        month = work.starts_at.astimezone(problem.zone).date().replace(day=1)
        lengths[month] += work.ends_at - work.starts_at
        if work.seat:
            seated.add(month)
    for month in sorted(seated):
        if lengths[month] > limit:
            have = lengths[month] // _MINUTE
            yield Violation(Rule.MONTH, person, day=month, have=have, limit=limit // _MINUTE)


def _contract(person: Person, own: list[_Work]) -> Iterator[Violation]:
    length = sum((work.ends_at - work.starts_at for work in own), timedelta())
    have = length // _MINUTE
    if length < person.least:
        yield Violation(Rule.LEAST, person.id, have=have, limit=person.least // _MINUTE)
    if person.most is not None and length > person.most:
        yield Violation(Rule.MOST, person.id, have=have, limit=person.most // _MINUTE)
