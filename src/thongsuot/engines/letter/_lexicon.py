"""The word lists of this engine, read once from the TOML files beside it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._words import Word, lower

Entry = tuple[tuple[str, ...], tuple[str, ...]]
Followed = dict[str, list[Entry]]


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML file of this package."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def phrases(name: str, key: str) -> dict[str, Followed]:
    """The phrases of a list by their first and second folded words, longest first, each with its marks."""
    found: dict[str, Followed] = {}
    listed = [phrase.split() for phrase in table(name)[key].split(";")]
    for words in sorted(listed, key=len, reverse=True):
        plain = tuple(map(fold, words))
        second = plain[1] if len(plain) > 1 else ""
        found.setdefault(plain[0], {}).setdefault(second, []).append((plain, tuple(map(lower, words))))
    return found


@cache
def folded_set(name: str, key: str) -> frozenset[str]:
    """The phrases of a list, folded."""
    return frozenset(fold(phrase) for phrase in table(name)[key].split(";"))


def match(words: list[Word], i: int, listed: dict[str, Followed]) -> int:
    """How many words from `i` on make a phrase of the list; 0 where none does. A phrase never crosses a mark.

    Marks count where they are written ("công nhân" is not "công nhận"); a lone syllable must carry its own.
    """
    followed = listed.get(words[i].plain) if i < len(words) else None
    return longest(words, i, followed) if followed else 0


def longest(words: list[Word], i: int, followed: Followed) -> int:
    """How many words from `i` on make one of the phrases that begin with the word there."""
    second = words[i + 1].plain if i + 1 < len(words) else ""
    for entry in followed.get(second, ()) if second else ():
        if _stands(words, i, entry):
            return len(entry[0])
    low = words[i].low
    for _, lows in followed.get("", ()):
        if lows[0] == low:
            return 1
    return 0


def _stands(words: list[Word], i: int, entry: Entry) -> bool:
    plain, lows = entry
    if i + len(plain) > len(words):
        return False
    for k, (part, low) in enumerate(zip(plain, lows, strict=True)):
        word = words[i + k]
        if word.plain != part or (k and word.cut) or word.low not in (low, part):
            return False
    return True
