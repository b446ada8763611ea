"""Somebody looks a code up; wrong ones from one place are slowed down."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from thongsuot.directives.actions import pacing
from thongsuot.reports import queries
from thongsuot.reports.queries import Verified

LOOKING = pacing.Rule("verification", free=10, first=timedelta(seconds=15), longest=timedelta(minutes=10))


def look_up(typed: str, *, client: str, at: datetime) -> Verified | None:
    """Return what a code tells, or none where no report carries it; raises TooSoon after many that none carries."""
    with transaction.atomic():
        pace = pacing.held(LOOKING, client, at)
        found = queries.verify(typed)
        if found is None:
            pacing.count(LOOKING, pace, at)
        elif pace.failures:
            pacing.forgive(pace)
    return found
