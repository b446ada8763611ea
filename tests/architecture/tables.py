"""The tables: foreign keys point down, each table has its wall, each kind its three parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Key = tuple[str, str, str]  # app of the table, app it points at, name of the field
Table = tuple[str, bool, int]  # name, row-level security switched on, number of policies


def upward_keys(keys: Iterable[Key], floors: Mapping[str, int]) -> list[str]:
    """Name the foreign keys that point up, or across to a neighbour on the same floor."""
    return [
        f"{field} points from {origin} to {target}"
        for origin, target, field in keys
        if origin != target and origin in floors and target in floors and floors[target] >= floors[origin]
    ]


def without_wall(tables: Iterable[Table], reasons: Mapping[str, str]) -> list[str]:
    """Name tables that everybody reads without a reason, and reasons that no table needs any more."""
    known = {name: walled and policies > 0 for name, walled, policies in tables}
    bare = [f"{name} has no wall and no reason" for name, wall in known.items() if not wall and name not in reasons]
    stale = [f"{name} stands in UNWALLED and has a wall" for name in reasons if known.get(name)]
    gone = [f"{name} stands in UNWALLED and is no table" for name in reasons if name not in known]
    mute = [
        f"{name} stands in UNWALLED without a reason" for name, reason in reasons.items() if len(reason.split()) < 3
    ]
    return bare + stale + gone + mute


def shown_above(
    octets: Iterable[tuple[str, str]], policies: Mapping[str, str], counts: Mapping[str, str], *, own: Iterable[str]
) -> list[str]:
    """Name tables that a department would read for all its operators: what holds arrays, and what is listed as own.

    `octets` are the columns of bytes (table, column), `policies` the restrictive rules by table, `counts` the columns
    that tell no recipient from another, each with its reason.
    """
    known = {f"{table}.{column}": table for table, column in octets}
    held = {table for name, table in known.items() if name not in counts} | set(own)
    bare = sorted(table for table in held if "app.own" not in policies.get(table, ""))
    gone = [f"{name} stands in COUNTS and is no column" for name in counts if name not in known]
    return [f"{table} is not kept to its own people" for table in bare] + gone


def three_parts(kinds: Mapping[str, Any], openings: Mapping[str, Any], lines: Mapping[str, Any]) -> list[str]:
    """Name the kinds that lack a tool (or the declared way), figures or a report line, and parts of no kind."""
    found = [f"{code} has no opening" for code in kinds if code not in openings]
    found += [f"{code} has no report line" for code in kinds if code not in lines]
    found += [f"{code} is no kind" for code in sorted({*openings, *lines} - set(kinds))]
    for code, kind in kinds.items():
        if not kind.figures:
            found.append(f"{code} has no figures")
        found += [f"{code} demands the unknown figure {name}" for name in kind.demands if name not in kind.figures]
        found += [f"{code}.{name} has no label" for name, label in kind.figures.items() if not label.strip()]
    return found
