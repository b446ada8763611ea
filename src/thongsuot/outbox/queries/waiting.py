"""What waits to leave, who sends it, and when there is next something to do."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Min, Q, QuerySet

from thongsuot.outbox.models import Channel, Mailbox, Message, Reply, ReplyPart
from thongsuot.outbox.queries.linked import PATIENCE, left_to_a_link
from thongsuot.outbox.states import MessageState

LEASE = timedelta(minutes=3)  # longer than the slowest peer is waited for


def due(mailbox: Mailbox, at: datetime) -> QuerySet[Message]:
    """Return what a mailbox should send now, first things first."""
    rows = Message.objects.filter(mailbox=mailbox, state=MessageState.QUEUED, due_at__lte=at)
    return rows.order_by("priority", "due_at", "id")


def due_in_app(at: datetime) -> QuerySet[Message]:
    """Return the messages that should appear on screen now."""
    rows = Message.objects.filter(channel=Channel.IN_APP, state=MessageState.QUEUED, due_at__lte=at)
    return rows.order_by("due_at", "id")


def in_flight(mailbox: Mailbox) -> QuerySet[Message]:
    """Return the message that a sender has claimed and not settled; there is never more than one."""
    return Message.objects.filter(mailbox=mailbox, state=MessageState.SENDING)


def holds(message: Message) -> bool:
    """Tell whether the claim that the sender made is still its own."""
    return Message.objects.filter(pk=message.pk, epoch=message.epoch, state=MessageState.SENDING).exists()


def stuck(mailbox: Mailbox, at: datetime) -> bool:
    """Tell whether whoever holds the mailbox has done nothing with it for a lease, though there was work."""
    rows = Message.objects.filter(mailbox=mailbox)
    if rows.filter(claimed_at__gt=at - LEASE).exists():
        return False
    waiting = Q(state=MessageState.SENDING) | Q(state=MessageState.QUEUED, due_at__lte=at - LEASE)
    return rows.filter(waiting).exists()


def at_work(at: datetime) -> QuerySet[Mailbox]:
    """Return the mailboxes that have something to send or to clear up."""
    open_now = Q(paused_until__isnull=True) | Q(paused_until__lte=at)
    ready = Q(messages__state=MessageState.QUEUED, messages__due_at__lte=at) & open_now
    rows = Mailbox.objects.exclude(left_to_a_link())
    return rows.filter(ready | Q(messages__state=MessageState.SENDING)).distinct()


def to_be_read() -> QuerySet[Reply]:
    """Return the SMS that no machine has read for what they ask, in the order in which they came."""
    return Reply.objects.filter(waiting=True).order_by("id")


def next_of(mailbox: Mailbox) -> datetime | None:
    """Return when a mailbox may send its next message."""
    rows = Message.objects.filter(mailbox=mailbox, state=MessageState.QUEUED)
    first: datetime | None = rows.aggregate(first=Min("due_at"))["first"]
    return None if first is None else max(first, mailbox.paused_until or first)


def next_due() -> datetime | None:
    """Return when something is next to be done: a message falls due, a pause or a lease ends, patience runs out."""
    moments: list[datetime] = []
    queued = Message.objects.filter(state=MessageState.QUEUED)
    if appears := queued.filter(channel=Channel.IN_APP).aggregate(first=Min("due_at"))["first"]:
        moments.append(appears)
    for mailbox in Mailbox.objects.exclude(left_to_a_link()):
        if (first := next_of(mailbox)) is not None:
            moments.append(first)
        claimed = in_flight(mailbox).aggregate(first=Min("claimed_at"))["first"]
        if claimed is not None:
            moments.append(claimed + LEASE)
    if came := ReplyPart.objects.aggregate(first=Min("received_at"))["first"]:
        moments.append(came + PATIENCE)
    return min(moments, default=None)
