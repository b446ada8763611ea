"""What came over sockets is kept by one commit; only then is anybody told that it is safe."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection

from thongsuot.incidents import actions, queries
from thongsuot.incidents.api.faults import Once
from thongsuot.incidents.models import Source
from thongsuot.organisations import access

_clocks: dict[int, bool] = {}  # by source: whether its clock was off when this process last heard the time
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """One delivery to be kept."""

    source: Source
    body: bytes
    at: datetime
    skew: timedelta | None = None


def keep(waiting: Sequence[Kept], faults: Once) -> list[bool]:
    """Keep deliveries together and return which of them are safe; what breaks the others is looked for alone."""
    if _commit(waiting, faults):
        return [True] * len(waiting)
    if len(waiting) == 1 or not _reachable():
        return [False] * len(waiting)
    return [_commit([one], faults) for one in waiting]


def _commit(waiting: Sequence[Kept], faults: Once) -> bool:
    _let_go()
    try:
        with access.acting_as_system():
            actions.receive_many([(one.source, one.body, one.at) for one in waiting])
    except (OperationalError, InterfaceError) as error:
        faults.tell("database", f"alarms cannot be kept, their senders are to try again: {error}")
        return False
    except Exception as error:  # our own fault: the sender keeps it and tries again
        if faults.tell(type(error).__name__, f"alarms cannot be kept: {type(error).__name__}"):
            logger.exception("a delivery cannot be kept")
        return False
    finally:
        _let_go()
    return True


def _let_go() -> None:
    """Give a connection back that is old or broken, but never one in the middle of a transaction."""
    if not connection.in_atomic_block:
        close_old_connections()


def _reachable() -> bool:
    """Tell whether the database answers at all."""
    try:
        with access.acting_as_system():
            return True
    except (OperationalError, InterfaceError):
        return False
    finally:
        _let_go()


def note_clocks(kept: Iterable[Kept]) -> None:
    """Note on a source that its clock is off, or right again: once each, and never at the price of an alarm."""
    for one in kept:
        if one.skew is None or _clocks.get(one.source.pk) is (off := queries.off_clock(one.skew)):
            continue
        try:
            with access.acting_as_system():
                actions.note_clock(one.source, one.skew)
        except DatabaseError:
            logger.warning("the clock of source %s could not be noted", one.source.pk)
        else:
            _clocks[one.source.pk] = off
        finally:
            _let_go()
