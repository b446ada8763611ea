"""Workers vanish: their work goes to the next one, and after three it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

from thongsuot.files import actions, queries

SILENCE = timedelta(minutes=10)  # without a sign of life, a worker counts as gone
MOST_ATTEMPTS = 3


def run(at: datetime) -> int:
    """Look after work of which nothing has been heard."""
    silent = list(queries.overdue(at - SILENCE).select_for_update(skip_locked=True))
    for work in silent:
        if work.attempts >= MOST_ATTEMPTS:
            actions.give_up(work, at=at)
        else:
            actions.requeue(work, at=at)
    return len(silent)


def next_due() -> datetime | None:
    """Return when the next silence is long enough."""
    oldest = queries.open_runs().values_list("heard_at", flat=True).first()
    return oldest + SILENCE if oldest else None
