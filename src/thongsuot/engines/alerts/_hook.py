"""Where a generic JSON hook keeps what: paths as of RFC 6901, checked before anything is read by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from thongsuot.engines.alerts._paths import LONGEST, WrongHook, check

_MOST_KEYS, _MOST_WORDS = 5, 30
_PATHS = ("alerts", "state", "time", "began", "title", "site", "severity", "cause", "labels")
_NEEDED = ("state", "time")


@dataclass(frozen=True, slots=True)
class Hook:
    """Paths (`/data/host`, RFC 6901) within one alert; `alerts` is the path of their list, empty where it is one.

    `key` has one to five paths whose values together name the failure. `time` is that of the message; `began`, where
    there is one, when the failure began. `firing` and `resolved` are the words of `state`, accents optional; empty:
    the usual ones. Raises `WrongHook`.
    """

    key: tuple[str, ...]
    state: str
    time: str
    began: str = ""
    title: str = ""
    site: str = ""
    severity: str = ""
    cause: str = ""
    labels: str = ""
    alerts: str = ""
    firing: tuple[str, ...] = ()
    resolved: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check every field."""
        if not 1 <= len(self.key) <= _MOST_KEYS:
            raise WrongHook("key", f"Cần từ 1 đến {_MOST_KEYS} đường dẫn làm mã nhận biết sự cố.")
        for path in self.key:
            check("key", path)
        for name in _PATHS:
            if path := getattr(self, name):
                check(name, path)
            elif name in _NEEDED:
                raise WrongHook(name, "Cần có đường dẫn của trường này.")
        for name in ("firing", "resolved"):
            if len(getattr(self, name)) > _MOST_WORDS:
                raise WrongHook(name, f"Không quá {_MOST_WORDS} giá trị.")
        if bool(self.firing) != bool(self.resolved):
            raise WrongHook("firing", "Cần khai cả hai giá trị: lúc đang hỏng và lúc đã khắc phục.")
        if common := {*self.firing} & {*self.resolved}:
            raise WrongHook("resolved", f"Giá trị “{min(common)}” không thể vừa là có sự cố vừa là đã khắc phục.")

    @classmethod
    def from_plain(cls, told: Mapping[str, Any]) -> Self:
        """Make one of settings kept as JSON: texts, and lists of texts; raises `WrongHook`."""
        lists = {"key", "firing", "resolved"}
        known = {field.name for field in fields(cls)}
        for name, value in told.items():
            if name not in known:
                raise WrongHook(name[:LONGEST], "Không có trường này.")
            texts = value if name in lists and isinstance(value, list) else [value]
            if not all(isinstance(text, str) for text in texts):
                raise WrongHook(name, "Giá trị phải là chữ.")
        for name in ("key", *_NEEDED):
            if name not in told:
                raise WrongHook(name, "Cần có đường dẫn của trường này.")
        given: dict[str, Any] = {name: _listed(value) if name in lists else value for name, value in told.items()}
        return cls(**given)


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
