"""An SMS takes a shift over; whoever wrote it is told what came of it, once for each SMS."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from thongsuot.duty import queries
from thongsuot.duty.actions.handing import take
from thongsuot.duty.actions.telling import shift_line
from thongsuot.duty.models import Handover
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Contact, Draft, Words
from thongsuot.outbox.models import Channel, Message, Reply

PRIORITY = 2
NOT_KEPT = "Chưa ghi nhận nhận ca"


@transaction.atomic
def take_by_sms(handover: Handover, reply: Reply, *, at: datetime) -> Handover:
    """Take a shift over at the minute in which its person wrote so, and say that it is done."""
    way, by = Handover.Way.SMS, handover.person
    handover = take(handover, way=way, by=by, at=at, said_at=reply.received_at, reply=reply)
    said = f"Đã ghi nhận nhận ca lúc {localtime(reply.received_at):%H:%M}. {shift_line(handover.shift)}"
    _answer(reply, said, about=topic(handover), by=by, at=at)
    return handover


@transaction.atomic
def explain(reply: Reply, *, by: Actor, at: datetime) -> Message | None:
    """Say why an SMS took nothing over, and when one will; None where nothing leaves by SMS."""
    return _answer(reply, _why(reply), about="", by=by, at=at)


def _why(reply: Reply) -> str:
    stood = queries.stood_at(reply)
    if stood is not None and stood.taken_at is not None:
        return f"Ca này đã được ghi nhận lúc {localtime(stood.taken_at):%H:%M}. {shift_line(stood.shift)}"
    coming = queries.next_shift_of(reply)
    if coming is None:
        return f"{NOT_KEPT}: bạn không có ca trực nào sắp tới. Hãy gọi trực ban"
    early = localtime(coming.starts_at - queries.EARLY)
    return f"{NOT_KEPT}: trả lời từ {early:%H:%M %d/%m/%Y}. {shift_line(coming)}"


def _answer(reply: Reply, said: str, *, about: str, by: Actor, at: datetime) -> Message | None:
    if not settings.SMS_URL:
        return None
    asked = reply.message
    person = asked.recipient
    to = Contact(asked.organisation, asked.name, person, phone=asked.address)  # the number that wrote
    words = Words(said, "", "", PRIORITY)
    draft = Draft(f"takeover:{reply.pk}", Channel.SMS, to, words, reply.reality, about, inside=True)
    return outbox.queue(draft, by=by, at=at)
