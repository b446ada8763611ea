"""Time passed: calls that nobody answered, and call-backs whose time has come, reach somebody."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from thongsuot.hotline import actions, queries
from thongsuot.organisations import access
from thongsuot.organisations.models import System

AUTONOMOUS = True  # each call is committed alone: a bad one holds up nobody else
OPERATOR = System("Đường dây nóng")

logger = logging.getLogger(__name__)


def run(at: datetime) -> int:
    """Do what is due: what somebody has accepted is theirs before anybody else is asked."""
    with access.acting_as_system():
        taken = list(queries.taken_up())
    done = sum(_alone(partial(actions.take_up, row, by=OPERATOR, at=at), f"taking up call {row.pk}") for row in taken)
    with access.acting_as_system():
        due = list(queries.due(at))
    return done + sum(_alone(partial(actions.escalate, row, by=OPERATOR, at=at), f"call {row.pk}") for row in due)


def _alone(act: Callable[[], object], name: str) -> bool:
    """Act in a transaction of its own; what fails stays due and is tried again at the next tick."""
    try:
        with access.acting_as_system():
            act()
    except Exception:  # whatever it was, the next caller must still be heard
        logger.exception("%s failed", name)
        return False
    return True


def next_due() -> datetime | None:
    """Return when the next call escalates."""
    with access.acting_as_system():
        return queries.next_due()
