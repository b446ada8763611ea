"""Tries are counted and each wait doubles; what is right forgives, and a day without a try forgets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY

from thongsuot.directives.actions import pacing
from thongsuot.directives.actions.pacing import Rule, TooSoon
from thongsuot.directives.models import Pace

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
RULE = Rule("try", free=2, first=10 * SECOND, longest=HOUR)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (2, 0), (3, 10), (4, 20), (5, 40), (11, 2560), (12, 3600), (10_000, 3600)]
)
def test_each_wait_is_twice_the_one_before_up_to_the_longest(failures, seconds):
    assert RULE.wait(failures) == seconds * SECOND


@pytest.mark.django_db
def test_a_try_before_its_time_is_not_heard():
    at = MONDAY
    for _n in range(3):
        pacing.count(RULE, pacing.held(RULE, "door", at), at)
    with pytest.raises(TooSoon, match="sau 1 phút") as refusal:
        pacing.held(RULE, "door", at + 9 * SECOND)
    assert refusal.value.wait == SECOND
    assert pacing.held(RULE, "door", at + 10 * SECOND).failures == 3


@pytest.mark.django_db
def test_counts_of_different_doors_and_rules_are_apart():
    for _n in range(3):
        pacing.count(RULE, pacing.held(RULE, "door", MONDAY), MONDAY)
    assert pacing.held(RULE, "window", MONDAY).failures == 0
    assert pacing.held(Rule("ask", 1, SECOND, HOUR), "door", MONDAY).failures == 0


@pytest.mark.django_db
def test_who_turns_out_to_be_right_begins_anew():
    for _n in range(2):
        pacing.count(RULE, pacing.held(RULE, "door", MONDAY), MONDAY)
    pacing.forgive(pacing.held(RULE, "door", MONDAY))
    assert pacing.count(RULE, pacing.held(RULE, "door", MONDAY), MONDAY).failures == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("after", "failures"), [(timedelta(days=1), 3), (timedelta(days=1, seconds=1), 1)])
def test_a_day_without_a_try_forgets_the_tries_before(after, failures):
    for _n in range(2):
        pacing.count(RULE, pacing.held(RULE, "door", MONDAY), MONDAY)
    later = MONDAY + after
    assert pacing.count(RULE, pacing.held(RULE, "door", later), later).failures == failures


@pytest.mark.django_db
def test_what_is_counted_names_nobody():
    pacing.held(RULE, "0900 000 123", MONDAY)
    assert "0900" not in Pace.objects.get().key
