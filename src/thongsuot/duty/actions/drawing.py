"""A roster is drawn up: empty, like the week before, or as the engine suggests; until it is published it binds nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.actions.refusing import Unsuitable
from thongsuot.duty.models import Position, Roster, Shift
from thongsuot.duty.states import RosterState
from thongsuot.engines.roster import Seat
from thongsuot.ledger.actions import keep_edit, move, notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation, Person

LONGEST = timedelta(days=62)
WEEK = timedelta(days=7)


@transaction.atomic
def draft(
    *, title: str, starts_at: datetime, until: datetime, organisation: Organisation, by: Actor, at: datetime
) -> Roster:
    """Lay out the empty seats of a time: every position at every shift of the day that comes again."""
    access.require(by, *queries.KEEPERS, organisation=organisation, at=at)
    if not timedelta() < until - starts_at <= LONGEST:
        raise Unsuitable("until", _("Lịch trực dài từ 1 đến 62 ngày; chưa lưu gì."))
    roster = Roster.objects.create(
        title=title,
        starts_at=starts_at,
        until=until,
        organisation=organisation,
        reality=settings.REALITY,
        at=at,
        **Act.fields_of(by),
    )
    Shift.objects.bulk_create(_seats(roster, at))
    notify(topic(roster), organisation.pk)
    return roster


def _seats(roster: Roster, at: datetime) -> list[Shift]:
    positions = list(queries.positions_of(roster.organisation, at))
    seats, day = [], localtime(roster.starts_at).date()
    hours = list(queries.hours_of(roster.organisation, at))
    while day <= localtime(roster.until).date():
        for each in hours:
            starts_at = datetime.combine(day, each.begins, tzinfo=get_default_timezone())
            if day.weekday() not in each.weekdays or not roster.starts_at <= starts_at < roster.until:
                continue
            until = starts_at + timedelta(minutes=each.minutes)
            seats += [
                _seat(roster, position, seat, starts_at, until, hours=each)
                for position in positions
                for seat in range(1, position.required + 1)
            ]
        day += timedelta(days=1)
    return seats


def _seat(roster: Roster, position: Position, seat: int, starts_at: datetime, until: datetime, **more: Any) -> Shift:
    return Shift(
        roster=roster,
        organisation_id=roster.organisation_id,
        reality=roster.reality,
        position=position,
        seat=seat,
        starts_at=starts_at,
        until=until,
        **more,
    )


@transaction.atomic
def copy_week(roster: Roster, *, by: Actor, at: datetime) -> int:
    """Fill the empty seats with whoever stood in the same ones the week before; return how many."""
    access.require(by, *queries.KEEPERS, organisation=roster.organisation_id, at=at)
    _drafted(roster)
    empty = list(queries.shifts_of(roster).filter(person=None))
    before = queries.standing_between(roster.organisation, roster.starts_at - WEEK, roster.until - WEEK)
    known = {(row.position_id, row.seat, row.starts_at + WEEK, row.until + WEEK): row.person for row in before}
    filled = 0
    for shift in empty:
        person = known.get((shift.position_id, shift.seat, shift.starts_at, shift.until))
        if person is not None and queries.may_stand(person, shift, at):
            shift.person = person
            shift.save(update_fields=["person"])
            filled += 1
    _made(roster, "copied", {}, by=by, at=at)
    return filled


def _drafted(roster: Roster) -> None:
    if roster.state != RosterState.DRAFT:
        raise Unsuitable("roster", _("Lịch trực đã ban hành; hãy đổi từng ca. Chưa có gì thay đổi."))


@transaction.atomic
def seat_all(roster: Roster, seats: tuple[Seat, ...], how: dict[str, Any], *, by: Actor, at: datetime) -> int:
    """Seat people as the engine suggests; what was fixed by hand stays. Returns how many seats are filled."""
    access.require(by, *queries.KEEPERS, organisation=roster.organisation_id, at=at)
    _drafted(roster)
    drawn, filled = queries.drawn(roster, at), 0
    wanted: dict[tuple[int, str], list[int]] = {}
    for seat in seats:
        wanted.setdefault((seat.shift, seat.position), []).append(seat.person)
    for key, rows in drawn.rows.items():
        people = wanted.get(key, [])
        held = {row.person_id for row in rows if row.fixed}
        left = [person for person in people if person not in held]
        for row in rows:
            if not row.fixed:
                row.person_id = left.pop(0) if left else None
                row.save(update_fields=["person"])
            filled += row.person_id is not None
    _made(roster, "suggested", how, by=by, at=at)
    return filled


def _made(roster: Roster, origin: str, how: dict[str, Any], *, by: Actor, at: datetime) -> None:
    before = {"origin": roster.origin, "suggested": roster.suggested}
    roster.origin, roster.suggested = origin, how
    roster.save(update_fields=["origin", "suggested"])
    keep_edit(roster, before=before, after={"origin": origin, "suggested": how}, by=by, at=at)


@transaction.atomic
def seat_person(shift: Shift, person: Person | None, *, by: Actor, at: datetime) -> Shift:
    """Put somebody into a seat of a draft by hand, or nobody; a suggestion leaves it alone from then on."""
    access.require(by, *queries.KEEPERS, organisation=shift.organisation_id, at=at)
    _drafted(shift.roster)
    if person is not None and not queries.may_stand(person, shift, at):
        raise Unsuitable(
            "person", _("%(who)s không thuộc vị trí trực này hoặc đang nghỉ; chưa lưu gì.") % {"who": person}
        )
    before = {"person": shift.person_id, "fixed": shift.fixed}
    shift.person, shift.fixed = person, person is not None
    shift.save(update_fields=["person", "fixed"])
    keep_edit(shift, before=before, after={"person": shift.person_id, "fixed": shift.fixed}, by=by, at=at)
    return shift


@transaction.atomic
def discard(roster: Roster, *, by: Actor, at: datetime) -> Roster:
    """Put a draft away; it stays on record."""
    access.require(by, *queries.KEEPERS, organisation=roster.organisation_id, at=at)
    return move(roster, RosterState.DISCARDED, by=by, at=at)
