"""What a source sends is kept before the source is answered; many that come together are kept by one commit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from thongsuot.incidents import queries
from thongsuot.incidents.models import Delivery, Source
from thongsuot.ledger.actions import wake_timer

Received = tuple[Source, bytes, datetime]
CLOCK = "Đồng hồ của nguồn"  # how a trouble begins that is none of the answers'


def receive(source: Source, body: bytes, *, at: datetime) -> Delivery:
    """Keep one delivery; once this returns it is safe, and the source may be told so."""
    return receive_many([(source, body, at)])[0]


def receive_many(received: Sequence[Received]) -> list[Delivery]:
    """Keep deliveries of any sources together: all of them, or, where the database fails, none."""
    rows = [
        Delivery(
            organisation_id=source.organisation_id,
            reality=source.reality,
            source=source,
            received_at=at,
            body=body,
            sha256=hashlib.sha256(body).digest(),
        )
        for source, body, at in received
    ]
    with transaction.atomic():
        kept = Delivery.objects.bulk_create(rows)
        wake_timer()
    return kept


def clock_words(skew: timedelta) -> str:
    """Say how far a source's clock is off; nothing where it is right. The words are kept, hence Vietnamese."""
    if not queries.off_clock(skew):
        return ""
    minutes, side = round(abs(skew) / timedelta(minutes=1)), "nhanh" if skew > timedelta(0) else "chậm"
    return f"{CLOCK} {side} khoảng {minutes} phút; cảnh báo vẫn được nhận. Hãy chỉnh giờ máy gửi (NTP)."


@transaction.atomic
def note_clock(source: Source, skew: timedelta) -> None:
    """Note on a source that its clock is off, or take that back; other troubles stay."""
    words, rows = clock_words(skew), Source.objects.filter(pk=source.pk)
    if not words:
        rows.filter(api_trouble__startswith=CLOCK).update(api_trouble="")
    elif not rows.filter(api_trouble__startswith=CLOCK).exists():
        rows.update(api_trouble=words)
