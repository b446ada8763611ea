"""The package as the checks see it: its files, each with its app and its room, parsed once."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "thongsuot"
FREE = ("engines", "web")  # these two name their files as they like


@dataclass(frozen=True)
class File:
    """One Python file; `app` is empty for the package's own files, a room may be a file or a package."""

    path: Path
    app: str
    room: str
    name: str  # from the app on: "ledger/actions.py"

    @cached_property
    def text(self) -> str:
        """Return the source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Return the syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> dict[str, str]:
        """Return local name -> dotted origin, wherever it is imported; names for types alone are left out."""
        hidden = {id(inner) for node in ast.walk(self.tree) if _for_types(node) for inner in ast.walk(node)}
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if id(node) in hidden:
                continue
            if isinstance(node, ast.Import):
                found |= {alias.asname or alias.name: alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {alias.asname or alias.name: f"{self._origin(node)}.{alias.name}" for alias in node.names}
        return found

    def _origin(self, node: ast.ImportFrom) -> str:
        """Return the module that an import names, dots at its beginning resolved."""
        if not node.level:
            return node.module or ""
        parents = ["thongsuot", *self.name.split("/")][: -node.level]
        return ".".join([*parents, *filter(None, [node.module])])

    def at(self, node: ast.AST, what: str) -> str:
        """Return one violation, with its place."""
        return f"{self.name}:{getattr(node, 'lineno', 0)}: {what}"


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def files(package: Path, *, migrations: bool = False) -> Iterator[File]:
    """Return the package's Python files in order; migrations only when asked for."""
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).parts
        if "migrations" in parts and not migrations:
            continue
        app, rest = (parts[0], parts[1:]) if len(parts) > 1 else ("", parts)
        yield File(path, app, rest[0].removesuffix(".py"), "/".join(parts))


def in_apps(package: Path) -> Iterator[File]:
    """Return the files of the apps: everything but the engines, `web` and the package's own files."""
    return (file for file in files(package) if file.app and file.app not in FREE)


def app_folders(package: Path) -> list[Path]:
    """Return the folders of the apps."""
    return [p.parent for p in sorted(package.glob("*/__init__.py")) if p.parent.name not in FREE]


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Return every call below the node."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """Return the last word of what is called: `create` for `Move.objects.create(...)`."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def docstrings(tree: ast.AST) -> set[int]:
    """Return the identities of the constants that are docstrings: people never see them."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Return the strings of the code, f-strings in one piece with `{}` for what is filled in, docstrings left out."""
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(piece) for piece in node.values}
            joined = "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
            yield ast.copy_location(ast.Constant(joined), node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node


def contracts(config: Path = ROOT / "pyproject.toml") -> list[dict[str, Any]]:
    """Return the contracts that import-linter keeps."""
    found: list[dict[str, Any]] = tomllib.loads(config.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    return found


def floors(config: Path = ROOT / "pyproject.toml") -> dict[str, int]:
    """Return app -> floor from the ground up, read from the contract that import-linter keeps."""
    layers = next(contract for contract in contracts(config) if contract["id"] == "floors")["layers"]
    return {name.strip(" ()"): height for height, layer in enumerate(reversed(layers)) for name in layer.split("|")}
