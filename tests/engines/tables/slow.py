"""A reader of subscribers that goes cell by cell: csv, regular expressions and decimals, no array."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

LONGEST = 24  # octets of a cell that may be a number
AROUND = " \t\r\"'"
MOBILE = "(?:3[2-9]|5[25689]|70|7[6-9]|8[1-9]|9[0-4]|9[6-9])[0-9]{7}"
FORM = re.compile(rf"(?:0?|(?:84|\+84|0084)0?)({MOBILE})")
SIGNS = re.compile(r"[(). ,\t'-]*\+?[(). ,\t'0-9-]*")
FRACTION = re.compile(r"(.*)([.,])([0-9]{1,6})", re.DOTALL)


def seen(text: str) -> str:
    """Leave out what nobody sees and what stands around; blanks are plain."""
    kept = (sign for sign in text if unicodedata.category(sign) != "Cf" and not 0xFE00 <= ord(sign) <= 0xFE0F)
    return "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in kept).strip(AROUND)


def bare(cell: str) -> str:
    """Give a cell, of a formula that gives a text that text."""
    cell = seen(cell)
    while cell.startswith('="'):
        cell = cell[1:].strip(AROUND)
    return "" if cell == "=" else cell


def number_of(cell: str) -> int | None:
    """Give the number that a cell can only mean, as MSISDN."""
    text = bare(cell)
    number = _plain(text)
    if number is None and len(text.encode()) <= LONGEST and (parts := FRACTION.fullmatch(text)):
        even = Decimal(f"0.{parts[3]}") == 0 and parts[2] not in parts[1]
        number = _plain(parts[1]) if even else None
    return number


def _plain(text: str) -> int | None:
    if len(text.encode()) > LONGEST or not SIGNS.fullmatch(text):
        return None
    parts = re.split("[.,]", text)
    behind = re.sub("[^0-9]", "", parts[-1])
    if len(parts) == 2 and (len(behind) == 1 or behind == "00"):
        return None  # a quantity
    found = FORM.fullmatch(re.sub("[^0-9+]", "", text))
    return 84 * 10**9 + int(found[1]) if found else None


def numbers_of(text: str, sign: str) -> Iterator[tuple[int | None, str]]:
    """Give number and second cell of every line below the head that holds anything."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    next(rows)
    for row in rows:
        if any(map(seen, row)):
            yield number_of(row[0]), bare(row[1])
