"""The clock stays at the edge: what decides, stores or looks is told the time."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import File, files, strings

TIMELESS = {
    "actions", "models", "queries", "states", "evidence", "kinds", "access", "papers", "openings", "layout", "compile",
}  # fmt: skip
READS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "timezone": {"now", "localdate"},
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "localtime", "gmtime"},
}
IMPORTS = {
    "django.utils.timezone.now",
    "django.utils.timezone.localdate",
    "django.db.models.functions.Now",
    *(f"time.{name}" for name in READS["time"]),
}
SQL = re.compile(
    r"\b(now\s*\(\s*\)|current_timestamp|current_date|localtimestamp|clock_timestamp|statement_timestamp)(?!\w)",
    re.IGNORECASE,
)


def clocks(package: Path) -> list[str]:
    """Name the readings of a clock where none may be read, migrations among them."""
    return [
        violation
        for file in files(package, migrations=True)
        if file.app == "engines" or (file.app and file.app != "web" and file.room in TIMELESS | {"migrations"})
        for violation in _readings(file)
    ]


def _readings(file: File) -> Iterator[str]:
    for name, origin in file.imports.items():
        if origin in IMPORTS:
            yield f"{file.name}: imports the clock {origin} as {name}"
    for node in ast.walk(file.tree):
        match node:
            case ast.Attribute(value=owner, attr=name) if name in READS.get(_last(owner), set()):
                yield file.at(node, f"{ast.unparse(node)} reads the clock")
            case ast.keyword(arg="auto_now" | "auto_now_add" as name):
                yield file.at(node.value, f"{name} reads the clock")
    for text in strings(file.tree):
        if match := SQL.search(str(text.value)):
            yield file.at(text, f"{match[0]} reads the database's clock")


def _last(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
