"""Each contract of import-linter, proven by an import that breaks it and no other."""

import shutil

import pytest
from tests.architecture.contracts import broken
from tests.architecture.soil import house, more
from tests.architecture.tree import PACKAGE, ROOT, contracts

SINS = {
    "a lower floor imports a higher one": ("ledger/queries.py", "from thongsuot.directives import queries", ["floors"]),
    "a floor nobody drew": ("warehouse/__init__.py", "", ["floors"]),
    "neighbours on one floor import each other": ("post/actions.py", "import thongsuot.incidents.models", ["floors"]),
    "a model reaches for an action": ("incidents/models.py", "from thongsuot.incidents import actions", ["rooms"]),
    "a query asks a form": ("directives/queries.py", "from thongsuot.directives import forms", ["rooms"]),
    "an engine reads the clock": ("engines/letter/_read.py", "import time", ["pure-engines"]),
    "an engine opens an address": ("engines/tables/_cells.py", "import urllib.request", ["pure-engines"]),
    "an engine knows Django": ("engines/letter/_read.py", "from django.db import models", ["pure-engines"]),
    "a shared engine leans on a special one": (
        "engines/tables/__init__.py",
        "from thongsuot.engines import letter",
        ["engine-neighbours"],
    ),
    "two special engines know each other": (
        "engines/smpp/__init__.py",
        "from thongsuot.engines import letter",
        ["engine-neighbours"],
    ),
    "an app opens an engine": (
        "directives/actions.py",
        "from thongsuot.engines.letter import _read",
        ["engine-internals"],
    ),
    "an engine opens another engine": (
        "engines/letter/_read.py",
        "from thongsuot.engines.tables._cells import cells",
        ["engine-internals"],
    ),
    "states know Django": ("directives/states.py", "from django.db import models", ["pure-tables"]),
    "kinds know Django": ("ledger/kinds.py", "from django.utils.translation import gettext", ["pure-tables"]),
    "layout knows Django": ("reports/layout.py", "import django", ["pure-tables"]),
    "compile reaches Django by a detour": (
        "reports/compile.py",
        "from thongsuot.organisations import models",
        ["pure-tables"],
    ),
    "directives reach a tool past the openings": (
        "directives/actions.py",
        "from thongsuot.incidents.actions import ledger",
        ["openings"],
    ),
    "reports reach a tool": ("reports/queries.py", "from thongsuot.incidents import models", ["openings"]),
}


def test_the_house_without_sins_stands(tmp_path):
    house(tmp_path)
    assert broken(tmp_path) == []


@pytest.mark.parametrize("sin", SINS)
def test_a_bad_import_breaks_its_contract(tmp_path, sin):
    name, line, caught = SINS[sin]
    package = house(tmp_path)
    for new in ("post/__init__.py", "engines/smpp/__init__.py"):
        more(package, new, "")
    more(package, "directives/forms.py", "")
    more(package, name, f"\n{line}\n")
    assert broken(tmp_path) == caught


def test_every_contract_has_its_sin():
    assert {contract["id"] for contract in contracts()} == {name for *_, names in SINS.values() for name in names}


def test_the_project_itself_is_caught(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "src" / "thongsuot", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    more(tmp_path / "src" / "thongsuot", "organisations/queries.py", "\nfrom thongsuot.ledger import queries\n")
    assert "floors" in broken(tmp_path)
