"""Time passed: occurrences, reminders, and what the register has to count."""

from __future__ import annotations

from datetime import datetime

from thongsuot.directives import actions, queries
from thongsuot.directives.jobs.scanning import read_scan

__all__ = ["next_due", "read_scan", "run"]


def run(at: datetime) -> int:
    """Do whatever is due."""
    reminded = actions.remind_due(at) + actions.check_promises(at)
    return actions.make_occurrences(at) + reminded + actions.count_receipts(at) + actions.count_briefings(at)


def next_due() -> datetime | None:
    """Return the earliest moment at which something is to be done."""
    return queries.next_due()
