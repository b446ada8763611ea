"""Deliveries of Grafana's alerting before version 9: the state of one rule, without any time."""

from __future__ import annotations

from typing import Any

from thongsuot.engines.alerts._fingerprint import fingerprint
from thongsuot.engines.alerts._labels import causes_of, first_of, labels_of
from thongsuot.engines.alerts._notes import Notes
from thongsuot.engines.alerts._problems import Code
from thongsuot.engines.alerts._terms import Alert, Delivery, Source
from thongsuot.engines.alerts._words import severity

_STATES = {"alerting": True, "no_data": True, "ok": False}  # pending and paused say neither
_NAMES = ("orgId", "dashboardId", "panelId", "ruleId")
_LINKS = ("ruleUrl", "imageUrl")
_MOST = 100


def is_rule(told: dict[str, Any]) -> bool:
    """Tell whether a delivery is of that kind."""
    return "alerts" not in told and type(told.get("ruleId")) is int


def read_rule(told: dict[str, Any], source: Source) -> Delivery:
    """Read one; the fold goes by when it was received."""
    notes = Notes(source.limits)
    firing = _STATES.get(state) if isinstance(state := told.get("state"), str) else None
    if firing is None:
        notes.add(Code.NO_STATE, "state")
        return Delivery((), problems=notes.problems)
    labels = {**_common(told, notes), **labels_of(told.get("tags"), notes, "tags")}
    title = notes.text(told.get("ruleName", ""), source.limits.title, "ruleName")
    name = fingerprint({key: str(told[key]) for key in _NAMES if type(told.get(key)) is int})
    links = (notes.text(told.get(key) or "", source.limits.link, key) for key in _LINKS)
    alert = Alert(
        name,
        None,
        firing,
        None,
        title or name,
        severity(first_of(labels, source.severity_labels), source),
        labels,
        first_of(labels, source.site_labels),
        causes_of(labels, source),
        notes.text(told.get("message") or "", source.limits.value, "message"),
        tuple(link for link in links if link),
        name,
        exact=False,
    )
    return Delivery((alert,), problems=notes.problems)


def _common(told: dict[str, Any], notes: Notes) -> dict[str, str]:
    """Return the labels that all series share which crossed the bound."""
    matches = told.get("evalMatches")
    rows = [one for one in matches[:_MOST] if isinstance(one, dict)] if isinstance(matches, list) else []
    read = [labels_of(one.get("tags"), notes, f"evalMatches/{number}/tags") for number, one in enumerate(rows)]
    return {key: text for key, text in read[0].items() if all(one.get(key) == text for one in read)} if read else {}
