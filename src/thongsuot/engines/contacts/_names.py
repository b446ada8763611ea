"""When two names mean the same organisation or the same person."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from thongsuot.engines.contacts._columns import plain
from thongsuot.engines.vietnamese import normalise_tone

_LONG = {
    "cty": "cong ty", "ct": "cong ty", "cp": "co phan", "tct": "tong cong ty", "cn": "chi nhanh", "vt": "vien thong",
    "bc": "buu chinh", "mtv": "mot thanh vien", "tnhh": "trach nhiem huu han", "ttvt": "trung tam vien thong",
    "tt": "trung tam", "td": "tap doan", "vn": "viet nam", "dv": "dich vu", "tm": "thuong mai", "bd": "buu dien",
}  # fmt: skip
_ALIKE = 0.88


def organisation_key(name: str) -> str:
    """Give the same key for the ways in which one organisation's name is written: marks, signs, usual abbreviations."""
    words = plain(normalise_tone(name)).split()
    return " ".join(_LONG.get(word, word) for word in words)


def person_key(name: str) -> str:
    """Give the same key for one person's name with and without marks."""
    return plain(normalise_tone(name))


class Names:
    """Names of organisations, among which one may look for those nearly like another."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def add(self, name: str) -> None:
        """Know a name from now on."""
        key = organisation_key(name)
        self._known.setdefault(_kin(key), {})[key] = name

    def like(self, name: str) -> str:
        """Give the known name for which another may have been meant: nearly the same letters; none is nothing."""
        key = organisation_key(name)
        near = ((other, shown) for other, shown in self._known.get(_kin(key), {}).items() if _as_long(key, other))
        alike = ((SequenceMatcher(None, key, other).ratio(), shown) for other, shown in near)
        best, shown = max(alike, default=(0.0, ""))
        return shown if best >= _ALIKE else ""


def _kin(key: str) -> tuple[str, ...]:
    """Give what names meant for the same begin with and count: Đài số 1 and Đài số 2 are two."""
    return (key.split(" ")[0], *re.findall(r"\d+", key))


def _as_long(key: str, other: str) -> bool:
    return abs(len(key) - len(other)) <= (1 - _ALIKE) * (len(key) + len(other))
