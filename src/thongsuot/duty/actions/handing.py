"""One takes over from the other: expected when a roster is published, taken by who comes, confirmed by who goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.actions.refusing import NotYours
from thongsuot.duty.models import Handover, Roster, Shift
from thongsuot.duty.states import ON_DUTY, HandoverState
from thongsuot.ledger.actions import IllegalMove, keep_edit, move, notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.models import Reply
from thongsuot.paging import actions as paging


class NotNow(ValueError):  # named for what happened (STYLE 10)
    """The shift may not be taken over at this moment."""

    def __init__(self, shift: Shift) -> None:
        facts = {"early": localtime(shift.starts_at - queries.EARLY), "until": localtime(shift.until)}
        super().__init__(
            _("Ca này nhận được từ %(early)s đến trước %(until)s; chưa có gì thay đổi.")
            % {name: f"{moment:%H:%M %d/%m/%Y}" for name, moment in facts.items()}
        )


@transaction.atomic
def plan_handovers(roster: Roster, *, by: Actor, at: datetime) -> int:
    """Expect somebody in every shift in force of a published roster; what it replaced is expected no more.

    Returns how many are expected.
    """
    for old in list(queries.out_of_force(roster.organisation_id)):
        void(old, by=by, at=at)
    shifts = list(queries.shifts_of(roster).filter(in_force=True, handovers=None))
    formers = queries.formers_of(shifts)
    wanted = [_expected(shift, formers.get(shift.pk), at=at) for shift in shifts if _wants(shift, at)]
    Handover.objects.bulk_create(wanted)
    Shift.objects.filter(organisation=roster.organisation_id, in_force=False).update(counts_at=None)
    _plan_counts(roster, at)
    notify(topic(roster), roster.organisation_id)
    wake_timer()
    return len(wanted)


def _wants(shift: Shift, at: datetime) -> bool:
    return shift.in_force and shift.person_id is not None and shift.until > at


def _expected(shift: Shift, former: Shift | None, *, at: datetime) -> Handover:
    begin = max(shift.starts_at, at)
    return Handover(
        organisation_id=shift.organisation_id,
        reality=shift.reality,
        shift=shift,
        person_id=cast(int, shift.person_id),  # nobody is expected in a gap
        former=former,
        starts_at=begin,
        due_at=begin,
    )


def _plan_counts(roster: Roster, at: datetime) -> None:
    """Have each day counted when its last shift has ended."""
    days: dict[date, datetime] = defaultdict(lambda: at)
    for shift in roster.shifts.filter(in_force=True):
        day = queries.day_of(shift.starts_at)
        days[day] = max(days[day], shift.until)
    for day, end in days.items():
        queries.shifts_of_day(roster.organisation_id, day).filter(in_force=True).update(counts_at=end)


@transaction.atomic
def rehand(shift: Shift, *, by: Actor, at: datetime) -> Handover | None:
    """A shift in force changed hands, moved, came in or was taken out: expect who is to come now, and nobody else."""
    standing = queries.handover_of(shift)
    shift.counts_at = max(shift.until, at)
    shift.save(update_fields=["counts_at"])
    wake_timer()
    if standing is not None and (_still(standing, shift, at) or standing.state == HandoverState.MISSED):
        return standing
    if standing is not None:
        void(standing, by=by, at=at)
        shift.taken_at = None
    if not _wants(shift, at):
        return None
    handover = _expected(shift, queries.former_of(shift), at=at)
    handover.save()
    notify(topic(handover), handover.organisation_id)
    return handover


def _still(handover: Handover, shift: Shift, at: datetime) -> bool:
    same = shift.in_force and handover.person_id == shift.person_id
    return same and (handover.starts_at == shift.starts_at or shift.starts_at < handover.starts_at <= at)


@transaction.atomic
def void(handover: Handover, *, by: Actor, at: datetime) -> Handover:
    """Nobody needs to take this over any more."""
    if handover.state in ON_DUTY:
        _stand(handover.shift, None)
    handover = move(handover, HandoverState.VOID, by=by, at=at, due_at=None)
    hush(handover, by=by, at=at)
    return handover


def _stand(shift: Shift, taken_at: datetime | None) -> None:
    shift.taken_at = taken_at
    shift.save(update_fields=["taken_at"])
    notify(topic(shift), shift.organisation_id)


def hush(handover: Handover, *, by: Actor, at: datetime) -> None:
    """Ask nobody about a hand-over any more; what has left stays as it is."""
    paging.stop(handover, by=by, at=at)
    outbox.withdraw(topic(handover), by=by, at=at)


@transaction.atomic
def take(
    handover: Handover,
    *,
    way: str,
    by: Actor,
    at: datetime,
    matters: Sequence[dict[str, str]] = (),
    said_at: datetime | None = None,
    reply: Reply | None = None,
) -> Handover:
    """Take a shift over: the person, or who keeps the roster by what the person said, also later ("ghi theo lời báo").

    `said_at` is when the person said so, where that was before it is written down; `matters` is what is open.
    """
    _may_take(handover, way, by=by, at=at)
    shift = Shift.objects.select_for_update(of=("self",)).get(pk=handover.shift_id)
    taken_at = at if said_at is None else min(said_at, at)
    if not shift.starts_at - queries.EARLY <= taken_at < shift.until:
        raise NotNow(shift)
    handover = move(
        handover,
        HandoverState.TAKEN,
        by=by,
        at=at,
        taken_at=taken_at,
        taken_way=way,
        due_at=None,
        reply=reply,
        former=queries.former_of(shift),
        matters=_kept(matters),
    )
    _stand(shift, taken_at)
    _count_again(shift, at)
    hush(handover, by=by, at=at)
    if handover.handed_at is not None:
        handover = move(handover, HandoverState.HANDED, by=by, at=at)
    return handover


def _kept(matters: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: str(matter.get(name, ""))[:200] for name in ("title", "url", "since")} for matter in matters]


def _may_take(handover: Handover, way: str, *, by: Actor, at: datetime) -> None:
    if way == Handover.Way.WORD:
        access.require(by, *queries.KEEPERS, organisation=handover.organisation_id, at=at)
    elif by != handover.person:
        raise NotYours


def _count_again(shift: Shift, at: datetime) -> None:
    """Have a day whose evidence was entered counted anew: something came late."""
    if shift.counts_at is None:
        shift.counts_at = at
        shift.save(update_fields=["counts_at"])
        wake_timer()


@transaction.atomic
def hand(
    handover: Handover, *, notes: str, by: Actor, at: datetime, matters: Sequence[dict[str, str]] = ()
) -> Handover:
    """Confirm that one hands over, and say what the other must know; before the other comes, or after.

    `matters` is what is open, for a hand-over in which nobody has written it down: who came said so by SMS.
    """
    handover = queries.handovers().select_for_update(of=("self",)).get(pk=handover.pk)
    if handover.waits:
        handover.former = queries.former_of(handover.shift)
    if handover.outgoing is None or by != handover.outgoing:
        raise NotYours
    if at < handover.starts_at - queries.EARLY:
        raise NotNow(handover.shift)
    said: dict[str, Any] = {"notes": notes.strip(), "handed_at": at, "handed_name": str(by)}
    if handover.state == HandoverState.TAKEN:
        said["matters"] = handover.matters or _kept(matters)
        return move(handover, HandoverState.HANDED, by=by, at=at, **said)
    if not handover.waits:
        raise IllegalMove(handover, HandoverState.HANDED)
    before = {"notes": handover.notes, "handed_at": handover.handed_at, "handed_name": handover.handed_name}
    handover.notes, handover.handed_at, handover.handed_name = notes.strip(), at, str(by)
    handover.save(update_fields=[*said, "former"])
    keep_edit(handover, before=before, after=said, by=by, at=at)
    return handover
