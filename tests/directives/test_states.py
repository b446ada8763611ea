"""The official words of the clock, to the second."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import VIETNAM

from thongsuot.directives.states import Outcome, cut_off, in_time, outcome, statistic

TWO = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
MIDNIGHT = datetime(2020, 2, 7, 23, 59, tzinfo=VIETNAM)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("moment", "deadline", "relation", "kept"),
    [
        (TWO - SECOND, TWO, "before", True),
        (TWO, TWO, "before", False),
        (TWO, TWO, "until", True),
        (TWO + SECOND, TWO, "until", False),
        (MIDNIGHT + 59 * SECOND, MIDNIGHT, "until", True),
        (MIDNIGHT + 60 * SECOND, MIDNIGHT, "until", False),
        (TWO + SECOND, None, "", True),
    ],
)
def test_the_deadline_is_kept_to_the_second(moment, deadline, relation, kept):
    assert in_time(moment, deadline, relation) is kept


def test_the_snapshot_of_a_whole_day_is_taken_when_the_day_is_over():
    assert cut_off(MIDNIGHT, "until") == MIDNIGHT + 60 * SECOND
    assert cut_off(TWO, "before") == TWO


@pytest.mark.parametrize(
    ("state", "done_at", "at", "word"),
    [
        ("done", TWO - SECOND, TWO + SECOND, Outcome.DONE_ON_TIME),
        ("done", TWO, TWO + SECOND, Outcome.DONE_LATE),
        ("received", None, TWO - SECOND, Outcome.OPEN_ON_TIME),
        ("received", None, TWO, Outcome.OPEN_LATE),
    ],
)
def test_every_assignment_stands_under_one_of_four_words(state, done_at, at, word):
    assert statistic(state, TWO, "before", done_at, at) is word


def test_a_cell_shows_the_state_until_the_clock_has_more_to_say():
    assert outcome("assigned", TWO, "before", None, TWO - SECOND) is Outcome.ASSIGNED
    assert outcome("assigned", TWO, "before", None, TWO) is Outcome.OPEN_LATE
    assert outcome("withdrawn", TWO, "before", None, TWO) is Outcome.WITHDRAWN
