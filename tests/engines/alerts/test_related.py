"""Failures of one site, one cause or one shared risk are put together, always alike."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.alerts.samples import MINUTE, at

from thongsuot.engines.alerts import Bond, Failure, Group, related

SPAN = 10 * MINUTE


def failure(key, site="", minute=0, *causes):
    return Failure(key, site, at(minute), causes)


def test_failures_of_one_site_are_a_group():
    assert related([failure("b", "s1", 1), failure("a", "s1"), failure("c", "s2")], {}, SPAN) == (
        Group(("a", "b"), (Bond("site", "s1"),)),
    )


def test_failures_of_one_cause_or_one_duct_are_a_group():
    risks = {"s1": {"duct-7", "pole-1"}, "s2": ["duct-7"], "s3": ()}
    groups = related(
        [failure("a", "s1"), failure("b", "s2", 2), failure("c", "s3", 3, "upstream=core-1"),
         failure("d", "", 4, "upstream=core-1")], risks, SPAN,
    )  # fmt: skip
    assert groups == (
        Group(("a", "b"), (Bond("risk", "duct-7"),)),
        Group(("c", "d"), (Bond("cause", "upstream=core-1"),)),
    )


def test_bonds_that_meet_in_one_failure_make_one_group():
    (group,) = related([failure("a", "s1"), failure("b", "s1", 1, "x=1"), failure("c", "s9", 2, "x=1")], {}, SPAN)
    assert group == Group(("a", "b", "c"), (Bond("cause", "x=1"), Bond("site", "s1")))


def test_failures_far_apart_in_time_are_no_group():
    failures = [failure("a", "s1"), failure("b", "s1", 11), failure("c", "s1", 20), failure("d", "s1", 60)]
    assert related(failures, {}, SPAN) == (Group(("b", "c"), (Bond("site", "s1"),)),)


def test_a_failure_without_site_and_cause_is_bound_by_nothing():
    assert related([failure("a"), failure("b")], {"": {"duct-7"}}, SPAN) == ()


FAILURES = st.lists(
    st.builds(
        Failure,
        key=st.sampled_from("abcdefghijkl"),
        site=st.sampled_from(["", "s1", "s2", "s3", "s4"]),
        began_at=st.integers(0, 40).map(at),
        causes=st.lists(st.sampled_from(["x=1", "x=2"]), max_size=2).map(tuple),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)
RISKS = st.dictionaries(st.sampled_from(["s1", "s2", "s3"]), st.sets(st.sampled_from(["d1", "d2"])), max_size=3)


@settings(deadline=None)
@given(FAILURES, RISKS, st.randoms(use_true_random=False))
def test_the_same_failures_give_the_same_groups(failures, risks, chance):
    groups = related(failures, risks, SPAN)
    other = list(failures)
    chance.shuffle(other)
    assert related(other, risks, SPAN) == groups
    keys = [key for group in groups for key in group.keys]
    assert len(keys) == len(set(keys))
    assert set(keys) <= {one.key for one in failures}


@settings(deadline=None)
@given(FAILURES, RISKS)
def test_groups_are_what_plain_walking_finds(failures, risks):
    """The oracle joins pairs until nothing changes."""

    def names(one):
        found = {("cause", cause) for cause in one.causes}
        if one.site:
            found |= {("site", one.site), *(("risk", risk) for risk in risks.get(one.site, ()))}
        return found

    sets = [{one.key} for one in failures]
    for bond in {bond for one in failures for bond in names(one)}:
        left = sorted((one for one in failures if bond in names(one)), key=lambda one: (one.began_at, one.key))
        while left:
            run = [one for one in left if one.began_at - left[0].began_at <= SPAN]
            left = left[len(run) :]
            touched = [each for each in sets if each & {one.key for one in run}]
            sets = [each for each in sets if each not in touched] + [set().union(*touched)]
    expected = {frozenset(each) for each in sets if len(each) > 1}
    assert {frozenset(group.keys) for group in related(failures, risks, SPAN)} == expected
