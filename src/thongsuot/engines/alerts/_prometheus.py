"""What Prometheus itself says lasts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from thongsuot.engines.alerts._active import Active, active_of
from thongsuot.engines.alerts._json import parsed
from thongsuot.engines.alerts._terms import Source
from thongsuot.engines.alerts._unreadable import Fault, Unreadable

_USUAL = Source()
_NONE: Mapping[str, str] = {}
_OWN = ("__name__", "alertstate")  # labels that Prometheus adds to the series ALERTS


def read_prometheus_active(
    data: bytes, source: Source = _USUAL, *, external: Mapping[str, str] = _NONE, without: Collection[str] = ()
) -> Active:
    """Read `/api/v1/alerts`, or the answer of `/api/v1/query?query=ALERTS`.

    `external` are the labels that Prometheus adds on the way to Alertmanager (external_labels), `without` those that
    it drops there (alert_relabel_configs): so that fingerprints are the same. Starts are inexact: Prometheus counts
    from when the condition began to hold. Raises `Unreadable`: SOURCE_FAILED where the answer is an error.
    """
    told = parsed(data, source.limits)
    if not isinstance(told, dict):
        raise Unreadable(Fault.WRONG_SHAPE, "/")
    if told.get("status") != "success":
        raise Unreadable(Fault.SOURCE_FAILED, str(told.get("errorType", ""))[:100])
    inner = told.get("data")
    rows = inner.get("alerts", inner.get("result")) if isinstance(inner, dict) else None
    if not isinstance(rows, list):
        raise Unreadable(Fault.WRONG_SHAPE, "/data")
    found = active_of([_of_prometheus(row, external, without) for row in rows], source, measured=True)
    return replace(found, complete=False) if told.get("warnings") else found  # part of the stores did not answer


def _of_prometheus(row: Any, external: Mapping[str, str], without: Collection[str]) -> Any:
    """An alert, or a series of ALERTS, in the words of Alertmanager; anything else as it is."""
    labels = row.get("labels", row.get("metric")) if isinstance(row, dict) else None
    if not isinstance(labels, dict):
        return row
    sent = {**external, **{name: value for name, value in labels.items() if name not in _OWN}}
    return {
        "labels": {name: value for name, value in sent.items() if name not in without and value != ""},
        "annotations": row.get("annotations"),
        "startsAt": row.get("activeAt"),
        "status": {"state": row.get("state", labels.get("alertstate"))},
    }
