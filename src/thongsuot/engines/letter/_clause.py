"""A clause that orders one thing, and how strongly it is parted from the one before."""

from dataclasses import dataclass
from enum import IntEnum

from thongsuot.engines.letter._lexicon import folded_set
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._tokens import Token


class Cut(IntEnum):
    """How strongly a clause is parted from the one before."""

    SENTENCE = 0
    SEMICOLON = 1
    COLON = 2
    COMMA = 3
    AND = 4
    PURPOSE = 5


@dataclass(frozen=True, slots=True)
class Clause:
    """One order: words `first` to `last` (exclusive); `governed` by the verb of the clause before where it has none."""

    first: int
    last: int
    cut: Cut
    opening: Opening | None
    governed: bool = False
    closed: bool = False
    intro: bool = False


def is_verb_of(name: str, token: Token | None) -> bool:
    """Whether a verb stands in a list of verbs."""
    return token is not None and token.plain in folded_set("verbs", name)
