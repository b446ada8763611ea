"""Which way a mailbox's messages take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.ledger.models import Reality
from thongsuot.outbox import queries
from thongsuot.outbox.gateway import keeping, mail, sms
from thongsuot.outbox.gateway.answers import Send, Unreachable
from thongsuot.outbox.models import Channel, Mailbox


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[Send]:
    """Open the way of a mailbox and yield how to send one message; the peer is reached before anything is claimed."""
    if mailbox.channel == Channel.SMS:
        with _sms(mailbox) as send:
            yield send
    elif settings.SMTP_URL and mailbox.reality == settings.REALITY:
        with mail.opened(settings.SMTP_URL) as send:
            yield send
    else:
        yield keeping.mail


def _sms(mailbox: Mailbox) -> AbstractContextManager[Send]:
    """Send real SMS in earnest alone: the made-up numbers of a demonstration may belong to somebody."""
    if queries.single_link() and mailbox.reality == settings.REALITY:
        raise Unreachable(_("Tin nhắn đi qua kết nối nhà mạng, do tiến trình gateway gửi."))
    if settings.SMS_URL and mailbox.reality == settings.REALITY == Reality.LIVE:
        return sms.opened(settings.SMS_URL, settings.SMS)
    return nullcontext(keeping.sms)


def reach(channel: str, at: datetime) -> None:
    """Connect to a channel's peer and send nothing; raise Unreachable where it does not answer.

    A link has sessions of its own, bound by its gateway; how they do is asked of the database.
    """
    if channel == Channel.SMS and (name := queries.single_link()):
        link = queries.standing_of(name, at)
        if not link.open:
            raise Unreachable(link.trouble)
        return
    with opened(Mailbox(channel=channel, reality=settings.REALITY)):
        pass
