"""Vietnamese mobile numbers out of cells, all of a block at once; what is none is told apart by its reason."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.tables._grid import Cells, Flags

Whole: TypeAlias = NDArray[np.int64]

LONGEST = 24  # octets of a cell that may be a number
MOST_DECIMALS = 6  # figures behind a decimal sign; more are a second number
COUNTRY = 84
_MOST_FIGURES = 15  # of any number in the world (E.164)
# Source: Vietnam's numbering plan; the two figures that begin the nine of a mobile number and are open today.
_OPEN = [*range(32, 40), 52, 55, 56, 58, 59, 70, *range(76, 80), *range(81, 90), *range(90, 95), *range(96, 100)]
# Source: the change of numbers of 15/09/2018; the eleven figures of old became ten.
NEW_PREFIX = {
    120: 70, 121: 79, 122: 77, 126: 76, 128: 78,
    123: 83, 124: 84, 125: 85, 127: 81, 129: 82,
    162: 32, 163: 33, 164: 34, 165: 35, 166: 36, 167: 37, 168: 38, 169: 39,
    186: 56, 188: 58, 199: 59,
}  # fmt: skip

MOBILE = np.zeros(100, np.bool_)
MOBILE[_OPEN] = True
_OLD = np.zeros(1000, np.bool_)
_OLD[[*NEW_PREFIX]] = True
_POWERS = 10 ** np.arange(19, dtype=np.int64)
_SIGN = np.zeros(256, np.uint8)  # figures and what may stand between them, signs of a damaged number, others
_FIGURE, _BETWEEN, _PLUS, _POINT, _EXPONENT = 1, 2, 4, 8, 16
_SIGN[[*b"0123456789"]] = _FIGURE
_SIGN[[*b" -()'\t"]] = _BETWEEN
_POINTS = b".,"
_SIGN[[*_POINTS]] = _POINT
_SIGN[[*b"+"]] = _PLUS
_SIGN[[*b"eE"]] = _EXPONENT


class Why(StrEnum):
    """Why a line gives no number that can be written to."""

    EMPTY = "empty"
    NO_NUMBER = "no_number"
    DAMAGED = "damaged"
    LANDLINE = "landline"
    OLD = "old"
    SHORT = "short"
    FOREIGN = "foreign"
    LENGTH = "length"
    CLOSED = "closed"
    TORN = "torn"
    NO_AREA = "no_area"
    UNKNOWN_AREA = "unknown_area"


REASONS = [*Why]
RIGHT = 255  # no reason
_CODE = {why: np.uint8(place) for place, why in enumerate(REASONS)}


def judged(cells: Cells) -> tuple[Whole, NDArray[np.uint8]]:
    """Give for each cell the number as MSISDN (84 and nine figures), and RIGHT or the index of its reason in REASONS.

    Read are 0912345678, 912345678 (its zero lost in a spreadsheet), 84…, +84…, 0084…, +84 0…, with blanks, points,
    hyphens and brackets between figures; 912345678.0 is read too, for it can mean nothing else.
    """
    number, why = _plainly(cells)
    wrong = np.flatnonzero(why != RIGHT)
    parted = _Parted(cells.of(wrong))
    before, sound = _plainly(parted.whole)
    found = wrong[parted.places][sound == RIGHT]
    number[found] = before[sound == RIGHT]
    why[found] = np.where(parted.even[sound == RIGHT], RIGHT, _CODE[Why.DAMAGED])
    return number, why


class _Parted:
    """Cells with a decimal sign (912345678.50; 912,345,678.0): which they are, the whole part, and whether that is all.

    A decimal sign is a point or a comma that stands there once, behind all others, with a few figures alone behind it.
    """

    def __init__(self, cells: Cells) -> None:
        lengths = cells.ends - cells.starts
        signs = (np.zeros(len(lengths), np.int64), np.zeros(len(lengths), np.int64))
        last = np.full(len(lengths), -1)
        figures, even = np.zeros((2, len(lengths)), np.bool_)
        for place in range(min(int(lengths.max(initial=0)), LONGEST)):
            there = place < lengths
            octet = cells.octets[np.where(there, cells.starts + place, 0)]
            point = there & (_SIGN[octet] == _POINT)
            for count, sign in zip(signs, _POINTS, strict=True):
                count += point & (octet == sign)
            last = np.where(point, place, last)
            figures = point | figures & (~there | (_SIGN[octet] == _FIGURE))
            even = point | even & (~there | (octet == 48))
        mark = cells.octets[cells.starts + np.maximum(last, 0)]
        alone = np.where(mark == _POINTS[0], *signs) == 1
        behind = lengths - 1 - last
        decimal = figures & alone & (behind >= 1) & (behind <= MOST_DECIMALS) & (lengths <= LONGEST)
        self.places = np.flatnonzero(decimal)
        starts = cells.starts[self.places]
        self.whole = Cells(cells.octets, starts, starts + last[self.places])
        self.even = even[self.places]


def _plainly(cells: Cells) -> tuple[Whole, NDArray[np.uint8]]:
    """Judge cells by their figures, whatever stands between them."""
    told = _Figures(cells)
    number, why = _formed(told)
    lengths = cells.ends - cells.starts
    damaged = told.damaged & ~told.other
    why = np.where(told.count == 0, _CODE[Why.NO_NUMBER], why)
    why = np.where(told.other | (told.signs & _EXPONENT > 0) | told.misplaced, _CODE[Why.NO_NUMBER], why)
    why = np.where(damaged, _CODE[Why.DAMAGED], why)
    why = np.where(lengths > LONGEST, _CODE[Why.NO_NUMBER], why)
    return number, np.where(lengths == 0, _CODE[Why.EMPTY], why).astype(np.uint8)


class _Figures:
    """What stands in cells: the value of the figures, how many there are, how many zeros begin them, and the signs."""

    def __init__(self, cells: Cells) -> None:
        many = len(cells.starts)
        lengths = cells.ends - cells.starts
        self.value = np.zeros(many, np.int64)
        self.count, self.zeros, behind, points, tail = (np.zeros(many, np.int64) for _ in range(5))
        self.signs = np.zeros(many, np.uint8)
        self.other, self.misplaced = np.zeros(many, np.bool_), np.zeros(many, np.bool_)
        for place in range(min(int(lengths.max(initial=0)), LONGEST)):
            there = place < lengths
            octet = cells.octets[np.where(there, cells.starts + place, 0)]
            sign = np.where(there, _SIGN[octet], _BETWEEN)
            figure = sign == _FIGURE
            self.misplaced |= (sign == _PLUS) & (self.count + (self.signs & _PLUS) > 0)
            self.zeros += figure & (octet == 48) & (self.zeros == self.count)
            self.value = np.where(figure, self.value * 10 + (octet - 48), self.value)
            self.count += figure
            point = sign == _POINT
            points += point
            behind = np.where(point, 0, behind + figure)
            tail = np.where(point, 0, np.where(figure & (octet != 48), 1, tail))
            self.signs |= sign
            self.other |= sign == 0
        # 9.12E+08, 912345678.0: a spreadsheet or a program took the number for a quantity
        decimal = (points == 1) & ((behind == 1) | (behind == 2) & (tail == 0))
        self.damaged = (self.count > 0) & (decimal | (self.signs & _EXPONENT > 0))


def _formed(told: _Figures) -> tuple[Whole, NDArray[np.uint8]]:
    """Bring the figures to the nine of a national number, and say what it is."""
    plus, zeros, value = told.signs & _PLUS > 0, told.zeros, told.value
    size = told.count - zeros  # figures without the zeros before them
    abroad = np.where(plus, zeros == 0, zeros == 2)
    bare = ~plus & (zeros == 0)
    ours = (abroad | bare) & (size >= 11) & (size <= 12) & (_head(value, size, 2) == COUNTRY)
    rest = value % _POWERS[np.clip(size - 2, 0, 18)]  # behind 84, perhaps with a zero that does not belong there
    national, length = np.where(ours, rest, value), np.where(ours, size - 2, size)
    length = np.where(ours & (size == 12) & (rest < _POWERS[9]), 9, length)
    why = _national(national, length)
    foreign = ~ours & (abroad | bare & (size >= 11))
    elsewhere = np.where(_head(value, size, 2) == COUNTRY, _CODE[Why.LENGTH], _CODE[Why.FOREIGN])
    why = np.where(foreign, elsewhere, why)
    why = np.where((zeros > 2) | plus & (zeros > 0) | (size > _MOST_FIGURES), _CODE[Why.LENGTH], why)
    return COUNTRY * _POWERS[9] + national, why


def _national(number: Whole, length: Whole) -> NDArray[np.uint8]:
    """Judge a number without its 0 or 84."""
    first, two, three = (_head(number, length, figures) for figures in (1, 2, 3))
    nine, ten = length == 9, length == 10
    conditions: list[Flags] = [
        nine & MOBILE[two],
        (nine | ten) & (first == 2),
        ten & _OLD[three],
        nine,
        length <= 8,
    ]
    codes = [RIGHT, *(int(_CODE[why]) for why in (Why.LANDLINE, Why.OLD, Why.CLOSED, Why.SHORT))]
    return np.select(conditions, [np.uint8(code) for code in codes], _CODE[Why.LENGTH])


def _head(number: Whole, length: Whole, figures: int) -> Whole:
    """Give the first figures of a number; 0 where it has fewer, or more than it may have."""
    fits = (length >= figures) & (length <= 18)
    first: Whole = np.where(fits, number // _POWERS[np.clip(length - figures, 0, 18)], 0) % 10**figures
    return first
