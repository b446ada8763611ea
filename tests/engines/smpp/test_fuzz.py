"""Bent octets and time: nothing is raised, both ways of reading tell the same, no window is exceeded."""

import os

import pytest
from tests.engines.smpp import fuzzing
from tests.playing import apart

SEED = 20_261_028
SECONDS = 60 if os.environ.get("CI") else 8


def test_bent_octets_and_time_break_no_promise():
    told = apart("tests.engines.smpp.fuzzing", SEED, SECONDS)
    assert " cases: " in told
    assert "'bound_trx'" in told
    assert "'closed'" in told


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_bent_octets_and_time_break_no_promise_for_long(seed):
    print(apart("tests.engines.smpp.fuzzing", seed, 300))  # noqa: T201  # the soak run says what it saw


def test_a_case_can_be_played_again():
    assert fuzzing.play(SEED, 3) == fuzzing.play(SEED, 3)
