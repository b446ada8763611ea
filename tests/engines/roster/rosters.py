"""Rosters to try: small ones by hand, small ones by chance, and one that tells right from wrong by definition alone."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from itertools import combinations, product
from zoneinfo import ZoneInfo

from thongsuot.engines.roster import (
    Ban,
    Burden,
    Leave,
    Ledger,
    Load,
    Person,
    Problem,
    Required,
    Rule,
    Rules,
    Seat,
    Shift,
    Stint,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2020, 2, 3, tzinfo=ZONE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEADER, OPERATIONS, RESPONDER = "leader", "operations", "responder"


def at(day, hour=0, minute=0):
    """Give a moment, counted from Monday 03/02/2020."""
    return MONDAY + DAY * day + HOUR * hour + timedelta(minutes=minute)


def shift(number, day, hour=8, hours=8, kind="day", burdens=(), weight=1):
    """Give a shift of a day."""
    return Shift(number, at(day, hour), at(day, hour + hours), kind, frozenset(burdens), weight)


def person(number, *positions, **bounds):
    """Give a person; a responder unless told."""
    return Person(number, frozenset(positions or [RESPONDER]), **bounds)


def problem(people, shifts, required=None, **more):
    """Give a problem that needs one responder a shift unless told."""
    if required is None:
        required = [Required(RESPONDER, 1)]
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in more.items()}
    return Problem(tuple(people), tuple(shifts), tuple(required), ZONE, **given)


def seat(number, who, position=RESPONDER):
    """Give a seat."""
    return Seat(number, position, who)


def month(days=28, crews=((6, LEADER), (6, OPERATIONS), (14, RESPONDER)), seed=1, leave=0.08):
    """Give a month of three shifts a day, with leave and a past by chance."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    shifts = []
    for day in range(days):
        for kind, hour in (("morning", 6), ("evening", 14), ("night", 22)):
            burdens = {Burden.NIGHT} if kind == "night" else set()
            burdens |= {Burden.WEEKEND} if at(day).weekday() >= 5 else set()
            shifts.append(shift(len(shifts) + 1, day, hour, 8, kind, burdens))
    people = [position for number, position in crews for _ in range(number)]
    people = [person(number, position) for number, position in enumerate(people, 1)]
    leaves = [Leave(one.id, at(day), at(day + 1)) for one in people for day in range(days) if chance.random() < leave]
    ledger = [
        Ledger(
            one.id,
            Load(480 * chance.randint(8, 16), chance.randint(3, 7), chance.randint(2, 6)),
            Load(480 * 80, 27, 23),
        )
        for one in people
    ]
    required = [Required(LEADER, 1), Required(OPERATIONS, 1), Required(RESPONDER, 2)]
    rules = Rules(rest=11 * HOUR, longest_run=6, of_seven=6, month=timedelta(hours=208))
    return problem(people, shifts, required, rules=rules, leaves=leaves, ledger=ledger)


