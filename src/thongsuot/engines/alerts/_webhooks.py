"""Deliveries of Alertmanager (payload version 4) and of Grafana (version 1), which are alike.

Every alert counts for itself: the state of the group says nothing about one, and who is absent is not over.
"""

from __future__ import annotations

from typing import Any

from thongsuot.engines.alerts._alert import alert_of
from thongsuot.engines.alerts._grafana_rules import is_rule, read_rule
from thongsuot.engines.alerts._json import parsed
from thongsuot.engines.alerts._notes import Notes
from thongsuot.engines.alerts._problems import Code
from thongsuot.engines.alerts._terms import Alert, Delivery, Source
from thongsuot.engines.alerts._unreadable import Fault, Unreadable

_USUAL = Source()
_MOST_TRUNCATED = 10**6


def read_alertmanager(data: bytes, source: Source = _USUAL) -> Delivery:
    """Read the body of an Alertmanager webhook; raises `Unreadable`."""
    return _read(_opened(data, source), source, "4")


def read_grafana(data: bytes, source: Source = _USUAL) -> Delivery:
    """Read the body of a webhook of Grafana, of its unified alerting or of one rule before; raises `Unreadable`."""
    told = _opened(data, source)
    return read_rule(told, source) if is_rule(told) else _read(told, source, "1")


def _opened(data: bytes, source: Source) -> dict[str, Any]:
    told = parsed(data, source.limits)
    if not isinstance(told, dict):
        raise Unreadable(Fault.WRONG_SHAPE, "/")
    return told


def _read(told: dict[str, Any], source: Source, version: str) -> Delivery:
    alerts = told.get("alerts")
    if not isinstance(alerts, list):
        raise Unreadable(Fault.WRONG_SHAPE, "/alerts")
    notes = Notes(source.limits)
    if told.get("version") != version:
        notes.add(Code.OTHER_VERSION, "version")
    return Delivery(read_alerts(alerts, "alerts", source, notes), _truncated(told, notes), notes.problems)


def read_alerts(told: list[Any], place: str, source: Source, notes: Notes) -> tuple[Alert, ...]:
    """Read each alert of a list; what is none is noted."""
    if len(told) > notes.limits.alerts:
        notes.add(Code.LEFT_OUT, place, len(told) - notes.limits.alerts)
        told = told[: notes.limits.alerts]
    read = [_alert(one, f"{place}/{number}", source, notes) for number, one in enumerate(told)]
    return tuple([one for one in read if one is not None])


def _truncated(told: dict[str, Any], notes: Notes) -> int:
    count = told.get("truncatedAlerts", 0)
    if type(count) is int and 0 <= count <= _MOST_TRUNCATED:
        return count
    notes.add(Code.NOT_TEXT, "truncatedAlerts")
    return 0


def _alert(told: Any, place: str, source: Source, notes: Notes) -> Alert | None:
    if not isinstance(told, dict):
        notes.add(Code.SKIPPED, place)
        return None
    state = told.get("status")
    if state not in ("firing", "resolved"):
        notes.add(Code.NO_STATE, place)
        return None
    return alert_of(told, state == "firing", place, source, notes)
