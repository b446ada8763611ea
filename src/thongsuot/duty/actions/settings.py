"""Which positions are filled, by whom they may be filled, at which hours, and who is away."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.actions.refusing import Unsuitable
from thongsuot.duty.models import Fit, Hours, Leave, Position
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation, Person

MOST = 20  # people in one position


def _root(organisation: Organisation, by: Actor, at: datetime) -> dict[str, Any]:
    return {"organisation": organisation, "reality": settings.REALITY, "at": at, **Act.fields_of(by)}


def _end(row: Position | Fit | Hours, at: datetime) -> None:
    row.valid_until = max(at, row.valid_from)
    row.save(update_fields=["valid_until"])


@transaction.atomic
def require_positions(
    required: dict[str, int], *, organisation: Organisation, by: Actor, at: datetime
) -> list[Position]:
    """Say how many are needed in each position at the same time; none means that the position is not filled."""
    access.require(by, *queries.KEEPERS, organisation=organisation, at=at)
    if any(kind not in Position.Kind.values or not 0 <= number <= MOST for kind, number in required.items()):
        raise Unsuitable("required", _("Mỗi vị trí trực cần từ 0 đến 20 người; chưa lưu gì."))
    held = {row.kind: row for row in queries.positions_of(organisation, at).select_for_update()}
    for kind, number in required.items():
        row = held.get(kind)
        if row is not None and row.required != number:
            row.required = number or row.required
            row.save(update_fields=["required"]) if number else _end(row, at)
        elif row is None and number:
            Position.objects.create(kind=kind, required=number, valid_from=at, **_root(organisation, by, at))
    return list(queries.positions_of(organisation, at))


@transaction.atomic
def allow(position: Position, people: list[Person], *, by: Actor, at: datetime) -> list[Fit]:
    """Say who may stand in a position; who is not named any more may not from now on."""
    access.require(by, *queries.KEEPERS, organisation=position.organisation_id, at=at)
    if strangers := [person for person in people if person.organisation_id != position.organisation_id]:
        names = ", ".join(map(str, strangers))
        raise Unsuitable("people", _("%(names)s không thuộc đơn vị này; chưa lưu gì.") % {"names": names})
    held = {row.person_id: row for row in queries.fits_of(position.organisation, at).filter(position=position)}
    for number, row in held.items():
        if number not in {person.pk for person in people}:
            _end(row, at)
    root = _root(position.organisation, by, at)
    return [
        held.get(person.pk) or Fit.objects.create(position=position, person=person, valid_from=at, **root)
        for person in people
    ]


@transaction.atomic
def set_hours(  # noqa: PLR0913  # one form
    *,
    name: str,
    begins: time,
    minutes: int,
    weekdays: list[int],
    night: bool,
    organisation: Organisation,
    by: Actor,
    at: datetime,
) -> Hours:
    """Add a shift of the day that comes again on these days of the week."""
    access.require(by, *queries.KEEPERS, organisation=organisation, at=at)
    return Hours.objects.create(
        name=name,
        begins=begins,
        minutes=minutes,
        weekdays=sorted(set(weekdays)),
        night=night,
        valid_from=at,
        **_root(organisation, by, at),
    )


@transaction.atomic
def end_hours(hours: Hours, *, by: Actor, at: datetime) -> Hours:
    """Let a shift of the day come again no more; rosters that have it keep it."""
    access.require(by, *queries.KEEPERS, organisation=hours.organisation_id, at=at)
    _end(hours, at)
    return hours


@transaction.atomic
def take_leave(person: Person, *, since: datetime, until: datetime, by: Actor, at: datetime) -> Leave:
    """Note when a person cannot be on duty; the person says so, or who keeps the roster."""
    if by != person:
        access.require(by, *queries.KEEPERS, organisation=person.organisation_id, at=at)
    if until <= since:
        raise Unsuitable("until", _("Thời gian nghỉ phải kết thúc sau khi bắt đầu; chưa lưu gì."))
    root = _root(person.organisation, by, at)
    return Leave.objects.create(person=person, valid_from=since, valid_until=until, **root)


@transaction.atomic
def cancel_leave(leave: Leave, *, by: Actor, at: datetime) -> Leave:
    """Take a leave back."""
    if by != leave.person:
        access.require(by, *queries.KEEPERS, organisation=leave.organisation_id, at=at)
    leave.cancelled_at = leave.cancelled_at or at
    leave.save(update_fields=["cancelled_at"])
    return leave
