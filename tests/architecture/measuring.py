"""Measured means a tool saw it: it never starts from a page or a form."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.callgraph import functions, reached
from tests.architecture.tree import called, calls, in_apps

MAY_CLAIM = {"evidence", "actions", "jobs", "gateway", "probes", "api"}
ASKED_BY_PERSONS = ("views", "forms")
QUESTIONS = {"filter", "exclude", "Q", "get", "When", "CheckConstraint"}  # these ask about evidence, they enter none


def claims(tree: ast.AST) -> Iterator[ast.expr]:
    """Return the places that claim a measurement: `measured=True` and `{"measured": True}`."""
    asked = {id(inner) for call in calls(tree) if called(call) in QUESTIONS for inner in ast.walk(call)}
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="measured", value=value) if id(value) not in asked and _claims(value):
                yield value
            case ast.Dict(keys=keys, values=values) if id(node) not in asked:
                pairs = zip(keys, values, strict=True)
                yield from (v for k, v in pairs if isinstance(k, ast.Constant) and k.value == "measured" and _claims(v))


def _claims(value: ast.expr) -> bool:
    """Tell a claim from `measured=False` and from `measured=measured`, which its caller answers for."""
    return not (isinstance(value, ast.Constant) and value.value is False) and not (
        isinstance(value, ast.Name) and value.id == "measured"
    )


def claimed_in_wrong_rooms(package: Path) -> list[str]:
    """Name the literal claims in rooms that may only ask, look or draw."""
    return [
        file.at(value, f"{file.room} claims a measurement")
        for file in in_apps(package)
        if file.room not in MAY_CLAIM
        for value in claims(file.tree)
        if isinstance(value, ast.Constant)
    ]


def claimed_for_persons(package: Path) -> list[str]:
    """Name the claims that a view or a form reaches, with the way there."""
    known = functions(package)
    return [
        known[name].file.at(value, f"measured reached from a page: {' > '.join(way)}")
        for name, way in reached(package, ASKED_BY_PERSONS).items()
        for value in claims(known[name].node)
    ]
