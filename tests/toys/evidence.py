"""What of a pump's work counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.toys.models import Pump

from thongsuot.organisations.models import System

GAUGE = System("Đồng hồ bơm")


def of_work(pump: Pump, stopped_at: datetime) -> dict[str, Any]:
    """Return one finished spell of work."""
    return {
        "key": f"pump:{pump.pk}:{stopped_at.isoformat()}",
        "organisation": pump.organisation,
        "reality": pump.reality,
        "kind": "OTHER",
        "happened_at": stopped_at,
        "known_at": stopped_at,
        "figures": {"done": 1, "total": 1},
        "measured": True,
        "by": GAUGE,
    }
