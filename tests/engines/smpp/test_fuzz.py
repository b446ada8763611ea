"""Bent octets and time: nothing is raised, both ways of reading tell the same, no window is exceeded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines.smpp import fuzzing

PROJECT = Path(__file__).resolve().parents[3]
SEED = 20_261_028
SECONDS = 60 if os.environ.get("CI") else 8


def played(seed, seconds):
    """Play a seed in a process of its own; return what came of it."""
    words = [sys.executable, "-X", "faulthandler", "-m", "tests.engines.smpp.fuzzing"]
    done = subprocess.run(
        [*words, "--seed", str(seed), "--seconds", str(seconds)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT / "src")},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_bent_octets_and_time_break_no_promise():
    told = played(SEED, SECONDS)
    assert " cases: " in told
    assert "'bound_trx'" in told
    assert "'closed'" in told


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_bent_octets_and_time_break_no_promise_for_long(seed):
    print(played(seed, 300))  # noqa: T201  # the soak run says what it saw


def test_a_case_can_be_played_again():
    assert fuzzing.play(SEED, 3) == fuzzing.play(SEED, 3)
