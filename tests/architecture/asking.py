"""A person asked: a view loads, calls one action and answers."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.callgraph import front_doors, functions, resolve
from tests.architecture.tree import File, calls

ENDS = (ast.Return, ast.Raise, ast.Break, ast.Continue)


def several_actions(package: Path) -> list[str]:
    """Name the views on one of whose ways more than one action is called."""
    doors = front_doors(package)
    return [
        f"{name}: {count} actions on one way"
        for name, known in functions(package).items()
        if known.file.app and known.file.room == "views" and (count := _most(known.node.body, known.file, doors)) > 1
    ]


def _most(body: list[ast.stmt], file: File, doors: dict[str, str]) -> int:
    """Return the greatest number of actions that one way through the statements calls."""
    if not body:
        return 0
    first, rest = body[0], body[1:]
    if isinstance(first, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return _most(rest, file, doors)
    if isinstance(first, ENDS):
        return _acts(first, file, doors)
    ways = [_most(branch if _ends(branch) else [*branch, *rest], file, doors) for branch in _branches(first)]
    head = sum(_acts(part, file, doors) for part in _heads(first))
    return head + max(ways, default=_most(rest, file, doors))


def _ends(body: list[ast.stmt]) -> bool:
    return bool(body) and isinstance(body[-1], ENDS)


def _branches(statement: ast.stmt) -> list[list[ast.stmt]]:
    match statement:
        case ast.If(body=body, orelse=other):
            return [body, other]
        case ast.For(body=body, orelse=other) | ast.While(body=body, orelse=other):
            return [[*body, *body, *other], other]  # a loop may come round again
        case ast.With(body=body):
            return [body]
        case ast.Match(cases=cases):
            return [case.body for case in cases]
        case ast.Try(body=body, orelse=other, handlers=handlers, finalbody=final):
            return [[*body, *other, *final], *([*handler.body, *final] for handler in handlers)]
    return []


def _heads(statement: ast.stmt) -> list[ast.AST]:
    match statement:
        case ast.If(test=test) | ast.While(test=test):
            return [test]
        case ast.For(iter=source):
            return [source]
        case ast.With(items=items):
            return [*items]
        case ast.Match(subject=subject):
            return [subject]
        case ast.Try():
            return []
    return [statement]


def _acts(node: ast.AST, file: File, doors: dict[str, str]) -> int:
    names = [resolve(ast.unparse(call.func), file, "", doors) for call in calls(node)]
    return sum(_is_action(name) for name in names)


def _is_action(name: str) -> bool:
    parts = name.split(".")
    return len(parts) > 3 and parts[0] == "thongsuot" and parts[2] == "actions" and parts[-1][0].islower()
