"""Time passed: pumps stop by themselves."""

from __future__ import annotations

from datetime import datetime

from tests.toys import actions, queries


def run(at: datetime) -> int:
    """Stop what is due."""
    return actions.stop_due(at)


def next_due() -> datetime | None:
    """Return when the next pump is to stop."""
    return queries.next_due()
