"""Short files, short functions, long tests."""

import tomllib

from tests.architecture import lengths
from tests.architecture.tree import PACKAGE, ROOT


def test_files_are_short():
    assert lengths.too_long(PACKAGE) == []


def test_the_tests_are_at_least_as_long_as_the_code():
    assert lengths.untested(PACKAGE, ROOT / "tests") == []


def test_ruff_keeps_functions_short():
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert lint["pylint"]["max-statements"] <= 30
    assert {"C90", "PLR0913", "PLR0915", "RUF100"} <= set(lint["select"])
