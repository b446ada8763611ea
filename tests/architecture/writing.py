"""Only actions write; only `ledger.actions.move` changes a state."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import File, called, calls, files, strings

WRITES = {
    "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "delete",
    "acreate", "aget_or_create", "aupdate_or_create", "abulk_create", "abulk_update", "adelete", "asave", "aupdate",
}  # fmt: skip
RAW = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO|COPY\s+\S+\s+FROM)\b")
RAW_STATE = re.compile(r"\bSET\b[^;]*\bstate\s*=", re.DOTALL)
CHANGERS = {"update", "aupdate", "change", "amend", "bulk_update", "update_or_create"}


def watched(package: Path) -> Iterator[File]:
    """Return everything that could reach the database: the apps and `web`; engines cannot."""
    return (file for file in files(package) if file.app != "engines")


def writes_elsewhere(package: Path) -> list[str]:
    """Name the writes that stand outside `actions`."""
    return [
        violation
        for file in watched(package)
        if file.room != "actions"
        for violation in (*_orm_writes(file), *_raw_writes(file))
    ]


def _orm_writes(file: File) -> Iterator[str]:
    for call in calls(file.tree):
        if isinstance(call.func, ast.Attribute) and _is_write(call):
            yield file.at(call, f"{ast.unparse(call.func)}(...) writes outside actions")


def _is_write(call: ast.Call) -> bool:
    """Tell a row's write from what only sounds like one: `document.save(file)`, `hash.update(bytes)`."""
    name = called(call)
    if name in {"save", "update"}:
        return not call.args and (name == "save" or bool(call.keywords))
    return name in WRITES


def _raw_writes(file: File) -> Iterator[str]:
    for text in strings(file.tree):
        if match := RAW.search(str(text.value)):
            yield file.at(text, f"raw SQL writes outside actions: {match[0]}")


def states_elsewhere(package: Path) -> list[str]:
    """Name the places that change a state without going through `ledger.actions.move`."""
    return [violation for file in watched(package) for violation in _states_set(file)]


def _states_set(file: File) -> Iterator[str]:
    """Return the violations of a file; a process of `web` may have a state of its own, `web` has no rows."""
    door = _door(file)
    for node in ast.walk(file.tree):
        if id(node) not in door and (what := _sets_state(node)) and not (file.app == "web" and what == "self.state"):
            yield file.at(node, f"{what} changes a state; call ledger.actions.move")


def _door(file: File) -> set[int]:
    """Return the identities of all nodes inside `ledger.actions.move`."""
    if (file.app, file.room) != ("ledger", "actions"):
        return set()
    doors = [node for node in file.tree.body if isinstance(node, ast.FunctionDef) and node.name == "move"]
    return {id(inner) for door in doors for inner in ast.walk(door)}


def _sets_state(node: ast.AST) -> str:
    match node:
        case ast.Assign(targets=targets):
            return next((ast.unparse(t) for target in targets for t in ast.walk(target) if _is_state(t)), "")
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target, value=ast.expr()) if _is_state(target):
            return ast.unparse(target)
        case ast.Call():
            return _call_sets_state(node)
        case ast.Constant(value=str(text)) if RAW_STATE.search(text):
            return "raw SQL"
    return ""


def _is_state(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "state" and isinstance(node.ctx, ast.Store)


def _call_sets_state(call: ast.Call) -> str:
    name = called(call)
    if name == "setattr" and len(call.args) == 3:
        known = isinstance(call.args[1], ast.Constant)
        return "" if known and call.args[1].value != "state" else "setattr"  # type: ignore[attr-defined]  # a Constant
    if name in CHANGERS and _names_state(call):
        return f"{name}(state=...)"
    if name in {"save", "asave"} and any(k.arg == "update_fields" and _mentions(k.value) for k in call.keywords):
        return "save(update_fields=[... 'state'])"
    return ""


def _names_state(call: ast.Call) -> bool:
    direct = any(keyword.arg == "state" for keyword in call.keywords)
    return direct or any(_mentions(value) for value in (*call.args, *(keyword.value for keyword in call.keywords)))


def _mentions(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Constant) and inner.value == "state" for inner in ast.walk(node))
