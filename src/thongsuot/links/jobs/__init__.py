"""Time passed: a worker is called for each install to which something waits."""

from __future__ import annotations

from datetime import datetime

from django.db import close_old_connections
from django.utils.timezone import now
from procrastinate.contrib.django import app

from thongsuot.links import actions, queries
from thongsuot.links.jobs.sending import work

__all__ = ["next_due", "run", "send", "work"]


def run(at: datetime) -> int:
    """Call workers for what is due; sending takes long and is none of the timer's business."""
    due = list(queries.at_work(at))
    for install in due:
        actions.call(install, at=at)
    return len(due)


def next_due() -> datetime | None:
    """Return when a worker is to be called next."""
    return queries.next_due()


@app.task(name=actions.SEND, pass_context=False)
def send(install: int) -> None:
    """Send what waits for an install."""
    close_old_connections()
    try:
        work(install, clock=now)
    finally:
        close_old_connections()
