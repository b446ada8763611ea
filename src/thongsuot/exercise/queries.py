"""The one cast, as its file tells it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def cast() -> dict[str, Any]:
    """Return the people, organisations and places of the cast."""
    return tomllib.loads(files("thongsuot.exercise").joinpath("cast.toml").read_text(encoding="utf-8"))
