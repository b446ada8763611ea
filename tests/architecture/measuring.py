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
    """Return the places that claim a measurement: `measured=True`, `{"measured": True}`, or doubtful evidence."""
    asked = {id(inner) for call in calls(tree) if _asks(call) for inner in ast.walk(call)}
    for node in ast.walk(tree):
        if id(node) not in asked and isinstance(node, ast.Call | ast.Dict):
            given = _given(node)
            about_evidence = bool({"key", "kind"} & given.keys()) or _enters(node)
            if "measured" in given and _claims(given["measured"], evidence=about_evidence):
                yield given["measured"]


def _asks(call: ast.Call) -> bool:
    return called(call) in QUESTIONS or "queries." in ast.unparse(call.func)


def _enters(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and (called(node) == "record" or "evidence." in ast.unparse(node.func))


def _given(node: ast.Call | ast.Dict) -> dict[str, ast.expr]:
    """Return name -> value of what a call or a dictionary holds."""
    if isinstance(node, ast.Call):
        return {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    pairs = zip(node.keys, node.values, strict=True)
    return {str(key.value): value for key, value in pairs if isinstance(key, ast.Constant)}


def _claims(value: ast.expr, *, evidence: bool) -> bool:
    """Tell a claim from `measured=False`, from a label, and from `measured=measured`, which its caller answers for."""
    if isinstance(value, ast.Constant):
        return value.value is True
    return evidence and not (isinstance(value, ast.Name) and value.id == "measured")


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
