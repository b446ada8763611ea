"""Words of sources and what they mean here; source: words.toml beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from thongsuot.engines.alerts._terms import Severity, Source
from thongsuot.engines.vietnamese import fold

_LONGEST = 100  # characters of a word that is looked up


@cache
def meanings(table: str) -> Mapping[str, str]:
    """Return folded word -> meaning of one table."""
    rows = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))[table]
    return {word: meaning for meaning, words in rows.items() for word in words}


def severity(word: str, source: Source, table: str = "severity") -> Severity:
    """Return what a source's word of severity means; its own table counts first."""
    if source.severities:
        plain = fold(word[:_LONGEST]).strip()
        for name, meaning in source.severities.items():
            if fold(name).strip() == plain:
                return meaning
    return _severity(word[:_LONGEST], table)


@cache
def _known(table: str) -> Mapping[str, Severity]:
    return {word: Severity(meaning) for word, meaning in meanings(table).items()}


def _severity(word: str, table: str) -> Severity:
    known = _known(table)
    return known.get(word) or known.get(fold(word).strip(), Severity.UNKNOWN)


def is_firing(word: str) -> bool | None:
    """Tell whether a word says that a failure lasts, or is over; None where it says neither."""
    meaning = meanings("state").get(" ".join(fold(word[:_LONGEST]).split()))
    return None if meaning is None else meaning == "firing"
