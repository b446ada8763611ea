"""How much of a load each person should carry: the level at which water stands in vessels that are partly filled.

Everyone's share of what they were offered, over all months, is to be the same. Where few may fill a position, those few
must carry it alone; so the set of positions that presses hardest on its people is settled first, then the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

_ROUND = 6


@dataclass(frozen=True, slots=True)
class Claim:
    """A person's part in one load: what was worked (`past`) of what was `offered`, this month's with it; bounds now."""

    person: int
    positions: frozenset[str]
    past: float
    offered: float
    low: float
    high: float


def shares(demand: Mapping[str, float], claims: Sequence[Claim]) -> dict[int, float]:
    """Give each person's share of this month's load, exact but for rounding at the sixth digit."""
    settled: dict[int, float] = {}
    open_ = {position for position, load in demand.items() if load > 0}
    people = [claim for claim in claims if claim.offered > 0 and claim.positions & open_]
    open_ = {position for position in open_ if any(position in claim.positions for claim in people)}
    while people:
        level, circle = max(
            (
                (_level(within, sum(demand[one] for one in circle)), circle)
                for circle, within in _circles(open_, people)
            ),
            key=lambda found: (found[0], len(found[1]), sorted(found[1])),
        )
        for claim in [claim for claim in people if claim.positions & circle]:
            settled[claim.person] = round(_clipped(claim, level), _ROUND)
        open_ -= circle
        people = [claim for claim in people if claim.person not in settled and claim.positions & open_]
    return {claim.person: settled.get(claim.person, claim.low) for claim in claims}


def _circles(positions: set[str], people: Sequence[Claim]) -> Iterator[tuple[frozenset[str], list[Claim]]]:
    """Give each set of positions with the people who may fill any of them."""
    for size in range(1, len(positions) + 1):
        for chosen in combinations(sorted(positions), size):
            circle = frozenset(chosen)
            yield circle, [claim for claim in people if claim.positions & circle]


def _level(claims: Sequence[Claim], load: float) -> float:
    """Give the level at which these people carry the load; infinite where they cannot."""
    past, offered, low, high = (
        np.array([getattr(claim, name) for claim in claims], float) for name in ("past", "offered", "low", "high")
    )
    marks = np.unique(np.concatenate([(low + past) / offered, (high + past) / offered]))
    carried = np.clip(np.outer(marks, offered) - past, low, high).sum(axis=1)
    place = int(np.searchsorted(carried, load - 1e-9))
    if place == len(marks):
        return float("inf")
    if place == 0:
        return float(marks[0])
    step = (load - carried[place - 1]) / (carried[place] - carried[place - 1])
    return float(marks[place - 1] + step * (marks[place] - marks[place - 1]))


def _clipped(claim: Claim, level: float) -> float:
    return min(max(level * claim.offered - claim.past, claim.low), claim.high)
