"""A load is shared as water stands: level among those who may carry it, bounds kept, the hardest pressed first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines.roster._shares import Claim, shares


def claim(person, positions="a", past=0.0, offered=10.0, low=0.0, high=100.0):
    """Return a claim."""
    return Claim(person, frozenset(positions), past, offered, low, high)


def test_equals_carry_equal_parts():
    assert shares({"a": 9.0}, [claim(1), claim(2), claim(3)]) == {1: 3.0, 2: 3.0, 3: 3.0}


def test_who_was_offered_half_carries_half():
    assert shares({"a": 9.0}, [claim(1), claim(2, offered=20.0)]) == {1: 3.0, 2: 6.0}


def test_the_past_is_evened_out():
    assert shares({"a": 4.0}, [claim(1, past=2.0), claim(2)]) == {1: 1.0, 2: 3.0}
    assert shares({"a": 4.0}, [claim(1, past=9.0), claim(2)]) == {1: 0.0, 2: 4.0}


def test_bounds_are_kept():
    assert shares({"a": 6.0}, [claim(1, high=1.0), claim(2)]) == {1: 1.0, 2: 5.0}
    assert shares({"a": 6.0}, [claim(1, low=5.0), claim(2)]) == {1: 5.0, 2: 1.0}
    assert shares({"a": 60.0}, [claim(1, high=1.0), claim(2, high=2.0)]) == {1: 1.0, 2: 2.0}
    assert shares({"a": 1.0}, [claim(1, low=5.0), claim(2, low=3.0)]) == {1: 5.0, 2: 3.0}


def test_few_who_alone_may_carry_much_are_settled_first():
    found = shares({"a": 8.0, "b": 3.0}, [claim(1, "a"), claim(2, "ab"), claim(3, "b"), claim(4, "b"), claim(5, "b")])
    assert found == {1: 4.0, 2: 4.0, 3: 1.0, 4: 1.0, 5: 1.0}
    assert shares({"a": 1.0, "b": 3.0}, [claim(1, "ab"), claim(2, "b")]) == {1: 2.0, 2: 2.0}


def test_nobody_is_asked_for_what_they_may_not_do_or_were_never_offered():
    assert shares({"a": 2.0, "c": 5.0}, [claim(1), claim(2, "b"), claim(3, offered=0.0)]) == {1: 2.0, 2: 0.0, 3: 0.0}
    assert shares({"a": 0.0}, [claim(1)]) == {1: 0.0}


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 30), min_size=1),
    st.lists(
        st.tuples(st.sets(st.sampled_from("abc"), min_size=1), st.integers(0, 20), st.integers(1, 20)), max_size=7
    ),
)
def test_all_is_carried_and_nobody_could_give_to_one_who_carries_less(demand, people):
    claims = [
        claim(number, positions, past=float(past), offered=float(offered + past), high=1e6)
        for number, (positions, past, offered) in enumerate(people)
    ]
    found = shares(demand, claims)
    able = sum(load for position, load in demand.items() if any(position in one.positions for one in claims))
    assert sum(found.values()) == pytest.approx(able, abs=1e-4)
    level = {one.person: (found[one.person] + one.past) / one.offered for one in claims}
    for one in claims:
        for other in claims:
            wanted = {position for position in demand if demand[position]}
            if one.positions & wanted == other.positions & wanted and found[one.person] > 1e-4:
                assert level[one.person] <= level[other.person] + 1e-4
