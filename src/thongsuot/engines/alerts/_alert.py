"""One alert as webhooks and answers of Alertmanager tell it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from thongsuot.engines.alerts._fingerprint import fingerprint
from thongsuot.engines.alerts._labels import causes_of, first_of, labels_of
from thongsuot.engines.alerts._moments import instant
from thongsuot.engines.alerts._notes import Notes
from thongsuot.engines.alerts._problems import Code
from thongsuot.engines.alerts._terms import Alert, Source
from thongsuot.engines.alerts._words import severity

_NAME = re.compile(r"[!-~]{1,100}")
_LINKS = ("generatorURL", "dashboardURL", "panelURL", "silenceURL", "imageURL")
_OPEN = ("", "0001-01-01T00:00:00Z")  # "no time" as Go writes it


def alert_of(
    told: dict[str, Any], firing: bool, place: str, source: Source, notes: Notes, *, measured: bool = False
) -> Alert | None:
    """Make an alert of what webhook and API tell alike; None where nothing names it.

    A `measured` one is Prometheus's own: it has no fingerprint, and its start is inexact or missing.
    """
    labels = labels_of(told.get("labels"), notes, place, "labels")
    name = told.get("fingerprint")
    if not isinstance(name, str) or _NAME.fullmatch(name) is None:
        if not labels:
            notes.add(Code.SKIPPED, place)
            return None
        if not measured:
            notes.add(Code.COMPUTED_KEY, f"{place}/fingerprint")
        name = fingerprint(labels)
    said = told.get("annotations")
    words: dict[str, Any] = said if isinstance(said, dict) else {}
    limits = source.limits
    title = notes.text(words.get("summary", ""), limits.title, place, "annotations/summary")
    if measured:
        starts_at, ends_at = instant(told["startsAt"], source.zone), None
    else:
        starts_at, ends_at = _times(told, firing, place, source, notes)
    return Alert(
        name,
        starts_at,
        firing,
        ends_at,
        title or labels.get("alertname", "")[: limits.title],
        severity(first_of(labels, source.severity_labels), source),
        labels,
        first_of(labels, source.site_labels),
        causes_of(labels, source),
        notes.text(words.get("description", ""), limits.value, place, "annotations/description"),
        _links(told, place, notes),
        name,
        not measured,
    )


def _times(
    told: dict[str, Any], firing: bool, place: str, source: Source, notes: Notes
) -> tuple[datetime | None, datetime | None]:
    starts_at = instant(told.get("startsAt"), source.zone)
    if starts_at is None:
        notes.add(Code.BAD_TIME, f"{place}/startsAt")
    end = told.get("endsAt", "")
    if firing or end in _OPEN:  # an end that lies ahead of a firing alert is when the source would give up on it
        return starts_at, None
    ends_at = instant(end, source.zone)
    if ends_at is None:
        notes.add(Code.BAD_TIME, f"{place}/endsAt")
    elif starts_at is not None and ends_at < starts_at:
        notes.add(Code.ENDS_BEFORE_START, place)
        ends_at = starts_at
    return starts_at, ends_at


def _links(told: dict[str, Any], place: str, notes: Notes) -> tuple[str, ...]:
    found = []
    for name in _LINKS:
        if (value := told.get(name)) and (link := notes.text(value, notes.limits.link, place, name)):
            found.append(link)
    return tuple(found)
