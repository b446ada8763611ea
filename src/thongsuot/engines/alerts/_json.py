"""JSON of strangers: bounded in size and depth, every name once, every number one that can be."""

from __future__ import annotations

import json
from collections import Counter
from math import isfinite
from typing import Any, NoReturn

from thongsuot.engines.alerts._limits import LONGEST_NUMBER, Limits
from thongsuot.engines.alerts._notes import cleaned
from thongsuot.engines.alerts._unreadable import Fault, Unreadable

_USUAL = Limits()


def parsed(data: bytes, limits: Limits = _USUAL) -> Any:
    """Return the value of a body of JSON: enough to tell a sender that it cannot be read.

    Raises `Unreadable`: EMPTY, TOO_LARGE, NOT_UTF8, NOT_JSON, TOO_DEEP, REPEATED_NAME, BAD_NUMBER.
    """
    if not data:
        raise Unreadable(Fault.EMPTY)
    if len(data) > limits.body:
        raise Unreadable(Fault.TOO_LARGE, f"{len(data)} > {limits.body}")
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Unreadable(Fault.NOT_UTF8, f"byte {error.start}") from error
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise Unreadable(Fault.NOT_JSON, f"character {error.pos}") from error
    except RecursionError as error:
        raise Unreadable(Fault.TOO_DEEP, f"> {limits.deepest}") from error
    if text.count("{") + text.count("[") > limits.deepest:  # fewer cannot nest so deep
        _check_depth(value, limits.deepest)
    return value


def _check_depth(value: Any, deepest: int) -> None:
    """Look at lists and objects level by level, without a stack."""
    level = [value]
    for _ in range(deepest):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return
    raise Unreadable(Fault.TOO_DEEP, f"> {deepest}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise Unreadable(Fault.REPEATED_NAME, cleaned(max(counts, key=counts.__getitem__)[:100])[0])
    return names


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        _refuse(text)
    return int(text)


def _fraction(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        _refuse(text)
    return number


def _refuse(text: str) -> NoReturn:
    raise Unreadable(Fault.BAD_NUMBER, text[:40])


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_whole, parse_float=_fraction, parse_constant=_refuse)
