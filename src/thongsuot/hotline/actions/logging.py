"""A call is written down: by whoever took it, by the duty officer for somebody else, now or later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.utils import IntegrityError

from thongsuot.hotline import queries
from thongsuot.hotline.actions.answering import answer
from thongsuot.hotline.actions.counting import count
from thongsuot.hotline.actions.refusing import past, require_operator, said
from thongsuot.hotline.models import HotlineCall
from thongsuot.ledger.actions import notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation, Person, Role, Site


@dataclass(frozen=True)
class Told:
    """What a call said: who, where, what, how urgent; and perhaps what was answered on the telephone at once."""

    caller: str
    what: str
    urgency: int
    phone: str = ""
    caller_organisation: Organisation | None = None
    site: Site | None = None
    place: str = ""
    called_at: datetime | None = None  # none: now
    receiver: str = ""  # none: whoever writes
    answer: str = ""  # none: nobody has answered yet
    answered_at: datetime | None = None  # none: when it was written, or rang where that was longer ago
    token: UUID | None = None


@transaction.atomic
def log_call(
    told: Told, *, organisation: Organisation, by: Actor, at: datetime, due_at: datetime | None = None
) -> HotlineCall:
    """Write a call down and count it; the same form sent twice gives the same call."""
    require_operator(organisation, by, at)
    called_at = past(told.called_at, "called_at", at=at)
    late = at - called_at > queries.LATE
    row = HotlineCall(
        organisation=organisation,
        reality=settings.REALITY,
        **columns(told, by),
        called_at=called_at,
        late=late,
        due_at=due_at or queries.due_of(told.urgency, called_at),
        token=told.token,
        at=at,
        **Act.fields_of(by),
    )
    if (written := _entered(row)) is not None:
        return written
    if told.answer.strip():
        spoken_at = called_at if late and told.answered_at is None else told.answered_at
        return answer(row, told.answer, by=by, at=at, answered_at=spoken_at, answered_by=row.receiver)
    count(row, by=by, at=at)
    notify(topic(row), organisation.pk)
    wake_timer()
    return row


def columns(told: Told, by: Actor) -> dict[str, Any]:
    """Return the columns that say what was told."""
    return {
        "caller": said(told.caller, "caller")[:80],
        "caller_organisation": told.caller_organisation,
        "phone": told.phone.strip()[:30],
        "number": queries.number_of(told.phone),
        "site": told.site,
        "place": "" if told.site is not None else told.place.strip()[:200],
        "what": said(told.what, "what"),
        "urgency": told.urgency,
        "receiver": (told.receiver.strip() or str(by))[:80],
    }


def _entered(row: HotlineCall) -> HotlineCall | None:
    """Enter a row; return what the same form has entered before."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        before = HotlineCall.objects.filter(organisation=row.organisation, token=row.token).exclude(token=None).first()
        if before is None:
            raise
        return before
    return None


@transaction.atomic
def log_leader_call(
    told: Told, *, organisation: Organisation, by: Person, at: datetime, to_duty: bool = False
) -> HotlineCall:
    """Write down that a leader took a call on a telephone of their own; what was said may be written later.

    What duty is to see to at once asks whoever is on duty at once: nobody at the desk has heard of it.
    """
    access.require(by, Role.Name.LEADER, organisation=organisation, at=at)
    now = to_duty and told.urgency == HotlineCall.Urgency.NOW
    return log_call(told, organisation=organisation, by=by, at=at, due_at=at if now else None)
