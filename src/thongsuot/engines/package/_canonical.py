"""JSON that has exactly one form: sorted names, no spaces, UTF-8, whole numbers alone."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from thongsuot.engines.package._limits import DEEPEST, GREATEST
from thongsuot.engines.package._reasons import Reason, Unacceptable


def canonical(value: Any) -> bytes:
    """Return the one form of a value of objects, lists, texts, whole numbers below 2^53, truth values and None.

    Raises `ValueError` for everything else: fractions, names that are no text, lone surrogates, more than 32 levels.
    """
    _check(value, DEEPEST)
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        raise ValueError("a lone surrogate is no text") from error


def _check(value: Any, levels: int) -> None:
    if levels < 0:
        raise ValueError(f"more than {DEEPEST} levels")
    match value:
        case None | bool() | str():
            return
        case int() if abs(value) <= GREATEST:
            return
        case list():
            for inner in value:
                _check(inner, levels - 1)
        case dict() if all(isinstance(name, str) for name in value):
            for inner in value.values():
                _check(inner, levels - 1)
        case _:
            raise ValueError(f"{type(value).__name__} has no canonical form")


def parsed(data: bytes) -> Any:
    """Return the value whose canonical form the bytes are; any other form is `MALFORMED`."""
    try:
        value = json.loads(data.decode(), parse_float=_refuse, parse_constant=_refuse)
        same = canonical(value) == data
    except (ValueError, RecursionError) as error:
        raise Unacceptable(Reason.MALFORMED, "no JSON that we write") from error
    if not same:
        raise Unacceptable(Reason.MALFORMED, "JSON in another form than the canonical one")
    return value


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is no whole number")
