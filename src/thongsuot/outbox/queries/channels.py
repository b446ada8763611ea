"""The channels of this install and how each of them does."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from thongsuot.outbox.models import Channel, Mailbox, Message
from thongsuot.outbox.queries.linked import LINK, single_link
from thongsuot.outbox.states import MessageState

TRIAL = "try:"  # begins the key of a message by which somebody tries a channel out


@dataclass(frozen=True)
class Way:
    """A channel by which bytes leave: whether and where to, how it does, and the last that was tried on it."""

    channel: Channel
    peer: str  # host and port alone; what lies behind them may be a secret. Empty: messages are kept as files
    link: str  # the name of the operator's link that it takes instead
    mailbox: Mailbox | None
    waiting: int
    last: Message | None
    trial: Message | None


def ways() -> list[Way]:
    """Return the channels of this install and how each of them does."""
    told = {Channel.EMAIL: settings.SMTP_URL, Channel.SMS: settings.SMS_URL}
    return [_way(channel, _peer(url or "")) for channel, url in told.items()]


def _peer(url: str) -> str:
    if not url or url.startswith(LINK):
        return ""
    try:
        parts = urlsplit(url)
        return ":".join(filter(None, [parts.hostname or "?", str(parts.port or "")]))
    except ValueError:
        return "?"


def _way(channel: Channel, peer: str) -> Way:
    rows = Message.objects.filter(channel=channel, reality=settings.REALITY)
    tried = rows.exclude(claimed_at=None).order_by("-claimed_at", "-id")
    return Way(
        channel,
        peer,
        single_link() if channel == Channel.SMS else "",
        Mailbox.objects.filter(channel=channel, reality=settings.REALITY).first(),
        rows.filter(state__in=[MessageState.QUEUED, MessageState.SENDING]).count(),
        tried.exclude(key__startswith=TRIAL).first(),
        rows.filter(key__startswith=TRIAL).order_by("-at", "-id").first(),
    )
