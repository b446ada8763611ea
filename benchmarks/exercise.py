"""One exercise end to end: a fresh process, a scratch database, a week of crisis, four papers and their supplements.

Its peer is the clock of the crisis itself: the letter's own days, which the exercise plays in seconds.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LETTERS = PROJECT / "tests" / "exercise" / "letters"


def played(letter: Path, out: Path, home: Path) -> tuple[float, float, dict]:
    """Play a letter and return seconds on the clock, seconds of processor, and the result."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "thongsuot", "exercise", "--letter", letter, "--out", out, "--json"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "TS_HOME": str(home)},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, processor, json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Print seconds and the ratio to the crisis for letters of growing size."""
    with tempfile.TemporaryDirectory(prefix="ts-bench-") as scratch:
        home = Path(scratch) / "home"
        for name in ("khong-nhiem-vu", "doi-han"):
            gold = json.loads((LETTERS / f"{name}.gold.json").read_text())
            seconds, processor, result = played(LETTERS / f"{name}.txt", Path(scratch) / name, home)
            print(f"{name}: {result['assignments']} assignments, {seconds:.1f} s, {processor:.1f} s of processor")
            if result["deadline"]:
                morning = datetime.fromisoformat(f"{gold['date']}T08:00+07:00")
                crisis = (datetime.fromisoformat(result["deadline"]) - morning).total_seconds()
                print(f"{name}: {crisis / seconds:,.0f} seconds of the crisis a second")


if __name__ == "__main__":
    main()
