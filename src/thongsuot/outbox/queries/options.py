"""What stands behind the question mark of a link's address, as `Told` and `Profile` name it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from thongsuot.engines.message import Alphabet, Carriage, Profile, Steps

MOST_SESSIONS = 64
MOST_WINDOW = 10_000


class Unknown(ValueError):
    """An option has no such name, or is given twice."""


class Unusable(ValueError):
    """The value of an option cannot be used; `option` names it."""

    def __init__(self, option: str) -> None:
        super().__init__(option)
        self.option = option


def read(name: str, query: str) -> dict[str, Any]:
    """Return the options of a link; raises Unknown, Unusable, UnusableProfile."""
    given: dict[str, Any] = {}
    for option, value in parse_qsl(query, keep_blank_values=True):
        if option not in KNOWN or option in given:
            raise Unknown
        try:
            given[option] = KNOWN[option](value)
        except ValueError:
            raise Unusable(option) from None
    profile = {option: given.pop(option) for option in _PROFILE & given.keys()}
    return {**given, "profile": Profile(name=name, **profile)}


def words(most: int) -> Callable[[str], str]:
    """Return what reads so many plain characters at most."""

    def read_words(word: str) -> str:
        if len(word) > most or not re.fullmatch(r"[\x20-\x7e]*", word):
            raise ValueError
        return word

    return read_words


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read_whole(word: str) -> int:
        number = int(word, 0)
        if not least <= number <= most:
            raise ValueError(number)
        return number

    return read_whole


def _alphabets(word: str) -> frozenset[Alphabet]:
    return frozenset(Alphabet(each) for each in word.split(","))


def _steps(word: str) -> Steps:
    alone, _, joined = word.partition("-")
    return Steps(int(alone), int(joined))


_PROFILE = {"carriage", "most_parts", "gsm_coding", "ucs2_coding", "packed", "alphabets", "gsm_steps", "ucs2_steps"}
_KIND = _whole(0, 255)
KNOWN: dict[str, Callable[[str], Any]] = {
    "sessions": _whole(1, MOST_SESSIONS),
    "rate": _whole(1, 1_000_000),
    "window": _whole(1, MOST_WINDOW),
    "source": words(20),
    "source_ton": _KIND,
    "source_npi": _KIND,
    "dest_ton": _KIND,
    "dest_npi": _KIND,
    "system_type": words(12),
    "service_type": words(5),
    "address_range": words(40),
    "range_ton": _KIND,
    "range_npi": _KIND,
    "enquire": _whole(1, 600),
    "response": _whole(1, 120),  # well below the lease of a message that is in flight (outbox.queries.LEASE)
    "carriage": Carriage,
    "most_parts": _whole(1, 255),
    "gsm_coding": _KIND,
    "ucs2_coding": _KIND,
    "packed": lambda word: bool(_whole(0, 1)(word)),
    "alphabets": _alphabets,
    "gsm_steps": _steps,
    "ucs2_steps": _steps,
}
