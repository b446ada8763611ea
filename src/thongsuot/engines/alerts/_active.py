"""What a source says lasts at this moment: answers of sources' own APIs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thongsuot.engines.alerts._alert import alert_of
from thongsuot.engines.alerts._json import parsed
from thongsuot.engines.alerts._notes import Notes
from thongsuot.engines.alerts._problems import Code, Problem
from thongsuot.engines.alerts._terms import Alert, Source
from thongsuot.engines.alerts._unreadable import Fault, Unreadable

_USUAL = Source()
_STATES = ("active", "suppressed", "unprocessed", "firing", "pending")


@dataclass(frozen=True, slots=True)
class Active:
    """What lasts by a source's answer, and fingerprints that may (`pending`: the condition holds again, not yet long).

    Where `complete` is false the answer may lack some: who is absent from it is not over.
    """

    alerts: tuple[Alert, ...]
    pending: frozenset[str] = frozenset()
    complete: bool = True
    problems: tuple[Problem, ...] = ()


def read_alertmanager_active(data: bytes, source: Source = _USUAL) -> Active:
    """Read `/api/v2/alerts`, asked for without a filter. Silenced and inhibited alerts last as well.

    Raises `Unreadable`.
    """
    told = parsed(data, source.limits)
    if not isinstance(told, list):
        raise Unreadable(Fault.WRONG_SHAPE, "/")
    return active_of(told, source, measured=False)


def active_of(rows: list[Any], source: Source, *, measured: bool) -> Active:
    """Sort rows into what lasts and what may; one that cannot be read makes the answer incomplete."""
    notes = Notes(source.limits)
    kept = rows[: source.limits.alerts]
    complete = len(kept) == len(rows)
    if not complete:
        notes.add(Code.LEFT_OUT, "alerts", len(rows) - len(kept))
    found: list[Alert] = []
    pending: set[str] = set()
    for number, row in enumerate(kept):
        state = _state(row)
        alert = alert_of(row, True, f"alerts/{number}", source, notes, measured=measured) if state else None
        if alert is None:
            notes.add(Code.SKIPPED, f"alerts/{number}")
            complete = False
        elif state == "pending":
            pending.add(alert.fingerprint)
        else:
            found.append(alert)
    return Active(tuple(found), frozenset(pending), complete, notes.problems)


def _state(row: Any) -> str:
    status = row.get("status") if isinstance(row, dict) else None
    state = status.get("state") if isinstance(status, dict) else None
    return state if state in _STATES else ""
