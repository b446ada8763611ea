"""What a source sends is kept before the source is answered; many that come together are kept by one commit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thongsuot.incidents.models import Delivery, Source
from thongsuot.ledger.actions import wake_timer

Received = tuple[Source, bytes, datetime]


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
