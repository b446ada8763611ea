"""Which addresses nobody can be reached at, as far as the last try shows."""

from __future__ import annotations

from django.db.models import QuerySet

from thongsuot.engines.message import international
from thongsuot.outbox.models import NATIONAL, TAIL, Channel, Message
from thongsuot.outbox.states import MessageState


def failed() -> QuerySet[Message]:
    """Return the messages that came to nothing on a way by which bytes leave."""
    return Message.objects.filter(state=MessageState.FAILED, channel__in=[Channel.EMAIL, Channel.SMS])


def failing(email: str, phone: str, *, reality: str) -> bool:
    """Tell whether a person has addresses and each of them failed at its last try; an address never tried is good.

    A telephone is tried by SMS alone: what a call came to is for the people who called.
    """
    tries = [_last_mail(email, reality)] if email else []
    tries += [_last_sms(phone, reality)] if phone else []
    return bool(tries) and all(last is not None and last.state == MessageState.FAILED for last in tries)


def _tried(channel: Channel, reality: str) -> QuerySet[Message]:
    rows = Message.objects.filter(channel=channel, reality=reality, claimed_at__isnull=False)
    return rows.order_by("-claimed_at", "-id")


def _last_mail(address: str, reality: str) -> Message | None:
    return _tried(Channel.EMAIL, reality).filter(address=address).first()


def _last_sms(phone: str, reality: str) -> Message | None:
    number = international(phone)
    if not number:
        return _tried(Channel.SMS, reality).filter(address=phone).first()
    rows = _tried(Channel.SMS, reality).annotate(tail=TAIL).filter(tail=number[-NATIONAL:])[:50]
    return next((row for row in rows if international(row.address) == number), None)
