"""Adding up: figures of one organisation, of many, and the difference between two states of the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

Figures = dict[str, int]
ByKind = dict[str, dict[str, Figures]]  # kind -> "measured" | "declared" -> figures

SIDES = ("measured", "declared")
SAME_PEOPLE = frozenset({"STAFF_ACKNOWLEDGEMENT"})  # a link and a signed list count the same staff


def add(*rows: Mapping[str, int]) -> Figures:
    """Add figures name by name."""
    total: Figures = {}
    for row in rows:
        for name, value in row.items():
            total[name] = total.get(name, 0) + value
    return total


def by_kind(rows: Iterable[tuple[str, bool, Mapping[str, int]]]) -> ByKind:
    """Add evidence (kind, measured, figures); measured and declared stay apart."""
    told: ByKind = {}
    for kind, measured, figures in rows:
        side = told.setdefault(kind, {name: {} for name in SIDES})
        name = SIDES[0] if measured else SIDES[1]
        side[name] = add(side[name], figures)
    return told


def total(reports: Iterable[ByKind]) -> ByKind:
    """Add the figures of many frozen reports."""
    return by_kind(
        (kind, side == "measured", figures)
        for report in reports
        for kind, sides in report.items()
        for side, figures in sides.items()
        if figures
    )


def together(told: ByKind) -> dict[str, Figures]:
    """Return the figures of each kind whoever said them: for machines, which get both sides beside it."""
    return {kind: _together(kind, sides) for kind, sides in sorted(told.items())}


def _together(kind: str, sides: Mapping[str, Figures]) -> Figures:
    """Add the sides, except where both count the same people: then what was seen stands alone."""
    seen = sides.get("measured", {})
    return add(seen) if kind in SAME_PEOPLE and seen else add(*sides.values())


def delta(after: ByKind, before: ByKind) -> ByKind:
    """Return by how much the figures changed, kind by kind and side by side; what is equal is left out."""
    told: ByKind = {}
    for kind in sorted({*after, *before}):
        sides = {side: _change(after.get(kind, {}).get(side, {}), before.get(kind, {}).get(side, {})) for side in SIDES}
        if any(sides.values()):
            told[kind] = sides
    return told


def _change(after: Figures, before: Figures) -> Figures:
    names = [*after, *(name for name in before if name not in after)]
    changes = {name: after.get(name, 0) - before.get(name, 0) for name in names}
    return {name: value for name, value in changes.items() if value}


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of content in one spelling, whatever the order of its names."""
    spelling = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelling.encode()).hexdigest()
