"""The exercise creates nothing but through actions and jobs: its code holds no write of its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import thongsuot.exercise

ROOT = Path(thongsuot.exercise.__file__).parent
WRITES = {
    "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "update", "delete", "save",
    "execute", "executemany", "cursor", "raw", "move", "record", "amend", "enter_order", "enter_orders",
    "acreate", "asave", "aupdate", "adelete",
}  # fmt: skip
FORBIDDEN = ("thongsuot.ledger.actions", "django.db.connection", "psycopg", "django.db.models.expressions")
MARK = "thongsuot.ledger.actions.mark_reality"  # says what the database is for, before anything is played in it
DOORS = (".actions", ".jobs", ".queries")  # where other apps may be asked: they write themselves, or only look


def writes(source: str) -> list[str]:
    """Name every call that writes, every assignment to a row's state, and every import of the ledger's pen."""
    tree = ast.parse(source)
    found = [f"{n.func.attr}()" for n in ast.walk(tree) if isinstance(n, ast.Call) and _writes(n)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [ast.unparse(t) for t in targets if isinstance(t, ast.Attribute) and ast.unparse(t) != "self.at"]
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [name for name in names if name.startswith(FORBIDDEN) and name != MARK]
    return found


def _writes(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in WRITES


PLAYED = [file for file in sorted(ROOT.rglob("*.py")) if "gateway" not in file.parts]  # the centre knows no database


@pytest.mark.parametrize("file", PLAYED, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_write_stands_in(file):
    assert writes(file.read_text()) == []


@pytest.mark.parametrize(
    "sin",
    [
        "Report.objects.create(state='submitted')",
        "Receipt.objects.filter(pk=1).update(acknowledged_at=at)",
        "receipt.save()",
        "receipt.state = 'acknowledged'",
        "with connection.cursor() as cursor:\n    cursor.execute('DELETE FROM ledger_move')",
        "from thongsuot.ledger.actions import record",
        "from thongsuot.ledger import actions as ledger\nledger.record(key='x')",
        "Evidence.objects.bulk_create(rows)",
    ],
)
def test_the_check_sees(sin):
    assert writes(sin)


def test_the_actors_themselves_write_only_by_other_apps_actions():
    for name in ("playing", "scripting", "showing", "casting"):
        tree = ast.parse((ROOT / "actions" / f"{name}.py").read_text())
        modules = {n.module: [a.name for a in n.names] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        for module, names in modules.items():
            if module and module.startswith("thongsuot.") and not module.startswith("thongsuot.exercise"):
                assert set(names) <= {"actions", "queries", "access", "jobs"} or module.endswith(
                    ("models", "states", *DOORS)
                ), f"{name} imports {names} from {module}"
