"""Cases that follow from a seed and an index: played until the time is over, or one of them alone; here or apart."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def by_hand(words: str | None, play: Callable[[int, int], str]) -> int:
    """Play what the command line asks for and print what came of it."""
    parser = argparse.ArgumentParser(description=words)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    if options.only is not None:
        print(play(options.seed, options.only))  # noqa: T201  # run by hand
        return 0
    end, index, ends = time.monotonic() + options.seconds, 0, Counter[str]()
    while time.monotonic() < end:
        try:
            ends[play(options.seed, index)] += 1
        except Exception:
            print(f"seed {options.seed}, case {index}:", file=sys.stderr)  # noqa: T201  # so that it can be played again
            raise
        index += 1
    print(f"{index} cases: {dict(ends)}")  # noqa: T201  # what the test reads
    return 0


def apart(module: str, seed: int, seconds: float) -> str:
    """Play a seed in a process of its own, which a broken library may end; return what came of it."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", module, "--seed", str(seed), "--seconds", str(seconds)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT / "src")},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
