"""The evening has come: each department with letters in force gets its reserve papers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import now

from thongsuot.directives import actions, papers, queries
from thongsuot.engines import officialdoc
from thongsuot.organisations.models import System

EVENING = System("Bộ giấy dự phòng")


def run(at: datetime) -> int:
    """Make the evening's pack of each department that has none yet."""
    reality = settings.REALITY
    due = queries.evenings_due(reality, at=at, hour=settings.RESERVE_AT)
    for department in due:
        told = queries.reserve_of(department, reality=reality, at=at)
        pdf = officialdoc.to_pdf(papers.reserve(told), fonts=settings.TYPEFACES, created=at)
        actions.keep_pack(department, pdf, reality=reality, evening=True, by=EVENING, at=at)
    return len(due)


def next_due() -> datetime | None:
    """Return when the next evening comes."""
    return queries.last_evening(now(), settings.RESERVE_AT) + timedelta(days=1)
