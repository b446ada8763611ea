"""Propose what tool a duty belongs to, by weighted patterns over its folded words."""

import re
from functools import cache

from thongsuot.engines.letter._lexicon import table

_ENOUGH = 3
_PREPARES = re.compile(r"(?:\w+ ){0,3}(?:chuan bi|san sang|bo tri).{0,30}(?:can thiet|dieu kien)")


@cache
def _patterns() -> tuple[tuple[str, tuple[tuple[re.Pattern[str], int], ...]], ...]:
    rows = []
    for kind, entry in table("kinds").items():
        rows.append((kind, tuple((re.compile(pattern), weight) for pattern, weight in entry["patterns"])))
    return tuple(rows)


def weights(plain: str) -> dict[str, int]:
    """The weight of each kind in folded words."""
    found = {}
    for kind, patterns in _patterns():
        weight = sum(value for pattern, value in patterns if pattern.search(plain))
        if weight:
            found[kind] = weight
    return found


def kind_of(plain: str) -> str:
    """The likeliest kind, OTHER where nothing speaks for one."""
    found = weights(plain)
    best = max(found, key=lambda kind: found[kind], default="OTHER")
    return best if found.get(best, 0) >= _ENOUGH else "OTHER"


def prepares(plain: str) -> bool:
    """Whether the words only prepare for what follows."""
    return _PREPARES.match(plain) is not None
