"""Failures that belong together: of one site, of one cause told, of one thing that both sites depend on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from thongsuot.engines.alerts._union import leader_of, unite


@dataclass(frozen=True, slots=True)
class Failure:
    """An open failure: its key, the site (empty where unknown), causes told (`name=value`), when it began."""

    key: str
    site: str
    began_at: datetime
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class Bond:
    """Why failures are put together: `site`, `cause` or `risk`, and its name."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Keys of two or more failures in the order in which they began, and every bond that holds two of them."""

    keys: tuple[str, ...]
    bonds: tuple[Bond, ...]


def related(
    failures: Iterable[Failure], shared_risks: Mapping[str, Collection[str]], within: timedelta
) -> tuple[Group, ...]:
    """Group open failures; `shared_risks` names what each site depends on (duct, pole, upstream).

    One bond holds failures that began within the span, counted from the first of them; failures held by different
    bonds fall together where they have one in common. The same failures give the same groups in any order; a failure
    that nothing binds is in none.
    """
    ordered = sorted({failure.key: failure for failure in failures}.values(), key=_order)
    by_bond: dict[Bond, list[Failure]] = {}
    for failure in ordered:
        for bond in _bonds(failure, shared_risks):
            by_bond.setdefault(bond, []).append(failure)
    leader = {failure.key: failure.key for failure in ordered}
    held: list[tuple[Bond, str]] = []
    for bond in sorted(by_bond):
        for run in _runs(by_bond[bond], within):
            held.append((bond, run[0].key))
            for failure in run[1:]:
                unite(leader, run[0].key, failure.key)
    together: dict[str, list[str]] = {}
    for failure in ordered:
        together.setdefault(leader_of(leader, failure.key), []).append(failure.key)
    why: dict[str, list[Bond]] = {}
    for bond, key in held:
        why.setdefault(leader_of(leader, key), []).append(bond)
    return tuple(
        Group(tuple(keys), tuple(dict.fromkeys(why[first]))) for first, keys in together.items() if len(keys) > 1
    )


def _order(failure: Failure) -> tuple[datetime, str]:
    return failure.began_at, failure.key


def _bonds(failure: Failure, shared_risks: Mapping[str, Collection[str]]) -> list[Bond]:
    found = [Bond("cause", cause) for cause in sorted({*failure.causes})]
    if failure.site:
        found.append(Bond("site", failure.site))
        found += [Bond("risk", risk) for risk in sorted({*shared_risks.get(failure.site, ())})]
    return found


def _runs(failures: list[Failure], within: timedelta) -> list[list[Failure]]:
    """Cut failures, ordered by their beginning, into runs no longer than the span; single ones bind nothing."""
    runs: list[list[Failure]] = []
    for failure in failures:
        if runs and failure.began_at - runs[-1][0].began_at <= within:
            runs[-1].append(failure)
        else:
            runs.append([failure])
    return [run for run in runs if len(run) > 1]
