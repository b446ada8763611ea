"""The clocks of sources: how far one is ahead of ours, as far as a delivery proves it, and since when it runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from thongsuot.engines.alerts._json import parsed
from thongsuot.engines.alerts._moments import instant
from thongsuot.engines.alerts._terms import Delivery, Source
from thongsuot.engines.alerts._unreadable import Fault, Unreadable

_USUAL = Source()


def ahead(delivery: Delivery, received_at: datetime) -> timedelta:
    """Return by how much the latest time told lies behind its receipt; zero where none does.

    A clock that is behind cannot be told from a delivery that is late: nothing is said of it.
    """
    told = [moment for alert in delivery.alerts for moment in (alert.starts_at, alert.ends_at) if moment is not None]
    return max([moment - received_at for moment in told] + [timedelta(0)])


def read_started_at(data: bytes, source: Source = _USUAL) -> datetime:
    """Read since when the source runs: `/api/v2/status` of Alertmanager, `/api/v1/status/runtimeinfo` of Prometheus.

    Raises `Unreadable`.
    """
    told = parsed(data, source.limits)
    if isinstance(told, dict):
        inner = told.get("data")
        started = inner.get("startTime") if isinstance(inner, dict) else told.get("uptime")
        if found := instant(started, source.zone):
            return found
    raise Unreadable(Fault.WRONG_SHAPE, "/uptime")
