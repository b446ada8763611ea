"""What the child can read: each reader takes bytes and a name and returns plain values; engines load when asked for."""

from __future__ import annotations

import dataclasses
from typing import Any


def letter(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a directive."""
    from thongsuot.engines import letter as engine

    return engine.to_json(engine.read(data, filename=name))


def table(data: bytes, *, name: str) -> dict[str, Any]:
    """Read a CSV or XLSX table."""
    from thongsuot.engines import tables

    return dataclasses.asdict(tables.read(data, filename=name))


def check(data: bytes, *, name: str) -> dict[str, Any]:
    """Read nothing: it shows that the sandbox works and what it was given."""
    return {"name": name, "size": len(data)}
