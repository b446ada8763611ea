"""Words made fit for print: one Unicode form, no control characters, nothing the face cannot draw."""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta, timezone
from typing import Any

VIETNAM = timezone(timedelta(hours=7))

# What every face of the set draws; a test holds this against their character maps.
REPERTOIRE = (
    "\x20-\x7e\xa0-\xac\xae-\u02cc\u0300\u0301\u0303\u0309\u0323\u1e00-\u1eff\u2013\u2014\u2018-\u201a\u201c-\u201e"
    "\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u2044\u20a0-\u20be\u2113\u2122\u2212\ufffd"
)
_ALIKE = str.maketrans({
    "\u2010": "-", "\u2011": "-", "\u2012": "\u2013", "\u2015": "\u2014", "\u25cf": "\u2022", "\u25aa": "\u2022",
    "\u2713": "x", "\u2714": "x", "\u2264": "<=", "\u2265": ">=", "\u2192": "->", "\u2190": "<-",
})  # fmt: skip
_FOREIGN = re.compile(f"[^{REPERTOIRE}]")
GAP = "\u00a0" * 6  # where the registry writes a number, a day or a month


def clean(text: str) -> str:
    """NFC, single spaces, no empty lines; what cannot be drawn becomes U+FFFD, what cannot be seen goes."""
    text = unicodedata.normalize("NFC", text).translate(_ALIKE)
    lines = (_single(_FOREIGN.sub(_stand_in, _single(line))) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def capitals(text: str) -> str:
    """The text in capitals, made fit again: the capital of µ is a Greek letter no face draws."""
    return clean(text.upper())


def _single(line: str) -> str:
    return " ".join(line.split())


def _stand_in(match: re.Match[str]) -> str:
    invisible = unicodedata.category(match[0])[0] in "CM"
    return "" if invisible else "\ufffd"


def cleaned(value: Any) -> Any:
    """The same value, dataclasses and tuples walked, with every text in it clean."""
    if type(value) is str:  # an enumeration's member is a str too, and stays a member
        return clean(value)
    if isinstance(value, tuple):
        return tuple(cleaned(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: cleaned(getattr(value, each.name)) for each in fields(value)})
    return value


def grouped(number: int) -> str:
    """1214386 -> 1.214.386"""
    return f"{number:,}".replace(",", ".")


def pad(number: int) -> str:
    """5 -> 05: in official papers a count below ten has two figures."""
    return f"{number:02d}" if 0 <= number < 10 else grouped(number)


def spell_date(on: date | None, place: str) -> str:
    """Place and date as the decree writes them; before signing, day, month and year stay blank.

    Days below ten and the months 1 and 2 alone are padded (NĐ 30/2020, Phụ lục I).
    """
    if on is None:
        return f"{place or '…'}, ngày {GAP} tháng {GAP} năm {GAP}"
    month = f"{on.month:02d}" if on.month < 3 else f"{on.month}"
    return f"{place or '…'}, ngày {on.day:02d} tháng {month} năm {on.year}"
