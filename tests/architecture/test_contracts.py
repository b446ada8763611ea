"""Floors, rooms and engines, as import-linter reads them from pyproject.toml."""

from tests.architecture.contracts import broken
from tests.architecture.tree import PACKAGE, ROOT, app_folders, floors


def test_every_contract_is_kept():
    assert broken(ROOT) == []


def test_every_app_stands_on_a_floor():
    assert {folder.name for folder in app_folders(PACKAGE)} <= set(floors())
