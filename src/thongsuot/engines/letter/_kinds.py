"""Propose what tool a duty belongs to, by weighted patterns over its folded words."""

import re
from functools import cache

from thongsuot.engines.letter._lexicon import table

_ENOUGH = 3
_PREPARES = re.compile(r"(?:\w+ ){0,3}(?:chuan bi|san sang|bo tri).{0,30}(?:can thiet|dieu kien)")


_WORDS_ALONE = re.compile(r"[a-z0-9 /|]+")
_Row = tuple[tuple[str, ...], re.Pattern[str] | None, int]


@cache
def _patterns() -> tuple[tuple[str, tuple[_Row, ...]], ...]:
    kinds = table("kinds").items()
    return tuple((kind, tuple(_row(*row) for row in entry["patterns"])) for kind, entry in kinds)


def _row(pattern: str, weight: int) -> _Row:
    """A pattern that only lists words is looked up without being compiled."""
    alone = _WORDS_ALONE.fullmatch(pattern) is not None
    return tuple(pattern.split("|")) if alone else (), None if alone else re.compile(pattern), weight


def weights(plain: str) -> dict[str, int]:
    """The weight of each kind in folded words."""
    found = {}
    for kind, patterns in _patterns():
        weight = sum([value for words, pattern, value in patterns if _says(plain, words, pattern)])
        if weight:
            found[kind] = weight
    return found


def _says(plain: str, words: tuple[str, ...], pattern: re.Pattern[str] | None) -> bool:
    if pattern:
        return pattern.search(plain) is not None
    for word in words:  # noqa: SIM110 - twice as fast as any(), and asked a hundred times a duty
        if word in plain:
            return True
    return False


def kind_of(plain: str) -> str:
    """The likeliest kind, OTHER where nothing speaks for one."""
    found = weights(plain)
    best = max(found, key=lambda kind: found[kind], default="OTHER")
    return best if found.get(best, 0) >= _ENOUGH else "OTHER"


def prepares(plain: str) -> bool:
    """Whether the words only prepare for what follows."""
    return _PREPARES.match(plain) is not None
