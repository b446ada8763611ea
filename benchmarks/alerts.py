"""Deliveries of alerts read and folded, beside the json module reading the same bytes, in one run, on one core.

.venv/bin/python benchmarks/alerts.py [deliveries]

Promised are 1 000 deliveries of three alerts a second, of the storm of tests/engines/alerts too (duplicates, late ones,
up to 15 alerts in one); what is missed makes the exit code 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.engines.alerts.storm import Storm, stormed

from thongsuot.engines import alerts

PROMISED, RUNS = 1_000, 3
RECEIVED = datetime(2026, 11, 24, tzinfo=UTC)


def best(work: Callable[[], object], times: int = RUNS) -> float:
    """Give the shortest of a few runs, in seconds of this process on its core."""
    spans = []
    for _ in range(times):
        begun = process_time()
        work()
        spans.append(process_time() - begun)
    return min(spans)


def plain(bodies: Sequence[bytes]) -> None:
    """Read with the json module alone."""
    for body in bodies:
        json.loads(body)


def read(bodies: Sequence[bytes]) -> list[alerts.Delivery]:
    """Read with the engine."""
    return [alerts.read_alertmanager(body) for body in bodies]


def folded(deliveries: Sequence[alerts.Delivery]) -> dict[str, alerts.History]:
    """Fold what was read, each failure's history in memory."""
    states: dict[str, alerts.History] = {}
    empty = alerts.History()
    for delivery in deliveries:
        for alert in delivery.alerts:
            state, _ = alerts.fold(states.get(alert.fingerprint, empty), alert, RECEIVED)
            states[alert.fingerprint] = state
    return states


def measure(name: str, bodies: Sequence[bytes]) -> bool:
    """Print what reading and folding take; tell whether the promise is kept."""
    deliveries = read(bodies)
    count = len(bodies)
    each = sum(len(delivery.alerts) for delivery in deliveries) / count
    theirs, ours, then = best(lambda: plain(bodies)), best(lambda: read(bodies)), best(lambda: folded(deliveries))
    rate = count / (ours + then)
    print(f"{name}: {count} deliveries of {each:.1f} alerts, {sum(map(len, bodies)) / count:,.0f} bytes each")
    print(f"  json.loads alone {count / theirs:>9,.0f}/s   read {count / ours:>9,.0f}/s ({ours / theirs:.1f} x)"
          f"   fold {count / then:>9,.0f}/s   read and folded {rate:>8,.0f}/s (promised: {PROMISED:,})")  # fmt: skip
    return rate >= PROMISED


def reconciled(storm: Storm) -> None:
    """Print what comparing takes with everything open that lasts."""
    body = storm.active()
    active = alerts.read_alertmanager_active(body)
    openings = [alerts.Opening(alert.fingerprint, alert.starts_at or RECEIVED, storm.until) for alert in active.alerts]

    def compare() -> alerts.Reconciled:
        listed = alerts.read_alertmanager_active(body)
        return alerts.reconcile(openings, listed, asked_at=RECEIVED, settled_after=RECEIVED - storm.until)

    print(f"reconciliation of {len(openings)} open failures: {1_000 * best(compare):.1f} ms, answer read and compared")


def main() -> int:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    threes = stormed(1, min(count, 10_000), most=2, lost=0.0, again=0.0)
    three = [posted.body for posted in threes.posted if len(json.loads(posted.body)["alerts"]) == 3]
    storm = stormed(20_261_123, count)
    kept = [measure("three alerts", three), measure("the storm", [posted.body for posted in storm.posted])]
    reconciled(storm)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
