"""What counts of duty, in figures; returned, never written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings

from thongsuot.duty import queries
from thongsuot.duty.models import Shift
from thongsuot.engines.vietnamese import short_date
from thongsuot.organisations.models import Organisation, System

KIND = "DUTY_ROSTER"
CLOCK = System("Trực ban")


def key_of(organisation: Organisation, day: date) -> str:
    """Return the key of an organisation's day."""
    return f"duty:{organisation.pk}:{day.isoformat()}"


def of_day(organisation: Organisation, day: date, shifts: Sequence[Shift], *, known_at: datetime) -> dict[str, Any]:
    """Return what a day came to: measured, for it is what the roster in force and the taking over say.

    A seat of a shift counts as one; a gap is a shift that was not filled. A day without shifts is none of duty.
    """
    _begin, end = queries.span_of(day)
    return {
        "key": key_of(organisation, day),
        "organisation": organisation,
        "reality": shifts[0].reality if shifts else settings.REALITY,
        "kind": KIND,
        "happened_at": max((shift.until for shift in shifts), default=end),
        "known_at": known_at,
        "summary": f"Trực ban {short_date(day)}",
        "figures": {
            "shifts": len(shifts),
            "shifts_filled": sum(shift.person_id is not None for shift in shifts),
            "check_ins": sum(shift.taken_at is not None for shift in shifts),
        },
        "measured": True,
        "by": CLOCK,
    }
