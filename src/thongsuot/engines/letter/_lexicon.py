"""The word lists of this engine, read once from the TOML files beside it."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._words import Word, lower

Entry = tuple[tuple[str, ...], tuple[str, ...]]


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML file of this package."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def phrases(name: str, key: str) -> dict[str, tuple[Entry, ...]]:
    """The phrases of a list by their first folded word, longest first, each with its marks."""
    found: dict[str, list[Entry]] = {}
    for phrase in table(name)[key].split(";"):
        words = phrase.split()
        plain = tuple(fold(word) for word in words)
        found.setdefault(plain[0], []).append((plain, tuple(lower(word) for word in words)))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


@cache
def folded_set(name: str, key: str) -> frozenset[str]:
    """The phrases of a list, folded."""
    return frozenset(fold(phrase) for phrase in table(name)[key].split(";"))


def match(words: list[Word], i: int, listed: dict[str, tuple[Entry, ...]]) -> int:
    """How many words from `i` on make a phrase of the list; 0 where none does. A phrase never crosses a mark.

    Marks count where they are written ("công nhân" is not "công nhận"); a lone syllable must carry its own.
    """
    for plain, lows in listed.get(words[i].plain, ()) if i < len(words) else ():
        if len(plain) == 1:
            if words[i].low == lows[0]:
                return 1
        elif i + len(plain) > len(words) or words[i + 1].plain != plain[1]:
            continue
        elif all(
            word.plain == part and (k == 0 or not word.cut) and (word.low == low or word.low == part)
            for k, (word, part, low) in enumerate(zip(words[i : i + len(plain)], plain, lows, strict=True))
        ):
            return len(plain)
    return 0
