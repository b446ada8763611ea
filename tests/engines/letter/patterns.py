"""Every pattern that the engine searches with: under a name of a module, inline in a function, in the word lists."""

import ast
import importlib
import re
from pathlib import Path

from thongsuot.engines import letter

FOLDER = Path(letter.__file__).parent
SEARCHES = {"search", "finditer", "sub", "split", "findall"}


def calls(tree: ast.Module) -> list[tuple[str, ast.Call]]:
    """The calls that search, with the name before the dot."""
    return [
        (node.func.value.id, node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SEARCHES
        and isinstance(node.func.value, ast.Name)
    ]


def searched() -> dict[str, re.Pattern[str]]:
    """A pattern that is only matched at one place never scans a text, so that it is left out."""
    found: dict[str, re.Pattern[str]] = {}
    for file in sorted(FOLDER.glob("_[a-z]*.py")):
        module = importlib.import_module(f"{letter.__name__}.{file.stem}")
        for name, call in calls(ast.parse(file.read_text(encoding="utf-8"))):
            value = getattr(module, name, None)
            first = call.args[0] if call.args else None
            if isinstance(value, re.Pattern):
                found[f"{file.stem}.{name}"] = value
            elif name == "re" and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found[f"{file.stem}:{call.lineno}"] = re.compile(first.value)
    return found


def of_kinds() -> dict[str, re.Pattern[str]]:
    """Patterns of the kinds of duties, those that only list words too."""
    from thongsuot.engines.letter._lexicon import table

    kinds = table("kinds").items()
    return {f"{kind}.{n}": re.compile(row[0]) for kind, entry in kinds for n, row in enumerate(entry["patterns"])}
