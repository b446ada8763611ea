"""Where long work can stand; it follows from its dates, no column repeats it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
ENDED = frozenset({DONE, FAILED, CANCELLED})


class Dates(Protocol):
    """The moments that long work remembers."""

    started_at: datetime | None
    finished_at: datetime | None
    failed_at: datetime | None
    cancelled_at: datetime | None


def phase(dates: Dates) -> str:
    """Return where the work stands."""
    if dates.finished_at:
        return DONE
    if dates.failed_at:
        return FAILED
    if dates.cancelled_at:
        return CANCELLED
    return RUNNING if dates.started_at else WAITING