def by_chance(seed, people=3, shifts=4):
    """Give a small problem in which any rule may bite, and perhaps nothing is possible."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    made = []
    for number in range(1, shifts + 1):
        day, hour = chance.randint(0, 3), chance.choice((0, 6, 8, 14, 18, 22))
        burdens = {burden for burden in Burden if chance.random() < 0.3}
        made.append(
            shift(number, day, hour, chance.choice((4, 8, 12, 30)), chance.choice(("a", "b")), burdens, 1 + number % 2)
        )
    positions = (LEADER, RESPONDER)
    crew = [
        person(
            number,
            *chance.sample(positions, chance.choice((1, 1, 2))),
            least=HOUR * chance.choice((0, 0, 0, 8)),
            most=chance.choice((None, None, 12 * HOUR, 24 * HOUR)),
        )
        for number in range(1, people + 1)
    ]
    required = [Required(LEADER, chance.randint(0, 1)), Required(RESPONDER, chance.randint(0, 1))]
    required += [Required(RESPONDER, chance.randint(0, 2), "b")] if chance.random() < 0.5 else []
    return problem(
        crew,
        made,
        required,
        rules=Rules(
            rest=HOUR * chance.choice((0, 0, 8, 12)),
            longest_run=chance.choice((None, 1, 2, 3)),
            of_seven=chance.choice((None, 2, 3)),
            month=chance.choice((None, 16 * HOUR, 40 * HOUR)),
        ),
        leaves=_leaves(chance, people),
        stints=_stints(chance, people),
        fixed=_fixed(chance, people, shifts),
        bans=[
            Ban(chance.randint(1, people), chance.randint(1, shifts), chance.choice(("", LEADER)))
            for _ in range(chance.randint(0, 2))
        ],
        ledger=[
            Ledger(number, Load(60 * chance.randint(0, 60), chance.randint(0, 3)), Load(60 * 200, 9, 6, 4))
            for number in range(1, people + 1)
            if chance.random() < 0.5
        ],
    )


def _leaves(chance, people):
    starts = [(chance.randint(1, people), at(chance.randint(-1, 3), chance.choice((0, 8)))) for _ in range(2)]
    return [Leave(who, start, start + HOUR * chance.choice((8, 24))) for who, start in starts if chance.random() < 0.6]


def _stints(chance, people):
    starts = [(chance.randint(1, people), at(chance.randint(-3, 1), chance.choice((0, 16)))) for _ in range(3)]
    return [Stint(who, start, start + HOUR * chance.choice((6, 25))) for who, start in starts if chance.random() < 0.6]


def _fixed(chance, people, shifts):
    drawn = {
        Seat(chance.randint(1, shifts), chance.choice((LEADER, RESPONDER)), chance.randint(1, people)) for _ in range(2)
    }
    return [one for one in sorted(drawn) if chance.random() < 0.25]


def whole(given, seats):
    """Tell by definition alone, without cleverness, whether a roster keeps every rule."""
    return not wrongs(given, seats)


def wrongs(given, seats):
    """Give the rules that a roster breaks, with the person where there is one."""
    found = set(_claims(given, seats))
    for one in given.people:
        own = [taken for taken in seats if taken.person == one.id]
        found |= {(rule, one.id) for rule in _of_person(given, one, own)}
    return found


def _claims(given, seats):
    held = Counter((taken.shift, taken.position) for taken in set(seats))
    for duty in given.shifts:
        for position in {one.position for one in given.required}:
            rows = [one for one in given.required if one.position == position and one.kind in ("", duty.kind)]
            special = [one for one in rows if one.kind] or rows
            if special and held[duty.id, position] < special[0].least:
                yield Rule.COVERAGE, None
    for taken in given.fixed:
        if taken not in seats:
            yield Rule.FIXED, taken.person


def _of_person(given, one, own):
    duties = {duty.id: duty for duty in given.shifts}
    shifts = [duties[taken.shift] for taken in own]
    stints = [stint for stint in given.stints if stint.person == one.id]
    for taken in own:
        if taken.position not in one.positions:
            yield Rule.QUALIFIED
        if any(ban.person == one.id and ban.shift == taken.shift and ban.position in ("", taken.position)
               for ban in given.bans):  # fmt: skip
            yield Rule.FORBIDDEN
    if any(leave.person == one.id and _touch(leave, duty) for leave in given.leaves for duty in shifts):
        yield Rule.LEAVE
    pairs = [*combinations(shifts, 2), *product(shifts, stints)]
    if any(_touch(first, second) for first, second in pairs):
        yield Rule.ONE_SEAT
    if any(not _touch(first, second) and _apart(first, second) < given.rules.rest for first, second in pairs):
        yield Rule.REST
    yield from _of_days(given, shifts, stints)
    length = sum((duty.ends_at - duty.starts_at for duty in shifts), timedelta())
    if length < one.least:
        yield Rule.LEAST
    if one.most is not None and length > one.most:
        yield Rule.MOST


def _touch(first, second):
    return first.starts_at < second.ends_at and second.starts_at < first.ends_at


def _apart(first, second):
    return max(first.starts_at - second.ends_at, second.starts_at - first.ends_at)


def _of_days(given, shifts, stints):
    past = {day for stint in stints for day in _days(stint)}
    worked = past | {day for duty in shifts for day in _days(duty)}
    limits = [(Rule.RUN, given.rules.longest_run, (given.rules.longest_run or 0) + 1)]
    limits += [(Rule.OF_SEVEN, given.rules.of_seven, 7)]
    for rule, limit, span in limits:
        for first in range(-40, 40) if limit is not None else ():
            window = {MONDAY.date() + DAY * (first + step) for step in range(span)}
            if len(window & worked) > limit and window & (worked - past):
                yield rule
    for number in (1, 2, 3) if given.rules.month is not None else ():
        own = [duty for duty in shifts if duty.starts_at.month == number]
        there = [work for work in (*own, *stints) if work.starts_at.month == number]
        if own and sum((work.ends_at - work.starts_at for work in there), timedelta()) > given.rules.month:
            yield Rule.MONTH


def _days(work):
    count = -(-(work.ends_at - work.starts_at) // DAY)
    return [work.starts_at.date() + DAY * step for step in range(count)]
