"""Somebody sees to a call: takes it, answers it, gives it back; or there was nothing to be said."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.hotline import queries
from thongsuot.hotline.actions.counting import count
from thongsuot.hotline.actions.refusing import past, require_operator, said
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import CallState
from thongsuot.ledger.actions import move
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Person
from thongsuot.paging import actions as paging


@transaction.atomic
def take(call: HotlineCall, *, by: Actor, at: datetime) -> HotlineCall:
    """Take a call on; nobody else is asked, for a time."""
    require_operator(call.organisation_id, by, at)
    holder = by if isinstance(by, Person) else None
    due_at = queries.held_till(call.urgency, at)
    row = move(call, CallState.TAKEN, by=by, at=at, holder=holder, ladder=None, due_at=due_at)
    hush(row, by=by, at=at)
    return row


@transaction.atomic
def put_back(call: HotlineCall, *, by: Actor, at: datetime, note: str = "") -> HotlineCall:
    """Give a call back; it waits again, and escalates as one that has just come."""
    require_operator(call.organisation_id, by, at)
    due_at = queries.due_of(call.urgency, at)
    return move(call, CallState.WAITING, by=by, at=at, note=note.strip(), holder=None, due_at=due_at)


@transaction.atomic
def answer(  # what was answered, by whom and when, may all have been at another moment than this
    call: HotlineCall,
    text: str,
    *,
    by: Actor,
    at: datetime,
    answered_at: datetime | None = None,
    answered_by: str = "",
) -> HotlineCall:
    """Answer a call, also by calling back as it was promised; a call counts as answered from its first answer on."""
    require_operator(call.organisation_id, by, at)
    text = said(text, "answer")
    moment = past(answered_at, "answered_at", at=at, since=call.called_at)
    row = move(
        call,
        CallState.ANSWERED,
        by=by,
        at=at,
        note=text,
        answer=text,
        answered_at=call.answered_at or moment,
        answered_name=(answered_by.strip() or str(by))[:80],
        due_at=None,
        ladder=None,
    )
    hush(row, by=by, at=at)
    count(row, by=by, at=at)
    return row


@transaction.atomic
def void(call: HotlineCall, reason: str, *, by: Actor, at: datetime) -> HotlineCall:
    """Say that a call was none: a wrong number, nothing asked; it counts no more."""
    require_operator(call.organisation_id, by, at)
    reason = said(reason, "reason")
    row = move(call, CallState.VOID, by=by, at=at, note=reason, due_at=None, ladder=None)
    hush(row, by=by, at=at)
    count(row, by=by, at=at)
    return row


def hush(call: HotlineCall, *, by: Actor, at: datetime) -> None:
    """Ask nobody any more."""
    with access.acting_as_system():  # whoever was asked may sit in another organisation
        paging.stop(call, by=by, at=at)
