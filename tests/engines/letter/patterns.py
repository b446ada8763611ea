"""Every pattern of the engine: those its modules compile, those its functions write inline, those of its word lists."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from thongsuot.engines import letter

FOLDER = Path(letter.__file__).parent
USES = {"match", "fullmatch", "search", "finditer", "sub", "split", "compile", "findall"}


def modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    for file in sorted(FOLDER.glob("_[a-z]*.py")):
        name = f"{letter.__name__}.{file.stem}"
        yield importlib.import_module(name), ast.parse(file.read_text(encoding="utf-8"))


def compiled() -> dict[str, re.Pattern[str]]:
    """Patterns that stand in a module under a name, once each."""
    found: dict[str, re.Pattern[str]] = {}
    for module, _ in modules():
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and value not in found.values():
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = value
    return found


def inline() -> dict[str, re.Pattern[str]]:
    """Patterns that a call to `re` writes out where it needs them."""
    found = {}
    for module, tree in modules():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in USES):
                continue
            at_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            first = node.args[0] if node.args else None
            if at_re and isinstance(first, ast.Constant) and isinstance(first.value, str):
                flags = re.MULTILINE if "MULTILINE" in ast.dump(node) else 0
                found[f"{module.__name__.rpartition('.')[2]}:{node.lineno}"] = re.compile(first.value, flags)
    return found


def of_kinds() -> dict[str, re.Pattern[str]]:
    """Patterns of the kinds of duties."""
    from thongsuot.engines.letter._kinds import _patterns

    return {f"{kind}.{n}": pattern for kind, rows in _patterns() for n, (pattern, _) in enumerate(rows)}


def every() -> dict[str, re.Pattern[str]]:
    return {**compiled(), **inline(), **of_kinds()}
