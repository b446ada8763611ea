"""The watch of a crisis: a roster of two teams in turn, and an officer who does not come on its last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from thongsuot.duty import actions as duty
from thongsuot.duty import queries as rosters
from thongsuot.duty.models import Handover, Roster
from thongsuot.exercise import queries
from thongsuot.organisations.models import Organisation, Person

Put = Callable[[datetime, Callable[[datetime], object]], None]

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WHOLE_DAY = 24 * 60  # minutes of a shift
LATER = timedelta(minutes=12)  # than its begin: when the leader, called at ten, puts somebody in the empty place


def plan(put: Put, watch: queries.Watch, *, at: datetime) -> None:
    """Plan a watch: a roster, everybody who takes over, and who does not."""
    if not watch.days:
        return
    put(at, partial(publish, watch))
    for day in range(watch.days):
        begin = watch.begins + day * DAY
        absent = queries.cast()["watch"]["absent"] if day == watch.days - 1 else ""
        put(begin, partial(take_over, watch.code, absent))
        if absent:
            put(begin + LATER, partial(replace, watch.code, absent))
            put(begin + LATER + MINUTE, partial(take_over, watch.code, absent))


def publish(watch: queries.Watch, at: datetime) -> Roster:
    """Draw a roster up and publish it."""
    told, leader = queries.cast()["watch"], _person(f"{watch.code}.lanhdao")
    organisation = leader.organisation
    _set_up(organisation, told, by=leader, at=at)
    roster = duty.draft(
        title="Lịch trực theo văn bản chỉ đạo",
        starts_at=watch.begins,
        until=watch.ends,
        organisation=organisation,
        by=leader,
        at=at,
    )
    people, placing = {kind: [_person(name) for name in names] for kind, names in told["team"].items()}, {}
    for shift in rosters.shifts_of(roster):
        team, turn = people[shift.position.kind], (watch.ends - shift.until).days % 2
        placing[shift.pk] = team[turn * len(team) // 2 + shift.seat - 1].pk
    duty.seat_all(roster, placing, {}, by=leader, at=at)
    return duty.publish(roster, by=leader, at=at, even_so=True)


def _set_up(organisation: Organisation, told: dict[str, dict[str, list[str]]], *, by: Person, at: datetime) -> None:
    """Say once which positions there are, who may stand in them, and when shifts begin."""
    if rosters.positions_of(organisation, at).exists():
        return
    required = {str(kind): number for kind, number in rosters.USUAL.items()}
    for position in duty.require_positions(required, organisation=organisation, by=by, at=at):
        duty.allow(position, [_person(name) for name in told["team"][position.kind]], by=by, at=at)
    begins = time.fromisoformat(queries.cast()["watch"]["begins"])
    daily = duty.Daily("Ca ngày đêm", begins, WHOLE_DAY, range(7), night=True)
    duty.set_hours(daily, organisation=organisation, by=by, at=at)


def take_over(code: str, absent: str, at: datetime) -> None:
    """Let everybody take over whose shift begins, and those who go confirm it; all but the absent one."""
    rows = rosters.handovers().filter(organisation__code=code, shift__in_force=True, shift__until__gt=at)
    for row in rows.filter(starts_at__lte=at).exclude(person__username=absent).order_by("pk"):
        if row.waits:
            _confirm(duty.take(row, way=Handover.Way.PAGE, by=row.person, at=at), at)


def _confirm(row: Handover, at: datetime) -> None:
    outgoing = rosters.handovers().get(pk=row.pk).outgoing
    if outgoing is not None and row.handed_at is None:
        duty.hand(rosters.handovers().get(pk=row.pk), notes="Mạng lưới bình thường.", by=outgoing, at=at)


def replace(code: str, absent: str, at: datetime) -> None:
    """Put whoever stood there before into the place of the one who did not come."""
    leader, person = _person(f"{code}.lanhdao"), _person(absent)
    for row in rosters.handovers().filter(person=person, shift__in_force=True, starts_at__lte=at, shift__until__gt=at):
        if row.waits:
            others = [_person(name) for name in queries.cast()["watch"]["team"][row.shift.position.kind]]
            other = next(one for one in others if one != person)
            duty.change_shift(row.shift, other, why="Người được phân công không đến", by=leader, at=at)


def _person(username: str) -> Person:
    return Person.objects.select_related("organisation").get(username=username)
