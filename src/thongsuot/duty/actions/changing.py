"""A published shift goes to somebody else, at once if need be, or moves; who stood in it is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.actions.following import let_go
from thongsuot.duty.actions.handing import rehand
from thongsuot.duty.actions.refusing import Breaks, Unsuitable, in_hand, placing
from thongsuot.duty.actions.swapping import move_person
from thongsuot.duty.actions.telling import tell_changed
from thongsuot.duty.models import Shift
from thongsuot.ledger.actions import keep_edit
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Person


@transaction.atomic
def change_shift(shift: Shift, person: Person, *, why: str, by: Actor, at: datetime) -> Shift:
    """Give a shift in force to another person; from this minute on, where somebody has taken it over already.

    Rest may be too short in an emergency: what the change breaks is kept beside it. Returns the shift in which the
    person stands.
    """
    access.require(by, *queries.KEEPERS, organisation=shift.organisation_id, at=at)
    shift, why = _standing(shift, at), _reasoned(why)
    former = shift.person
    if former == person:
        return shift
    if hindrance := queries.why_not(person, shift, at):
        raise Breaks([hindrance])
    if dead := queries.unreachable([person]):
        raise Breaks(list(dead.values()))
    with translation.override("vi"):
        against = queries.broken_by(shift, person, at).doubtful
    if shift.taken_at is not None and shift.starts_at < queries.minute(at):
        found = _split(shift, person, why, against, by=by, at=at)
    else:
        move_person(shift, person, {"why": why, "against": against}, by=by, at=at)
        rehand(shift, by=by, at=at)
        found = shift
    let_go(shift, by=by, at=at)
    told = {former: f"{person} trực thay", person: "Đồng chí nhận ca trực"}
    tell_changed(found, told, by=by, at=at)
    return found


def _split(shift: Shift, person: Person, why: str, against: Sequence[str], *, by: Actor, at: datetime) -> Shift:
    """End a shift that runs, and begin the rest of it with another person."""
    end, now = shift.until, queries.minute(at)
    before = {"until": end}
    shift.until = now
    shift.save(update_fields=["until"])
    rest = Shift(
        roster=shift.roster,
        organisation=shift.organisation,
        reality=shift.reality,
        position=shift.position,
        hours=shift.hours,
        seat=shift.seat,
        starts_at=now,
        until=end,
        person=person,
        in_force=True,
        fixed=True,
    )
    with placing(person):
        rest.save()
    after: dict[str, Any] = {"until": now, "then": rest.pk, "person": person.pk, "why": why, "against": list(against)}
    keep_edit(shift, before=before, after=after, by=by, at=at)
    rehand(shift, by=by, at=at)
    rehand(rest, by=by, at=at)
    return rest


@transaction.atomic
def move_shift(shift: Shift, *, starts_at: datetime, until: datetime, why: str, by: Actor, at: datetime) -> Shift:
    """Let a shift that has not begun begin or end at another time; never so that a position lacks somebody."""
    access.require(by, *queries.KEEPERS, organisation=shift.organisation_id, at=at)
    shift, why = _standing(shift, at), _reasoned(why)
    if not at < starts_at < until <= starts_at + queries.LONGEST_SHIFT or shift.starts_at <= at:
        raise Unsuitable(
            "starts_at", _("Ca trực chưa bắt đầu mới dời được, dài không quá 2 ngày; chưa có gì thay đổi.")
        )
    if {starts_at.second, starts_at.microsecond, until.second, until.microsecond} != {0}:
        raise Unsuitable("starts_at", _("Giờ trực tính tròn phút; chưa có gì thay đổi."))
    before = {"starts_at": shift.starts_at, "until": shift.until}
    since, end = min(starts_at, shift.starts_at), max(until, shift.until)
    lacking = queries.gaps_between(shift.organisation, since, end, at)
    shift.starts_at, shift.until = starts_at, until
    if shift.person is not None and (hindrance := queries.why_not(shift.person, shift, at)):
        raise Breaks([hindrance])
    with placing(shift.person):
        shift.save(update_fields=["starts_at", "until"])
    if more := [line for line in queries.gaps_between(shift.organisation, since, end, at) if line not in lacking]:
        raise Breaks(more)
    keep_edit(shift, before=before, after={"starts_at": starts_at, "until": until, "why": why}, by=by, at=at)
    rehand(shift, by=by, at=at)
    tell_changed(shift, {shift.person: "Ca trực của đồng chí đổi giờ"}, by=by, at=at)
    return shift


def _standing(shift: Shift, at: datetime) -> Shift:
    row = in_hand(shift)
    if not row.in_force or row.until <= at:
        raise Unsuitable("shift", _("Ca trực đã qua hoặc không còn hiệu lực; chưa có gì thay đổi."))
    return row


def _reasoned(why: str) -> str:
    if not why.strip():
        raise Unsuitable("why", _("Cần nêu lý do đổi; chưa có gì thay đổi."))
    return why.strip()
