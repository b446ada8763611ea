"""Shifts as a calendar feed (RFC 5545) for telephones: the same shifts give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.utils import translation

from thongsuot.duty import queries
from thongsuot.duty.models import Shift
from thongsuot.engines.roster import Entry, Seat, seat_uid, write_calendar
from thongsuot.ledger.models import Reality
from thongsuot.outbox.queries import full_address

NOWHERE = "thongsuot.invalid"  # RFC 2606: an install that does not say its address


def feed(shifts: Sequence[Shift], *, name: str) -> bytes:
    """Return the feed of shifts in force. The name of an event is its seat's: who stands in it may change, it stays."""
    with translation.override("vi"):
        house = (urlsplit(full_address("/")).hostname or NOWHERE).lower()
        changes = queries.changes_of(shifts)
        return write_calendar((_entry(shift, changes[shift.pk], house) for shift in shifts), name=name)


def _entry(shift: Shift, change: queries.Change, house: str) -> Entry:
    mark = "[DIỄN TẬP] " if shift.reality == Reality.EXERCISE else ""
    who = str(shift.person) if shift.person is not None else "chưa có người"
    return Entry(
        uid=seat_uid(Seat(shift.pk, shift.position.kind, shift.seat), house),
        starts_at=shift.starts_at,
        ends_at=shift.until,
        summary=f"{mark}{shift.position}: {who}",
        changed_at=change.at,
        sequence=change.count,
        description=str(shift.hours or ""),
        location=shift.organisation.short_name or shift.organisation.name,
    )
