"""Time passed: calls that nobody answered, and call-backs whose time has come, reach somebody."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from thongsuot.hotline import actions, queries
from thongsuot.organisations import access
from thongsuot.organisations.models import System

AUTONOMOUS = True  # each call is committed alone: a bad one holds up nobody else
OPERATOR = System("Đường dây nóng")


def run(at: datetime) -> int:
    """Do what is due: what somebody has accepted is theirs before anybody else is asked."""
    with access.acting_as_system():
        taken = list(queries.taken_up())
    done = sum(
        access.alone(partial(actions.take_up, row, by=OPERATOR, at=at), f"taking up call {row.pk}") for row in taken
    )
    with access.acting_as_system():
        due = list(queries.due(at))
    return done + sum(access.alone(partial(actions.escalate, row, by=OPERATOR, at=at), f"call {row.pk}") for row in due)


def next_due() -> datetime | None:
    """Return when the next call escalates."""
    with access.acting_as_system():
        return queries.next_due()
