"""Links to operators: whether single SMS leave by one, how they do, and what came by them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from thongsuot.engines.message import international
from thongsuot.outbox.models import NATIONAL, TAIL, Channel, Message, ReplyPart, SmsLink
from thongsuot.outbox.states import MessageState

LINK = "link:"  # begins TS_SMS_URL where single SMS leave by an operator's link
PATIENCE = timedelta(minutes=10)  # how long the other parts of an answer are waited for


def single_link() -> str:
    """Return the name of the link by which single SMS leave; none where they take another way."""
    url: str = settings.SMS_URL or ""
    return url.removeprefix(LINK) if url.startswith(LINK) else ""


def left_to_a_link() -> Q:
    """Return the condition that a mailbox is served by the gateway of a link, and by nobody else."""
    return Q(channel=Channel.SMS, reality=settings.REALITY) if single_link() else Q(pk__in=[])


def links() -> dict[str, SmsLink]:
    """Return the links that a gateway of this install has opened, as it saw them last."""
    return {row.name: row for row in SmsLink.objects.filter(reality=settings.REALITY)}


def last_told(number: str) -> Message | None:
    """Return the last SMS that went to a number of E.164, however the number is written there."""
    rows = Message.objects.annotate(tail=TAIL).filter(tail=number[-NATIONAL:], channel=Channel.SMS)
    rows = rows.filter(reality=settings.REALITY, claimed_at__isnull=False).exclude(state=MessageState.FAILED)
    told = rows.order_by("-claimed_at", "-id")[:50]
    return next((row for row in told if international(row.address) == number), None)


def old_parts(at: datetime) -> QuerySet[ReplyPart]:
    """Return the parts of answers that have waited long enough, for the others or for being sent again."""
    return ReplyPart.objects.filter(received_at__lte=at - PATIENCE).select_related("message")
