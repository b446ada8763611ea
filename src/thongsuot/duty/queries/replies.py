"""Who wrote that a shift is taken over where none was: what they are told."""

from __future__ import annotations

from datetime import datetime

from thongsuot.duty.models import Handover, Shift
from thongsuot.duty.queries.handovers import handovers
from thongsuot.duty.queries.rosters import coming_of
from thongsuot.duty.states import ON_DUTY
from thongsuot.outbox import queries as outbox
from thongsuot.outbox.models import Channel, Reply
from thongsuot.paging import queries as paging


def idle_words(at: datetime) -> list[Reply]:
    """Return the SMS that say "nhận ca", took nothing over, and that no machine has read yet."""
    rows = outbox.to_be_read().filter(channel=Channel.SMS, handover=None, received_at__lte=at)
    rows = rows.select_related("message__organisation", "message__recipient__organisation")
    return [reply for reply in rows if paging.words_of(reply).word == paging.Word.TAKE_OVER]


def stood_at(reply: Reply) -> Handover | None:
    """Return what the writer had taken over when the SMS came, the last of it."""
    rows = handovers().filter(person=reply.message.recipient_id, state__in=ON_DUTY)
    return rows.filter(shift__until__gt=reply.received_at, taken_at__lte=reply.received_at).last()


def next_shift_of(reply: Reply) -> Shift | None:
    """Return the writer's next shift as seen when the SMS came."""
    person = reply.message.recipient
    return None if person is None else coming_of(person, reply.received_at).order_by("starts_at", "id").first()
