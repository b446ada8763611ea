"""Message ids as numbers to find them by, however a centre writes them the second time."""

from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Octets = NDArray[np.uint8]
_STEP = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no character is ever lost
_AT_ONCE = 1 << 14  # ids: what is worked out for them stays in the processor's memory
_HEX_DIGITS, _DECIMAL_DIGITS = 16, 19  # what 64 bits hold


class Way(StrEnum):
    """How the ids of receipts are those of the answers: the same but for case and leading zeros, or in another base."""

    SAME = "same"
    HEX_TO_DECIMAL = "hex_to_decimal"
    DECIMAL_TO_HEX = "decimal_to_hex"


def rows(message_ids: NDArray[np.bytes_]) -> Octets:
    """Return ids (S) as octets, one id a row, NULs behind them."""
    width = message_ids.dtype.itemsize
    octets: Octets = np.ascontiguousarray(message_ids).view(np.uint8).reshape(message_ids.size, width)
    return octets


def answer_keys(way: Way, ids: Octets) -> Keys:
    """Return the keys of the ids in answers (ids x octets)."""
    return _same(ids) if way is Way.SAME else _valued(ids, 16 if way is Way.HEX_TO_DECIMAL else 10)


def receipt_keys(way: Way, ids: Octets) -> Keys:
    """Return the keys of the ids in receipts (ids x octets)."""
    return _same(ids) if way is Way.SAME else _valued(ids, 10 if way is Way.HEX_TO_DECIMAL else 16)


@cache
def _weights() -> Keys:
    """Return a number for each octet: capitals like small letters, a zero nothing, so that leading ones vanish."""
    octets = np.arange(256, dtype=np.uint64)
    small = np.where((octets >= ord("A")) & (octets <= ord("Z")), octets + np.uint64(32), octets)
    mixed = (small - np.uint64(ord("0"))) * np.uint64(0xD6E8FEB86659FD93)
    return mixed ^ (mixed >> np.uint64(32))


@cache
def _digits() -> Octets:
    """Return the value of each octet as a digit of base 16; 255 for what is none."""
    values = np.full(256, 255, np.uint8)
    for value, digit in enumerate("0123456789abcdef"):
        values[[ord(digit), ord(digit.upper())]] = value
    return values


def _same(ids: Octets) -> Keys:
    """Hash ids: two that differ have the same number once in 2^64."""
    keys = np.zeros(len(ids), np.uint64)
    for begin in range(0, len(ids), _AT_ONCE):
        some = keys[begin : begin + _AT_ONCE]
        for column in ids[begin : begin + _AT_ONCE].T:
            longer = some * _STEP + _weights()[column]
            some[:] = longer if column.all() else np.where(column, longer, some)
    return keys


def _valued(ids: Octets, base: int) -> Keys:
    """Return the numbers that ids say in a base; what is no number, or too long for one, is hashed."""
    digits = _digits()[ids]
    digits[ids == 0] = 254
    limit = _HEX_DIGITS if base == 16 else _DECIMAL_DIGITS
    inside = digits != 254
    significant = np.cumsum((digits != 0) & inside, axis=1) > 0
    sound = ((digits < base) | ~inside).all(axis=1) & ((significant & inside).sum(axis=1) <= limit)
    keys = np.zeros(len(ids), np.uint64)
    for column, present in zip(digits.T, inside.T, strict=True):
        keys = np.where(present, keys * np.uint64(base) + column, keys)
    return np.where(sound, keys, _same(ids))
