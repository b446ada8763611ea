"""Runs import-linter over a tree and says which contracts are broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

LINT = """
import json
from importlinter.api import read_configuration
from importlinter.application import use_cases

use_cases._register_built_in_contract_types()
options = use_cases.read_user_options("pyproject.toml")
report = use_cases.create_report(options, cache_dir=None)
ids = {contract["name"]: contract["id"] for contract in options.contracts_options}
print(json.dumps({ids[contract.name]: check.kept for contract, check in report.get_contracts_and_checks()}))
"""


def broken(root: Path) -> list[str]:
    """Return the ids of the broken contracts of the tree at `root`, by pyproject.toml there."""
    run = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise AssertionError(run.stderr)
    return [name for name, kept in json.loads(run.stdout.splitlines()[-1]).items() if not kept]
