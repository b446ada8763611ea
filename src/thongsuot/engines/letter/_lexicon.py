"""The word lists of this engine, read once from the TOML files beside it."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._words import Word, lower

Entry = tuple[tuple[str, ...], str | None]


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML file of this package."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def phrases(name: str, key: str) -> dict[str, tuple[Entry, ...]]:
    """The phrases of a list by their first folded word, longest first; a lone syllable keeps its marks."""
    found: dict[str, list[Entry]] = {}
    for phrase in table(name)[key].split(";"):
        words = phrase.split()
        plain = tuple(fold(word) for word in words)
        found.setdefault(plain[0], []).append((plain, lower(words[0]) if len(words) == 1 else None))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


@cache
def folded_set(name: str, key: str) -> frozenset[str]:
    """The phrases of a list, folded."""
    return frozenset(fold(phrase) for phrase in table(name)[key].split(";"))


def match(words: list[Word], i: int, listed: dict[str, tuple[Entry, ...]]) -> int:
    """How many words from `i` on make a phrase of the list; 0 where none does. A phrase never crosses a mark."""
    for plain, low in listed.get(words[i].plain, ()) if i < len(words) else ():
        if low is not None and words[i].low != low:
            continue
        if all(
            i + k < len(words) and words[i + k].plain == part and (k == 0 or not words[i + k].cut)
            for k, part in enumerate(plain)
        ):
            return len(plain)
    return 0
