"""Bent letters and spoilt files: nothing but a refusal leaves the engine, and every span holds."""

import pytest
from tests.engines.letter import fuzzing
from tests.playing import apart

SEED = 20_260_207


def test_bent_letters_are_read_or_refused():
    told = apart("tests.engines.letter.fuzzing", SEED, 16)
    assert " cases: " in told
    assert "'page'" in told


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_bent_letters_are_read_or_refused_for_long(seed):
    print(apart("tests.engines.letter.fuzzing", seed, 300))  # noqa: T201  # the soak run says what it saw


def test_a_case_can_be_played_again():
    assert fuzzing.play(SEED, 0, only=3) == fuzzing.play(SEED, 0, only=3)


def test_a_span_that_does_not_hold_is_caught():
    with pytest.raises(AssertionError):
        fuzzing.check_spans({"duties": [{"start": 0, "end": 3, "quote": "abd"}]}, "abc")
    with pytest.raises(AssertionError):
        fuzzing.check_spans({"start": 2, "end": 9}, "abc")
