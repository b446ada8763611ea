"""Paths into JSON (RFC 6901): checked, and followed."""

from __future__ import annotations

from typing import Any

LONGEST = 200  # characters of a path
_MOST_PARTS = 10


class WrongHook(ValueError):
    """The mapping cannot be used; `name` is its field, `message` tells a person, in Vietnamese, what to put there."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name, self.message = name, message


def check(name: str, path: str) -> None:
    """Refuse a path that cannot be followed; `name` is the field that holds it."""
    if not path.startswith("/") or path == "/":
        raise WrongHook(name, "Đường dẫn phải bắt đầu bằng dấu /, ví dụ /data/host.")
    if len(path) > LONGEST or path.count("/") > _MOST_PARTS:
        raise WrongHook(name, f"Đường dẫn dài quá {LONGEST} ký tự hoặc quá {_MOST_PARTS} lớp.")
    if not path.isprintable():
        raise WrongHook(name, "Đường dẫn có ký tự không nhìn thấy.")


def at(told: Any, path: str) -> Any:
    """Return what stands at the path; None where nothing does, or the path is empty."""
    if not path:
        return None
    for part in path[1:].split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(told, dict):
            told = told.get(name)
        elif isinstance(told, list) and name.isdecimal() and name.isascii() and int(name) < len(told):
            told = told[int(name)]
        else:
            return None
    return told
