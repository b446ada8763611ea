"""Deliveries of Zabbix, as the media type beside this file writes them: one event, every value a text.

Value 1 is a problem, 0 its recovery; an update of a problem is the problem again. Times are the server's own, without
offset: the source's setting gives their zone. An event has its own id; what flaps is the trigger.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from thongsuot.engines.alerts._json import parsed
from thongsuot.engines.alerts._labels import causes_of, first_of, labels_of
from thongsuot.engines.alerts._moments import written
from thongsuot.engines.alerts._notes import Notes
from thongsuot.engines.alerts._problems import Code
from thongsuot.engines.alerts._terms import Alert, Delivery, Source
from thongsuot.engines.alerts._unreadable import Fault, Unreadable
from thongsuot.engines.alerts._words import severity

_USUAL = Source()
_ID = re.compile(r"[0-9]{1,20}")
_UNRESOLVED = re.compile(r"\{[A-Z$][A-Z0-9_.$]*\}|\*UNKNOWN\*")  # a macro that this server or event does not know
_TRIGGER = "0"  # discovery, autoregistration and the server's own events are no failures of a site


def read_zabbix(data: bytes, source: Source = _USUAL) -> Delivery:
    """Read what the media type sends; raises `Unreadable`."""
    told = parsed(data, source.limits)
    if not isinstance(told, dict):
        raise Unreadable(Fault.WRONG_SHAPE, "/")
    event, value = _plain(told, "eventid"), _plain(told, "eventvalue")
    if _ID.fullmatch(event) is None:
        raise Unreadable(Fault.WRONG_SHAPE, "/eventid")
    notes = Notes(source.limits)
    if _plain(told, "event_source") != _TRIGGER:
        notes.add(Code.SKIPPED, "event_source")
        return Delivery((), problems=notes.problems)
    if value not in ("0", "1"):
        notes.add(Code.NO_STATE, "eventvalue")
        return Delivery((), problems=notes.problems)
    alert = _alert(told, event, value == "1", source, notes)
    return Delivery((alert,), problems=notes.problems)


def _alert(told: dict[str, Any], event: str, firing: bool, source: Source, notes: Notes) -> Alert:
    labels = _labels(told, source, notes)
    starts_at = _time(told, "date", "time", source, notes)
    ends_at = None if firing else _time(told, "recovery_date", "recovery_time", source, notes)
    if starts_at and ends_at and ends_at < starts_at:
        notes.add(Code.ENDS_BEFORE_START, "recovery_time")
        ends_at = starts_at
    own = first_of(labels, source.severity_labels)
    trigger = labels.get("triggerid", "")
    return Alert(
        event,
        starts_at,
        firing,
        ends_at,
        notes.text(_plain(told, "eventname"), source.limits.title, "eventname"),
        severity(own, source) if own else severity(_plain(told, "severity"), source, "zabbix"),
        labels,
        first_of(labels, source.site_labels),
        causes_of(labels, source),
        notes.text(_plain(told, "opdata"), source.limits.value, "opdata"),
        (),
        f"trigger {trigger}" if trigger else event,
    )


def _labels(told: dict[str, Any], source: Source, notes: Notes) -> dict[str, str]:
    """Tags are labels, and so are the host, its address and the trigger where no tag is called like them."""
    of_host = {"host": "hostname", "ip": "hostip", "triggerid": "triggerid"}
    about = {label: text for label, name in of_host.items() if (text := _plain(told, name))}
    return {**labels_of(about, notes, "host"), **labels_of(_tags(told, source, notes), notes, "eventtags")}


def _tags(told: dict[str, Any], source: Source, notes: Notes) -> dict[str, Any]:
    text = _plain(told, "eventtags")
    if not text:
        return {}
    try:
        rows = parsed(text.encode(errors="replace"), source.limits)
    except Unreadable:
        notes.add(Code.NOT_TEXT, "eventtags")
        return {}
    tags: dict[str, Any] = {}
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("tag"), str):
            tags.setdefault(row["tag"], row.get("value", ""))  # a tag may be there twice: the first counts
        else:
            notes.add(Code.NOT_TEXT, "eventtags")
    return tags


def _time(told: dict[str, Any], day: str, clock: str, source: Source, notes: Notes) -> datetime | None:
    found = written(f"{_plain(told, day)[:40]} {_plain(told, clock)[:40]}", source.zone)
    if found is None:
        notes.add(Code.BAD_TIME, clock)
    return found


def _plain(told: dict[str, Any], name: str) -> str:
    value = told.get(name, "")
    return "" if not isinstance(value, str) or _UNRESOLVED.fullmatch(value) else value
