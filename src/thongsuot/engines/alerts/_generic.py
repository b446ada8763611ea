"""Deliveries of any other system by a generic JSON hook: a mapping says where what stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thongsuot.engines.alerts._hook import Hook
from thongsuot.engines.alerts._json import parsed
from thongsuot.engines.alerts._labels import labels_of
from thongsuot.engines.alerts._moments import epoch, written
from thongsuot.engines.alerts._notes import Notes
from thongsuot.engines.alerts._paths import at
from thongsuot.engines.alerts._problems import Code
from thongsuot.engines.alerts._terms import Alert, Delivery, Severity, Source
from thongsuot.engines.alerts._unreadable import Fault, Unreadable
from thongsuot.engines.alerts._words import is_firing, severity
from thongsuot.engines.vietnamese import fold

_USUAL = Source()


def read_hook(data: bytes, hook: Hook, source: Source = _USUAL) -> Delivery:
    """Read a body by the mapping; raises `Unreadable`.

    A firing alert without `began` starts when its message was written, inexactly; the end of a failure is the time of
    the message that says so.
    """
    told = parsed(data, source.limits)
    found = at(told, hook.alerts) if hook.alerts else [told]
    if not isinstance(found, list):
        raise Unreadable(Fault.WRONG_SHAPE, hook.alerts)
    notes = Notes(source.limits)
    if len(found) > source.limits.alerts:
        notes.add(Code.LEFT_OUT, "alerts", len(found) - source.limits.alerts)
        found = found[: source.limits.alerts]
    read = [_alert(one, f"alerts/{number}", hook, source, notes) for number, one in enumerate(found)]
    return Delivery(tuple([one for one in read if one is not None]), problems=notes.problems)


def _alert(told: Any, place: str, hook: Hook, source: Source, notes: Notes) -> Alert | None:
    limits = source.limits
    parts = [_said(told, path, f"{place}{path}", limits.name, notes) for path in hook.key]
    if not any(parts):
        notes.add(Code.SKIPPED, place)
        return None
    firing = _state(_said(told, hook.state, f"{place}{hook.state}", limits.name, notes), hook)
    if firing is None:
        notes.add(Code.NO_STATE, f"{place}{hook.state}")
        return None
    at_, began = _time(told, hook.time, place, source, notes), _time(told, hook.began, place, source, notes)
    ends_at = None if firing else at_
    if began and ends_at and ends_at < began:
        notes.add(Code.ENDS_BEFORE_START, place)
        ends_at = began
    key = " ".join(parts)
    word = _said(told, hook.severity, f"{place}{hook.severity}", limits.name, notes)
    cause = _said(told, hook.cause, f"{place}{hook.cause}", limits.value, notes)
    return Alert(
        key,
        began or (at_ if firing else None),
        firing,
        ends_at,
        _said(told, hook.title, f"{place}{hook.title}", limits.title, notes) or key[: limits.title],
        severity(word, source) if word else Severity.UNKNOWN,
        labels_of(at(told, hook.labels), notes, f"{place}{hook.labels}"),
        _said(told, hook.site, f"{place}{hook.site}", limits.value, notes),
        (f"cause={cause}",) if cause else (),
        series=key,
        exact=began is not None,
    )


def _said(told: Any, path: str, place: str, longest: int, notes: Notes) -> str:
    """The text at a path; a number or truth value is what JSON writes for it, what is missing is empty."""
    value = at(told, path)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return notes.text(value, longest, place)


def _state(word: str, hook: Hook) -> bool | None:
    if not hook.firing:
        return is_firing(word)
    plain = fold(word).strip()
    if plain in {fold(one).strip() for one in hook.firing}:
        return True
    return False if plain in {fold(one).strip() for one in hook.resolved} else None


def _time(told: Any, path: str, place: str, source: Source, notes: Notes) -> datetime | None:
    if not path:
        return None
    value = at(told, path)
    found = None
    if isinstance(value, str):
        found = written(fold(value[:60]), source.zone)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = epoch(value)
    if found is None:
        notes.add(Code.BAD_TIME, f"{place}{path}")
    return found
