"""Time passed: a share whose pair on watch has gone is paused until two people confirm again."""

from __future__ import annotations

from datetime import datetime

from thongsuot.campaigns import actions, queries
from thongsuot.organisations import access


def run(at: datetime) -> int:
    """Pause what nobody watches any more; returns how many."""
    with access.acting_as_system():
        gone = list(queries.unattended(at))
        for share in gone:
            actions.end_watch(share, at=at)
    return len(gone)


def next_due() -> datetime | None:
    """Return when the next pair's watch ends."""
    with access.acting_as_system():
        return queries.next_due()
