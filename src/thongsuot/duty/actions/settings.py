"""Which positions are filled, by whom they may be filled, at which hours, and who is away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.actions.refusing import Unsuitable
from thongsuot.duty.actions.telling import tell_keepers
from thongsuot.duty.models import Fit, Hours, Leave, Position
from thongsuot.ledger.actions import keep_edit
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation, Person

MOST = 20  # people in one position
SHORTEST, LONGEST = 30, 2880  # minutes of a shift


@dataclass(frozen=True)
class Daily:
    """A shift of the day as somebody lays it down; without `kinds` every position is filled at these hours."""

    name: str
    begins: time
    minutes: int
    weekdays: Collection[int]  # 0 is Monday
    night: bool = False
    kinds: Collection[str] = ()


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
        if row is not None and not number:
            _end(row, at)
        elif row is not None and row.required != number:
            before, row.required = {"required": row.required}, number
            row.save(update_fields=["required"])
            keep_edit(row, before=before, after={"required": number}, by=by, at=at)
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
    held = {row.person_id: row for row in Fit.objects.filter(position=position, valid_until=None)}
    for number, row in held.items():
        if number not in {person.pk for person in people}:
            _end(row, at)
    root = _root(position.organisation, by, at)
    return [
        held.get(person.pk) or Fit.objects.create(position=position, person=person, valid_from=at, **root)
        for person in dict.fromkeys(people)
    ]


@transaction.atomic
def set_hours(daily: Daily, *, organisation: Organisation, by: Actor, at: datetime) -> Hours:
    """Add a shift of the day that comes again."""
    access.require(by, *queries.KEEPERS, organisation=organisation, at=at)
    begins, minutes = daily.begins, daily.minutes
    if not daily.name.strip():
        raise Unsuitable("name", _("Ca trực cần có tên; chưa lưu gì."))
    if begins.second or begins.microsecond or not SHORTEST <= minutes <= LONGEST:
        raise Unsuitable("minutes", _("Ca trực bắt đầu tròn phút, dài từ 30 phút đến 48 giờ; chưa lưu gì."))
    if not daily.weekdays or not set(daily.weekdays) <= set(range(7)):
        raise Unsuitable("weekdays", _("Hãy chọn ít nhất một ngày trong tuần; chưa lưu gì."))
    if not set(daily.kinds) <= set(Position.Kind.values):
        raise Unsuitable("kinds", _("Ca trực dành cho các vị trí trực có trong danh sách; chưa lưu gì."))
    return Hours.objects.create(
        name=daily.name.strip(),
        begins=begins,
        minutes=minutes,
        weekdays=sorted(set(daily.weekdays)),
        night=daily.night,
        kinds=sorted(set(daily.kinds)),
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
    """Note when a person cannot be on duty; the person says so, or who keeps the roster.

    Shifts of a published roster stay the person's until somebody takes them: whoever keeps the roster is told of them.
    """
    if by != person:
        access.require(by, *queries.KEEPERS, organisation=person.organisation_id, at=at)
    if until <= since:
        raise Unsuitable("until", _("Thời gian nghỉ phải kết thúc sau khi bắt đầu; chưa lưu gì."))
    root = _root(person.organisation, by, at)
    leave = Leave.objects.create(person=person, valid_from=since, valid_until=until, **root)
    left = list(queries.coming_of(person, max(since, at)).filter(starts_at__lt=until))
    if left:
        tell_keepers(leave, left, by=by, at=at)
    return leave


@transaction.atomic
def cancel_leave(leave: Leave, *, by: Actor, at: datetime) -> Leave:
    """Take a leave back."""
    if by != leave.person:
        access.require(by, *queries.KEEPERS, organisation=leave.organisation_id, at=at)
    leave.cancelled_at = leave.cancelled_at or at
    leave.save(update_fields=["cancelled_at"])
    return leave
