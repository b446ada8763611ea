"""Deliveries to test with: the five real ones, and short ones made to order."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from thongsuot.engines.alerts import Alert, Severity

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
OPEN = "0001-01-01T00:00:00Z"
CAPTURED = Path(__file__).parents[3].parent / "shared" / "data" / "webhooks" / "alertmanager_webhook.json"
REAL = json.loads(CAPTURED.read_text(encoding="utf-8"))["deliveries"] if CAPTURED.exists() else []


def octets(value):
    """JSON as Go writes it: compact, with a line feed behind."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def written(moment):
    return moment.isoformat().replace("+00:00", "Z")


def told(labels=None, *, status="firing", starts=NOON, ends=None, **more):
    """One alert as a webhook tells it."""
    return {
        "status": status,
        "labels": {"alertname": "MatKetNoi", "diem": "benh-vien-a"} if labels is None else labels,
        "annotations": {},
        "startsAt": written(starts) if isinstance(starts, datetime) else starts,
        "endsAt": OPEN if ends is None else written(ends) if isinstance(ends, datetime) else ends,
        "fingerprint": "c6eadffa33fcdf37",
        **more,
    }


def webhook(*alerts, version="4", **more):
    """The body of a webhook of Alertmanager."""
    return octets({"version": version, "status": "firing", "alerts": list(alerts), "truncatedAlerts": 0, **more})


def at(minutes):
    return NOON + minutes * MINUTE


def alert(starts=0, ends=None, *, firing=None, name="f1", exact=True):
    """An alert by minutes after noon; one with an end, or without start, is over unless it says otherwise."""
    return Alert(
        fingerprint=name,
        starts_at=None if starts is None else at(starts),
        firing=ends is None if firing is None else firing,
        ends_at=None if ends is None else at(ends),
        title="",
        severity=Severity.UNKNOWN,
        labels={},
        site="",
        exact=exact,
    )
