"""A small house in which sins are planted: every floor, a few rooms, nothing wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.architecture.tree import ROOT

FLOORS = (
    "engines",
    "engines/letter",
    "engines/tables",
    "organisations",
    "files",
    "ledger",
    "outbox",
    "links",
    "paging",
    "campaigns",
    "duty",
    "hotline",
    "incidents",
    "directives",
    "reports",
    "exercise",
    "web",
)
HOUSE = {
    "__init__.py": "",
    "__main__.py": "from thongsuot.web import settings\n",
    **{f"{floor}/__init__.py": "" for floor in FLOORS},
    "engines/letter/__init__.py": (
        "from thongsuot.engines import tables\nfrom thongsuot.engines.letter._read import read\n"
    ),
    "engines/letter/_read.py": "def read(data):\n    return data\n",
    "engines/tables/__init__.py": "from thongsuot.engines.tables._cells import cells\n",
    "engines/tables/_cells.py": "cells = ()\n",
    "organisations/models.py": "from django.db import models\n",
    "ledger/kinds.py": "KINDS = {}\n",
    "ledger/models.py": "from thongsuot.organisations.models import models\n",
    "ledger/actions.py": (
        "from thongsuot.ledger.models import models\n\n\n"
        "def move(row, to, *, by, at, **changes):\n"
        "    row.state = to\n"
        "    for name, value in changes.items():\n"
        "        setattr(row, name, value)\n"
        "    row.save(update_fields=['state', *changes])\n"
        "    return row\n\n\n"
        "def record(*, key, measured, **rest):\n"
        "    return Evidence.objects.create(key=key, measured=measured, **rest)\n"
    ),
    "incidents/models.py": "from thongsuot.ledger.models import models\n",
    "incidents/actions.py": "from thongsuot.ledger import actions as ledger\n",
    "directives/states.py": "MOVES = {'draft': {'sent'}}\n",
    "directives/models.py": "from thongsuot.directives.states import MOVES\n",
    "directives/queries.py": "from thongsuot.directives.models import MOVES\n",
    "directives/evidence.py": (
        "from thongsuot.directives import queries\n\n\n"
        "def counted(row):\n    return {'key': row.key, 'measured': True}\n\n\n"
        "def declared(row):\n    return {'key': row.key, 'measured': False}\n"
    ),
    "directives/openings.py": "from thongsuot.incidents import actions as incidents\n",
    "directives/actions.py": (
        "from thongsuot.directives import evidence, openings\nfrom thongsuot.ledger.actions import move, record\n\n\n"
        "def send(row, *, by, at):\n    record(**evidence.declared(row))\n"
        "    return move(row, 'sent', by=by, at=at)\n\n\n"
        "def count(row, *, at):\n    record(**evidence.counted(row))\n"
    ),
    "directives/views.py": (
        "from django.utils.timezone import now\nfrom thongsuot.directives import actions\n\n\n"
        "def send(request, pk):\n    if request.POST:\n        return actions.send(pk, by=request.user, at=now())\n"
        "    return actions.send(None, by=None, at=now())\n"
    ),
    "directives/jobs.py": (
        "from thongsuot.directives import actions\n\n\ndef run(at):\n    actions.count(None, at=at)\n    return 1\n"
    ),
    "directives/urls.py": "from thongsuot.directives import views\n",
    "directives/templates/directives/page.html": "{% extends 'base.html' %}{% trans 'Văn bản chỉ đạo' %}",
    "directives/templates/directives/_row.html": "<tr><td>{% trans 'Đã gửi' %}</td></tr>",
    "reports/layout.py": "LINES = {}\n",
    "reports/compile.py": "from thongsuot.reports.layout import LINES\n",
    "reports/queries.py": "from thongsuot.directives import queries as directives\n",
    "exercise/actions.py": "from thongsuot.directives import actions as directives\n",
    "web/settings.py": "from thongsuot.directives import urls\n",
}


def house(root: Path) -> Path:
    """Build the house below `root` with the contracts of the project, and return its package."""
    package = root / "src" / "thongsuot"
    shutil.copy(ROOT / "pyproject.toml", root)
    for name, text in HOUSE.items():
        plant(package / name, text)
    return package


def plant(path: Path, text: str) -> None:
    """Write a file, and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def more(package: Path, name: str, text: str) -> None:
    """Plant lines at the end of a file of the house; a file that was not there begins with them."""
    path = package / name
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    plant(path, before + text)
