"""Nobody has taken over: the person is asked, then the colleague who cannot leave, then those who answer for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localtime

from thongsuot.duty import queries
from thongsuot.duty.actions.handing import hush, rehand
from thongsuot.duty.models import Handover
from thongsuot.duty.states import HandoverState
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, Person
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.paging import actions as paging
from thongsuot.paging.states import LadderState

CHASED_AFTER = timedelta(minutes=5)
ESCALATED_AFTER = timedelta(minutes=10)
ANEW_AFTER = timedelta(minutes=30)  # whoever said they would see to it has so long until those behind are called again
SOON, FIRST = 2, 1  # priorities: what an SMS is worth, and what is telephoned as well


@transaction.atomic
def follow_up(handover: Handover, *, by: Actor, at: datetime) -> Handover:
    """Take the step that is due where nobody has taken over; late comers change nothing.

    A tick that comes after the shift's end asks nobody any more. What waits always has a next step before that end.
    """
    handover = queries.handovers().select_for_update(of=("self",)).get(pk=handover.pk)
    if not handover.waits or handover.due_at is None or handover.due_at > at:
        return handover
    shift = handover.shift
    if not shift.in_force or shift.person_id != handover.person_id:
        return rehand(shift, by=by, at=at) or queries.handovers().get(pk=handover.pk)
    if shift.until <= at:
        hush(handover, by=by, at=at)
        return move(handover, HandoverState.MISSED, by=by, at=at, due_at=None)
    handover.former = queries.former_of(shift)  # it may have changed hands as well
    match handover.state:
        case HandoverState.EXPECTED:
            return _ask(handover, by=by, at=at)
        case HandoverState.ASKED if handover.outgoing is not None:
            return _chase(handover, handover.outgoing, by=by, at=at)
        case HandoverState.ESCALATED:
            return _anew(handover, by=by, at=at)
    return _escalate(handover, by=by, at=at)


def _due(handover: Handover, after: timedelta) -> datetime:
    return min(handover.starts_at + after, handover.shift.until)


def _named(handover: Handover) -> str:
    """Return what people call the shift."""
    shift = handover.shift
    begin, end = localtime(shift.starts_at), localtime(shift.until)
    with translation.override("vi"):
        return f"{shift.position} {begin:%H:%M}-{end:%H:%M} {begin:%d/%m/%Y}"


def _ask(handover: Handover, *, by: Actor, at: datetime) -> Handover:
    """Ask the person; where nobody is left to be chased, those who answer for it are told ten minutes after all."""
    wait = CHASED_AFTER if handover.outgoing is not None else ESCALATED_AFTER
    due_at, former = _due(handover, wait), handover.former
    handover = move(handover, HandoverState.ASKED, by=by, at=at, due_at=due_at, former=former)
    subject = f"Đến giờ nhận ca {_named(handover)}: trả lời NHAN CA hoặc mở trang để nhận"
    body = "Nếu không đến được, hãy báo ngay người đang trực và lãnh đạo."
    _tell(handover, handover.person, Words(subject, body, handover.get_absolute_url(), SOON), by=by, at=at)
    return handover


def _chase(handover: Handover, person: Person, *, by: Actor, at: datetime) -> Handover:
    due_at, former = _due(handover, ESCALATED_AFTER), handover.former
    handover = move(handover, HandoverState.CHASED, by=by, at=at, due_at=due_at, former=former)
    subject = f"{handover.person} chưa nhận ca {_named(handover)}; đề nghị ở lại vị trí"
    body = "Hãy gọi người nhận ca. Nếu người đó đã có mặt, nhờ trả lời NHAN CA hoặc nhận ca trên hệ thống."
    _tell(handover, person, Words(subject, body, handover.get_absolute_url(), SOON), by=by, at=at)
    return handover


def _tell(handover: Handover, person: Person, words: Words, *, by: Actor, at: datetime) -> None:
    name = topic(handover)
    to = outbox.contact_of(person)
    draft = Draft(f"{name}:{handover.state}", "", to, words, handover.reality, name, inside=True)
    outbox.tell(draft, by=by, at=at)


def _escalate(handover: Handover, *, by: Actor, at: datetime) -> Handover:
    """Climb a ladder of those who answer for it; the hand-over itself waits on until the shift ends."""
    note, due_at, former = _call(handover, by=by, at=at), _later(handover, at), handover.former
    return move(handover, HandoverState.ESCALATED, by=by, at=at, due_at=due_at, former=former, note=note)


def _anew(handover: Handover, *, by: Actor, at: datetime) -> Handover:
    """Call again where whoever said they would see to it sent nobody, or where nobody could be reached before.

    Where everybody was called and nobody answered, the call sheet lies before those who telephone.
    """
    ladder = queries.ladder_of(handover)
    if ladder is None or ladder.state == LadderState.ACCEPTED:
        _call(handover, by=by, at=at)
    exhausted = ladder is not None and ladder.state == LadderState.EXHAUSTED
    handover.due_at = handover.shift.until if exhausted else _later(handover, at)
    handover.save(update_fields=["due_at"])
    return handover


def _later(handover: Handover, at: datetime) -> datetime:
    return min(at + ANEW_AFTER, handover.shift.until)


def _call(handover: Handover, *, by: Actor, at: datetime) -> str:
    """Call whoever answers for it; return why nobody was, or nothing."""
    people = queries.told_of_absence(handover, at)
    subject = f"Chưa có người nhận ca {_named(handover)}"
    body = f"{handover.person} đã được nhắc mà chưa nhận ca. Hãy cử người trực thay, hoặc ghi nhận ca theo lời báo."
    words = Words(subject, body, handover.get_absolute_url(), FIRST)
    try:
        paging.open_ladder(handover, people, words, organisation=handover.organisation, by=by, at=at, inside=True)
    except paging.EmptyLadder as error:
        return str(error)
    return ""
