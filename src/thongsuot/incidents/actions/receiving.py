"""What a source sends is kept before the source is answered; many that come together are kept by one commit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

import psycopg
from django.db import connection, transaction

from thongsuot.incidents import queries
from thongsuot.incidents.models import Delivery, Source
from thongsuot.ledger.actions import wake_timer

Received = tuple[Source, bytes, datetime]
KEEP = """
INSERT INTO incidents_delivery
  (organisation_id, reality, source_id, received_at, body, sha256, fault, alerts, troubles, applied_at)
SELECT one.organisation, one.reality, one.source, one.at, one.body, one.digest, '', 0, '[]', NULL
FROM unnest(%(organisations)b::int8[], %(realities)b::text[], %(sources)b::int8[], %(moments)b::timestamptz[],
  %(bodies)b::bytea[], %(digests)b::bytea[]) WITH ORDINALITY
  AS one (organisation, reality, source, at, body, digest, number)
ORDER BY one.number RETURNING id
"""
LANE = "incidents"  # of the timer, whose name jobs give it: no other has to do with deliveries
CLOCK = "Đồng hồ của nguồn"  # how a trouble begins that is none of the answers'


def receive(source: Source, body: bytes, *, at: datetime) -> Delivery:
    """Keep one delivery; once this returns it is safe, and the source may be told so."""
    return Delivery.objects.get(pk=receive_many([(source, body, at)])[0])


def receive_many(received: Sequence[Received]) -> list[int]:
    """Keep deliveries of any sources together: all of them, or, where the database fails, none; return their numbers.

    One statement with the bodies as octets: as rows of Django's they would be written out in hexadecimal.
    """
    told = {
        "organisations": [source.organisation_id for source, _body, _at in received],
        "realities": [source.reality for source, _body, _at in received],
        "sources": [source.pk for source, _body, _at in received],
        "moments": [at for _source, _body, at in received],
        "bodies": [body for _source, body, _at in received],
        "digests": [hashlib.sha256(body).digest() for _source, body, _at in received],
    }
    with transaction.atomic(), connection.wrap_database_errors:
        with psycopg.Cursor(connection.connection) as cursor:
            numbers = [number for (number,) in cursor.execute(KEEP, told)]
        wake_timer(LANE)
    return numbers


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
