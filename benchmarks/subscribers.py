"""The promise: 1.5 million lines become the blocks of a share within 20 s, in at most 300 MB.

.venv/bin/python benchmarks/subscribers.py [--json] [--lines 1500000]

Two made-up lists, one with the areas by name and one with numbers alone, both with 1 % of faults and 1 % of repeated
numbers, are read from the disk, judged, mixed and written to PostgreSQL as `thongsuot numbers` does it. Beside each
stands its peer in the same run: Python's csv module with a regular expression, a set and a shuffle, which lists nothing
and writes nothing. Each runs in a process of its own, so that the memory is its own too. Exits 1 where the promise is
broken. The database is scratch: a cluster of its own in a temporary folder.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
PROMISED_SECONDS, PROMISED_MB = 20.0, 300
NAMES = ["Thành phố Đông Xuyên", "DX02", "huyen ia lau", "Tỉnh Đông Xuyên"]
FAULTS = ["02693824123", "+85512345678", "01651234567", "9.12E+08", "113", "Nguyễn Văn An"]
MOBILE = re.compile(r"(?:\+?84|0084|0)?((?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])\d{7})")


def main() -> int:
    """Make the lists, measure both ways, print."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--json", action="store_true")
    reader.add_argument("--lines", type=int, default=1_500_000)
    reader.add_argument("--as", dest="role", choices=["ours", "peer"])
    reader.add_argument("file", nargs="?")
    told = reader.parse_args()
    if told.role:
        sys.path.insert(0, str(PROJECT))
        print(json.dumps((ours if told.role == "ours" else peer)(Path(told.file))))
        return 0
    with tempfile.TemporaryDirectory(prefix="ts-numbers-") as folder:
        return measured(Path(folder), told.lines, told.json)


def measured(folder: Path, lines: int, as_json: bool) -> int:
    """Run each way in a process of its own and compare."""
    lists = {"areas": made(folder / "areas.csv", lines, areas=True), "alone": made(folder / "alone.csv", lines)}
    os.environ.update(TS_HOME=str(folder / "home"), TS_REALITY="live", DJANGO_SETTINGS_MODULE="thongsuot.web.settings")
    os.environ.pop("DATABASE_URL", None)
    from thongsuot.web import embedded

    home = folder / "home"
    embedded.start(home)
    try:
        subprocess.run([sys.executable, "-m", "thongsuot", "migrate"], check=True, stdout=subprocess.DEVNULL)
        embedded.start(home)  # `migrate` may have been the last to use it
        figures = {name: {role: child(role, file) for role in ("ours", "peer")} for name, file in lists.items()}
    finally:
        embedded.stop(home)
    kept = True
    for name, both in figures.items():
        one, other = both["ours"], both["peer"]
        for role, figure in both.items():
            per_second = lines / figure["seconds"]
            print(f"{name}, {role}: {figure['seconds']:.2f} s, {per_second:,.0f} lines/s, {figure['mb']} MB", end="")
            print(f" (reading alone {figure['read']:.2f} s)" if "read" in figure else "")
        print(f"{name}: {other['seconds'] / one['seconds']:.1f} times the csv module")
        agree = one["kept"] == other["kept"]
        kept &= agree and one["seconds"] <= PROMISED_SECONDS and one["mb"] <= PROMISED_MB
        if not agree:
            print(f"{name}: {one['kept']} numbers, the peer says {other['kept']}")
    print("kept" if kept else f"broken: {PROMISED_SECONDS:.0f} s and {PROMISED_MB} MB were promised")
    if as_json:
        print(json.dumps(figures))
    return 0 if kept else 1


def child(role: str, file: Path) -> dict[str, Any]:
    """Measure one way in its own process."""
    done = subprocess.run(
        [sys.executable, __file__, "--as", role, str(file)], check=True, stdout=subprocess.PIPE, text=True
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def made(file: Path, lines: int, *, areas: bool = False) -> Path:
    """Write a made-up list."""
    dice = random.Random(7)  # noqa: S311  # the same list each time
    with file.open("w", encoding="utf-8") as out:
        if areas:
            out.write("Số thuê bao;Khu vực đăng ký;Khu vực hiện diện\n")
        number = 0
        for line in range(lines):
            number = number if line % 100 == 7 else dice.randrange(320_000_000, 400_000_000)
            written = FAULTS[line % len(FAULTS)] if line % 100 == 3 else f"0{number}"
            out.write(f"{written};{dice.choice(NAMES)};{dice.choice(NAMES)}\n" if areas else f"{written}\n")
    return file


def ours(file: Path) -> dict[str, Any]:
    """Read and keep the list as the command does."""
    import django

    django.setup()
    from tests.campaigns.running import Running
    from tests.cast import BEFORE, MONDAY, Cast

    from thongsuot.campaigns import actions, queries
    from thongsuot.campaigns.gateway import sources
    from thongsuot.exercise.actions.casting import load_cast
    from thongsuot.organisations import access
    from thongsuot.organisations.models import Organisation, System

    if not Organisation.objects.exists():
        load_cast(at=BEFORE)
    with access.acting_as_system():
        running = Running(Cast())
        share = running.share(running.approved(rule="registered"))
    began = perf_counter()
    read = sources.of_file(file, queries.wanted(share, MONDAY))
    reading = perf_counter() - began
    with access.acting_as_system():
        numbers = actions.take_numbers(share, read, by=System("benchmark"), at=MONDAY)
    return {"seconds": perf_counter() - began, "read": reading, "kept": numbers.kept, "mb": peak()}


def peer(file: Path) -> dict[str, Any]:
    """Read the same numbers with the csv module; every area of the list is inside."""
    began = perf_counter()
    seen = set()
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream, delimiter=";"):
            if found := MOBILE.fullmatch(row[0]):
                seen.add(84 * 10**9 + int(found[1]))
    order = sorted(seen)
    random.Random(7).shuffle(order)  # noqa: S311  # no secret
    return {"seconds": perf_counter() - began, "kept": len(order), "mb": peak()}


def peak() -> int:
    """Return the most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
