"""Short files: one idea each."""

from __future__ import annotations

import math
import statistics
from pathlib import Path

from tests.architecture.tree import files

MEDIAN, NINETIETH, LONGEST = 80, 250, 400


def lines(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def lengths(package: Path) -> dict[str, int]:
    """Return the lines of each file that says anything; migrations are Django's."""
    return {file.name: lines(file.path) for file in files(package) if file.text.strip()}


def too_long(package: Path) -> list[str]:
    """Name what is too long: single files, the ninth tenth, the middle."""
    measured = lengths(package)
    ordered = sorted(measured.values())
    found = [f"{name}: {count} lines" for name, count in measured.items() if count > LONGEST]
    if (middle := statistics.median(ordered)) > MEDIAN:
        found.append(f"median: {middle:g} lines")
    if (ninth := ordered[math.ceil(0.9 * len(ordered)) - 1]) > NINETIETH:
        found.append(f"ninetieth percentile: {ninth} lines")
    return found


def untested(package: Path, tests: Path) -> list[str]:
    """Tell when the tests are shorter than the code."""
    code = sum(lengths(package).values())
    proof = sum(lines(path) for path in tests.rglob("*.py"))
    return [] if proof >= code else [f"{proof} lines of tests for {code} lines of code"]
