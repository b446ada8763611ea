"""A roster is drawn up: empty, like the week before, as the engine suggests; it binds nobody until it is published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.actions.refusing import Unsuitable, drafted
from thongsuot.duty.models import Position, Roster, Shift
from thongsuot.duty.states import RosterState
from thongsuot.ledger.actions import keep_edit, move, notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation, Person

LONGEST = timedelta(days=62)
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@transaction.atomic
def draft(
    *, title: str, starts_at: datetime, until: datetime, organisation: Organisation, by: Actor, at: datetime
) -> Roster:
    """Lay out the empty seats of a time: every position at every shift of the day that comes again."""
    access.require(by, *queries.KEEPERS, organisation=organisation, at=at)
    if not title.strip():
        raise Unsuitable("title", _("Lịch trực cần có tên; chưa lưu gì."))
    if not timedelta() < until - starts_at <= LONGEST:
        raise Unsuitable("until", _("Lịch trực dài từ 1 đến 62 ngày; chưa lưu gì."))
    if {starts_at.second, starts_at.microsecond, until.second, until.microsecond} != {0}:
        raise Unsuitable("starts_at", _("Giờ trực tính tròn phút; chưa lưu gì."))
    roster = Roster.objects.create(
        title=title.strip(),
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
    hours = list(queries.hours_of(roster.organisation, at))
    seats, day = [], localtime(roster.starts_at).date()
    while day <= localtime(roster.until).date():
        for each in hours:
            starts_at = datetime.combine(day, each.begins, tzinfo=get_default_timezone())
            if day.weekday() not in each.weekdays or not roster.starts_at <= starts_at < roster.until:
                continue
            until = starts_at + timedelta(minutes=each.minutes)
            seats += [
                _seat(roster, position, seat, starts_at, until, hours=each)
                for position in filter(each.serves, positions)
                for seat in range(1, position.required + 1)
            ]
        day += DAY
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
    """Fill the empty seats with whoever stood in the same ones the week before; return how many.

    A roster of several weeks copies its own first week on into the weeks after it.
    """
    access.require(by, *queries.KEEPERS, organisation=roster.organisation_id, at=at)
    roster = drafted(roster)
    before = queries.standing_between(roster.organisation, roster.starts_at - WEEK, roster.until - WEEK)
    known = {_place(row, WEEK): row.person for row in before.filter(starts_at__lt=roster.starts_at)}
    suiting, filled = queries.suiting(roster, at), []
    for shift in queries.shifts_of(roster):
        person = shift.person or known.get(_place(shift))
        if shift.person is None and person is not None and not suiting.hindrance(person, shift):
            shift.person = person
            suiting.taken[person.pk].append(shift)
            filled.append(shift)
        if shift.person is not None:
            known.setdefault(_place(shift, WEEK), shift.person)
    Shift.objects.bulk_update(filled, ["person"])
    _made(roster, "copied", roster.suggested, by=by, at=at)
    return len(filled)


def _place(shift: Shift, later: timedelta = timedelta()) -> tuple[str, int, datetime, datetime]:
    return shift.position.kind, shift.seat, shift.starts_at + later, shift.until + later


@transaction.atomic
def seat_all(roster: Roster, placing: Mapping[int, int | None], how: dict[str, Any], *, by: Actor, at: datetime) -> int:
    """Seat people (by the numbers of shift and person) as somebody suggests; what was fixed by hand stays.

    Returns how many seats of the roster are filled.
    """
    access.require(by, *queries.KEEPERS, organisation=roster.organisation_id, at=at)
    roster = drafted(roster)
    rows = list(queries.shifts_of(roster))
    for row in rows:
        if not row.fixed and row.pk in placing:
            row.person_id = placing[row.pk]
    Shift.objects.bulk_update(rows, ["person"])
    _made(roster, "suggested", how, by=by, at=at)
    return sum(row.person_id is not None for row in rows)


@transaction.atomic
def keep_suggestion(roster: Roster, how: dict[str, Any], *, by: Actor, at: datetime) -> Roster:
    """Keep what was said of a draft, and seat nobody by it."""
    access.require(by, *queries.KEEPERS, organisation=roster.organisation_id, at=at)
    roster = drafted(roster)
    _made(roster, roster.origin, how, by=by, at=at)
    return roster


def _made(roster: Roster, origin: str, how: dict[str, Any], *, by: Actor, at: datetime) -> None:
    before = {"origin": roster.origin, "suggested": roster.suggested}
    roster.origin, roster.suggested = origin, how
    roster.save(update_fields=["origin", "suggested"])
    keep_edit(roster, before=before, after={"origin": origin, "suggested": how}, by=by, at=at)


@transaction.atomic
def seat_person(shift: Shift, person: Person | None, *, by: Actor, at: datetime) -> Shift:
    """Put somebody into a seat of a draft by hand, or nobody; a suggestion leaves it alone from then on."""
    access.require(by, *queries.KEEPERS, organisation=shift.organisation_id, at=at)
    roster = drafted(shift.roster_id)
    shift = Shift.objects.select_related("position", "hours").get(pk=shift.pk)
    shift.roster = roster
    if person is not None and (hindrance := queries.why_not(person, shift, at)):
        raise Unsuitable("person", _("%(why)s; chưa lưu gì.") % {"why": hindrance})
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
