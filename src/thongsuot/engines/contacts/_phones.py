"""Vietnamese telephone numbers in all the ways offices write them, put into one.

Numbering plan: mobile 0 and nine digits beginning with 3, 5, 7, 8 or 9; fixed 02 and nine digits; 1800 and 1900; the
eleven-digit mobile numbers of before 15/09/2018 have ten since.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from thongsuot.engines.vietnamese import fold

_EXAMPLE = "0900 000 001"
_MOBILE, _FIXED = re.compile(r"0[35789]\d{8}"), re.compile(r"02\d{9}")
_SERVICE = re.compile(r"1[89]00\d{4}(?:\d{2})?")
_ABROAD = re.compile(r"\+(?!84)[1-9]\d{7,14}")
_BEFORE_2018 = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038",
    "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip

_FAX = re.compile(r"\bfax\b[^\d\n;]*[\d .()-]+")
_REMARK = re.compile(r"\([^()\d]*\)")
_LABEL = re.compile(
    r"\b(?:so\s*)?(?:dien thoai|sdt|dtdd|dtcd|dt|tel|phone|mobile|di dong|dd|co quan|cq|nha rieng|nr|zalo|viber"
    r"|hotline|duong day nong|tong dai|co dinh|ban|lien he|lien lac|may|so)\b\s*[:.]?"
)
_INSIDE = re.compile(r"\s*[,;(-]?\s*\b(?:so may le|may le|so le|le|ext|noi bo|nhanh|nb)\b\s*[:.]?\s*(\d{1,6})\)?")
_ROUNDED = re.compile(r"\d[.,]?\d*e\+?\d+")
_LETTER_O = re.compile(r"(?<=\d)o+(?=\d)|\bo(?=\d)")
_GROUP = re.compile(r"\+?\d+")
_BETWEEN = re.compile(r"(?:[\s./;,&|:()_-]|\bva\b|\bhoac\b)*")
_HARD = re.compile(r"[/;,&|\n]|\bva\b|\bhoac\b")
_MOST_GROUPS = 60
_EXTENSION = " máy lẻ "


class UnreadablePhone(ValueError):
    """The cell holds something that is no telephone number; the message says what to write instead."""


@dataclass(frozen=True)
class _Part:
    digits: str
    hard: bool  # whether the sign before it parts numbers rather than groups of one


def phones(text: str) -> tuple[str, ...]:
    """Read the numbers of a cell, each as `0900 000 001`, a fixed one with its extension; raises `UnreadablePhone`."""
    plain = _REMARK.sub(" ", _FAX.sub(" ", fold(text).replace("\xa0", " ")))
    if found := _ROUNDED.search(plain):
        raise UnreadablePhone(
            f"Excel đã rút gọn số “{found[0].upper()}” nên mất chữ số. Hãy định dạng ô là Văn bản rồi gõ lại số."
        )
    plain = _LETTER_O.sub(lambda found: "0" * len(found[0]), plain)
    numbers: list[str] = []
    for piece, extension in _pieces(plain):
        read = _numbers(_parts(_LABEL.sub(" ", piece), text), text)
        if extension and read:
            read[-1] += _EXTENSION + extension
        numbers += read
    return tuple(dict.fromkeys(numbers))


def digits(number: str) -> str:
    """Give a number's digits without its extension, to compare it with others."""
    return re.sub(r"\D", "", number.split(_EXTENSION)[0])


def _pieces(plain: str) -> list[tuple[str, str]]:
    """Cut the text behind each extension."""
    found, start = [], 0
    for match in _INSIDE.finditer(plain):
        found.append((plain[start : match.start()], match[1]))
        start = match.end()
    return [*found, (plain[start:], "")]


def _parts(plain: str, text: str) -> list[_Part]:
    parts, place = [], 0
    for group in _GROUP.finditer(plain):
        between = plain[place : group.start()]
        if not _BETWEEN.fullmatch(between):
            raise _unreadable(text)
        parts.append(_Part(group[0], bool(_HARD.search(between))))
        place = group.end()
    if not _BETWEEN.fullmatch(plain[place:]) or len(parts) > _MOST_GROUPS:
        raise _unreadable(text)
    if len(parts) > 1 and parts[-1].digits == "0" and plain.rstrip().endswith(".0"):
        parts.pop()  # a spreadsheet's number saved as text: 905123456.0
    return parts


def _numbers(parts: Sequence[_Part], text: str) -> list[str]:
    """Join the groups into numbers so that as few signs as possible mean what they seldom mean."""

    @cache
    def best(start: int) -> tuple[int, tuple[str, ...]] | None:
        if start == len(parts):
            return 0, ()
        found = []
        for end in range(start + 1, len(parts) + 1):
            number = national("".join(part.digits for part in parts[start:end]))
            if number and (rest := best(end)) is not None:
                inside = 10 * sum(part.hard for part in parts[start + 1 : end])
                soft = 3 * (end < len(parts) and not parts[end].hard)
                found.append((inside + soft + rest[0], (number, *rest[1])))
        return min(found, default=None)

    if not parts:
        return []
    if (whole := best(0)) is not None:
        return [written(number) for number in whole[1]]
    if (shared := _with_other_endings(parts)) is not None:
        return [written(number) for number in shared]
    raise _unreadable(text, "".join(part.digits for part in parts))


def _with_other_endings(parts: Sequence[_Part]) -> list[str] | None:
    """Read `0260 0000 100/101`: numbers that differ from the first in their last digits alone."""
    first = "".join(part.digits for part in parts if not part.hard) if parts[0].hard is False else ""
    number = national(first)
    endings = [part.digits for part in parts if part.hard]
    if not number or not endings or any(not 1 < len(ending) < 5 for ending in endings):
        return None
    return [number, *(number[: -len(ending)] + ending for ending in endings)]


def national(digits: str) -> str | None:
    """Give the number as it is dialled inside Vietnam (abroad with its plus); none where it cannot be one."""
    if _ABROAD.fullmatch(digits):
        return digits
    bare = digits.lstrip("+")
    for start in ("0084", "84"):
        if bare.startswith(start) and len(bare) - len(start) >= 9:
            bare = "0" + bare.removeprefix(start).lstrip("0")
    for candidate in (bare, "0" + bare):  # a spreadsheet drops the zero of what it takes for a quantity
        new = _BEFORE_2018.get(candidate[:4]) if len(candidate) == 11 else None
        if new:
            return new + candidate[4:]
        if _MOBILE.fullmatch(candidate) or _FIXED.fullmatch(candidate) or _SERVICE.fullmatch(candidate):
            return candidate
    return None


def written(number: str) -> str:
    """Write a number in groups."""
    if number.startswith("+"):
        return number
    if _SERVICE.fullmatch(number):
        return f"{number[:4]} {number[4:]}"
    if _FIXED.fullmatch(number):
        code = 3 if number[:3] in {"024", "028"} else 4
        return f"{number[:code]} {number[code:-3]} {number[-3:]}"
    return f"{number[:4]} {number[4:7]} {number[7:]}"


def _unreadable(text: str, found: str = "") -> UnreadablePhone:
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    why = "không phải số điện thoại"
    if 7 <= len(found) <= 8 and found[0] != "0":
        why = "thiếu mã vùng"
    elif len(found) == 10 and re.match("0[2-8]", found):
        why = "mang mã vùng cũ, hoặc thiếu một chữ số"
    elif found:
        why = f"có {len(found)} chữ số; số di động có 10, số cố định có 11"
    return UnreadablePhone(f"“{shown}” {why}. Hãy viết đủ số, ví dụ {_EXAMPLE}; nhiều số cách nhau bằng dấu chấm phẩy.")
