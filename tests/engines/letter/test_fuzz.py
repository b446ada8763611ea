"""Bent letters and spoilt files: nothing but a refusal leaves the engine, and every span holds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines.letter import fuzzing

PROJECT = Path(__file__).resolve().parents[3]
SEED = 20_260_207


def played(seed: int, seconds: float) -> str:
    """Play a seed in a process of its own, which a broken library may end; return what came of it."""
    words = [sys.executable, "-X", "faulthandler", "-m", "tests.engines.letter.fuzzing"]
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


def test_bent_letters_are_read_or_refused():
    told = played(SEED, 16)
    assert " cases: " in told
    assert "'page'" in told


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_bent_letters_are_read_or_refused_for_long(seed):
    print(played(seed, 300))  # noqa: T201  # the soak run says what it saw


def test_a_case_can_be_played_again():
    assert fuzzing.play(SEED, 0, only=3) == fuzzing.play(SEED, 0, only=3)


def test_a_span_that_does_not_hold_is_caught():
    with pytest.raises(AssertionError):
        fuzzing.check_spans({"duties": [{"start": 0, "end": 3, "quote": "abd"}]}, "abc")
    with pytest.raises(AssertionError):
        fuzzing.check_spans({"start": 2, "end": 9}, "abc")
