"""A day of duty counts when its last shift has ended, and anew when something of it comes late."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thongsuot.duty import evidence, queries
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Evidence
from thongsuot.organisations.models import Organisation


@transaction.atomic
def count_day(organisation: Organisation, day: date, *, at: datetime) -> bool:
    """Enter the evidence of a day; tell whether it was time: a day whose last shift runs on is counted after it."""
    rows = queries.shifts_of_day(organisation, day)
    shifts = list(rows.filter(in_force=True))
    end = max((shift.until for shift in shifts), default=at)
    if end > at:
        rows.filter(in_force=True).update(counts_at=end)
        rows.filter(in_force=False).update(counts_at=None)
        return False
    rows.update(counts_at=None)
    if shifts or Evidence.objects.filter(organisation=organisation, key=evidence.key_of(organisation, day)).exists():
        ledger.record(**evidence.of_day(organisation, day, shifts, known_at=at))
    return True


def rebuild() -> int:
    """Enter the evidence of every day that was counted again; returns how many there were."""
    days = queries.days_counted()
    known = Organisation.objects.in_bulk({organisation for organisation, _day in days})
    for number, day in days:
        shifts = list(queries.shifts_of_day(number, day).filter(in_force=True))
        ended_at = max(shift.until for shift in shifts)
        ledger.record(**evidence.of_day(known[number], day, shifts, known_at=ended_at))
    return len(days)
