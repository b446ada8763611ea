"""A failure that comes and goes is held until it keeps quiet, and says why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.alerts.samples import MINUTE, NOON, alert, at

from thongsuot.engines.alerts import Damping, History, episodes, flicker, fold

DAMPING = Damping(changes=4, within=10 * MINUTE, quiet=5 * MINUTE)


def known(*spans):
    state = History()
    for span in spans:
        state, _ = fold(state, alert(*span), NOON)
    return episodes(state)


def judged(minute, *spans, damping=DAMPING):
    return flicker(known(*spans), at(minute), damping)


def test_a_failure_that_comes_once_is_not_held():
    told = judged(3, (1, 2))
    assert (told.held, told.since, told.until, told.down) == (False, None, None, False)
    assert told.recent == (at(1), at(2))
    assert judged(3, (1,)).down
    assert not flicker((), NOON, DAMPING).recent


def test_enough_changes_hold_it_until_it_keeps_quiet():
    told = judged(5, (1, 2), (3, 4))
    assert (told.held, told.since, told.until) == (True, at(4), at(9))
    assert told.recent == (at(1), at(2), at(3), at(4))
    assert judged(8.9, (1, 2), (3, 4)).held
    assert not judged(9, (1, 2), (3, 4)).held


def test_each_change_prolongs_it():
    told = judged(12, (1, 2), (3, 4), (8,))
    assert (told.held, told.since, told.until, told.down) == (True, at(4), at(13), True)


def test_changes_far_apart_hold_nothing():
    assert not judged(40, (1, 2), (12, 13), (24, 25)).held


def test_let_go_it_is_measured_anew():
    told = judged(20.5, (1, 2), (3, 4), (20,))
    assert (told.held, told.recent) == (False, (at(20),))
    again = judged(23, (1, 2), (3, 4), (20, 20.5), (21, 22))
    assert (again.held, again.since) == (True, at(22))


def test_what_lies_ahead_does_not_count_yet():
    assert not judged(3.5, (1, 2), (3, 4)).held


def test_a_lost_end_counts_as_a_change():
    assert len(judged(9, (1,), (3,), (5,)).recent) == 5


@pytest.mark.parametrize("wrong", [{"changes": 1}, {"within": timedelta(0)}, {"quiet": -MINUTE}])
def test_a_measure_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="above zero"):
        Damping(**wrong)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=12), st.integers(0, 80))
def test_what_is_held_says_why(spans, minute):
    told = judged(minute, *[(start, start + length / 10) for start, length in spans])
    if told.held:
        assert told.since is not None
        assert told.since <= at(minute) < told.until
        assert told.until - told.recent[-1] == DAMPING.quiet
    assert list(told.recent) == sorted(told.recent)
    assert not told.recent or told.recent[-1] - told.recent[0] <= DAMPING.within
    later = judged(minute + 100, *[(start, start + length / 10) for start, length in spans])
    assert not later.held
