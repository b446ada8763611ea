"""Who calls whom, by the names in the source: enough to follow a view to what it sets in motion."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.tree import File, files

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Known:
    """A function with the file it stands in."""

    file: File
    node: Function


def module_of(file: File) -> str:
    """Return the dotted module of a file: `thongsuot.ledger.actions`."""
    return "thongsuot." + file.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def functions(package: Path) -> dict[str, Known]:
    """Return every function of the package by its dotted name; a method by its class's name too."""
    found: dict[str, Known] = {}
    for file in files(package):
        for name, node in _within(file.tree, module_of(file)):
            found[name] = Known(file, node)
    return found


def _within(tree: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield f"{prefix}.{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _within(node, f"{prefix}.{node.name}")


def targets(known: Known, name: str, package: dict[str, Known], doors: dict[str, str]) -> set[str]:
    """Return the package's functions that a function names: called, handed over or decorated with."""
    found = set()
    for node in ast.walk(known.node):
        if isinstance(node, ast.Name | ast.Attribute):
            dotted = resolve(ast.unparse(node), known.file, name.rpartition(".")[0], doors)
            found |= {dotted} & package.keys()
    return found


def resolve(spoken: str, file: File, scope: str, doors: dict[str, str]) -> str:
    """Return the dotted name behind `actions.submit`, `submit` or `self.submit` as the file speaks it."""
    head, _, rest = spoken.partition(".")
    if head == "self":
        return f"{scope}.{rest}"
    origin = "thongsuot" if head == "thongsuot" else file.imports.get(head, f"{module_of(file)}.{head}")
    dotted = f"{origin}.{rest}" if rest else origin
    while dotted in doors:
        dotted = doors[dotted]
    return dotted


def front_doors(package: Path) -> dict[str, str]:
    """Return what packages hand on: `organisations.actions.change` is `organisations.actions.editing.change`."""
    return {
        f"{module_of(file)}.{local}": origin
        for file in files(package)
        if file.path.name == "__init__.py"
        for local, origin in file.imports.items()
        if origin.startswith("thongsuot.") and origin != f"{module_of(file)}.{local}"
    }


def reached(package: Path, rooms: Iterable[str]) -> dict[str, list[str]]:
    """Return every function that the rooms' functions reach, each with one way to it."""
    known, doors = functions(package), front_doors(package)
    ways = {name: [name] for name, function in known.items() if function.file.app and function.file.room in rooms}
    queue = deque(ways)
    while queue:
        name = queue.popleft()
        for target in sorted(targets(known[name], name, known, doors) - ways.keys()):
            ways[target] = [*ways[name], target]
            queue.append(target)
    return ways
