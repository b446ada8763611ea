"""Who may tell of alarms: the source behind a key or an address of letters, and what of a body cannot be read."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from thongsuot.engines import alerts
from thongsuot.incidents.models import Source
from thongsuot.incidents.queries.sources import SCOPE

OFF_CLOCK = timedelta(minutes=5)  # how far a source's clock may lie from ours
LETTERS = "nguon-"  # how the address begins to which a source writes
GUARD = 10  # hexadecimal digits of an address that nobody guesses


def spoken_with(digest: bytes) -> Source | None:
    """Return the source whose key has this digest, whether or not it may speak."""
    rows = Source.objects.filter(credential__secret_hash=digest, credential__scopes__contains=[SCOPE])
    return rows.select_related("credential").order_by("-valid_from", "-pk").first()


def connected(source: Source, at: datetime) -> bool:
    """Tell whether somebody agreed to what it tells, and it was not disconnected."""
    ended = source.valid_until is not None and source.valid_until <= at
    return source.agreed_at is not None and source.valid_from <= at and not ended


def unreadable(body: bytes) -> str:
    """Say why a body is no JSON that can be used; nothing where it is."""
    try:
        alerts.parsed(body)
    except alerts.Unreadable as error:
        return error.message
    return ""


def off_clock(skew: timedelta) -> bool:
    """Tell whether a source's clock lies too far from ours."""
    return abs(skew) > OFF_CLOCK


def letters_name(source: Source) -> str:
    """Return the name before the @ to which a source writes; it ends with its key."""
    return f"{LETTERS}{source.pk}-{bytes(source.credential.secret_hash).hex()[:GUARD]}"


def written_by(name: str, at: datetime) -> Source | None:
    """Return the source that writes to a name, while it is connected."""
    number, _dash, told = name.strip().lower().removeprefix(LETTERS).partition("-")
    if not name.strip().lower().startswith(LETTERS) or not number.isdecimal() or len(number) > GUARD:
        return None
    rows = Source.objects.filter(pk=int(number), kind=Source.Kind.EMAIL).select_related("credential")
    source = rows.first()
    if source is None or not connected(source, at):
        return None
    ended = source.credential.valid_until is not None and source.credential.valid_until <= at
    due = letters_name(source).rpartition("-")[2]
    return source if not ended and hmac.compare_digest(due.encode(), told.encode()) else None
