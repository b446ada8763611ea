"""Addition is the only fold; measured and declared never mix in silence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.ledger.kinds import KINDS
from thongsuot.reports import compile as adding
from thongsuot.reports import layout

figures = st.dictionaries(st.sampled_from("abc"), st.integers(0, 10**9))
rows = st.lists(st.tuples(st.sampled_from(["K", "L"]), st.booleans(), figures), max_size=6)


@given(rows)
def test_the_order_of_evidence_does_not_matter(told):
    assert adding.by_kind(told) == adding.by_kind(reversed(told))


@given(rows, rows)
def test_two_reports_add_to_what_all_their_evidence_adds_to(left, right):
    apart = adding.total([adding.by_kind(left), adding.by_kind(right)])
    both = adding.total([adding.by_kind([*left, *right])])
    assert apart == both


@given(rows, rows)
def test_a_delta_leads_from_the_one_to_the_other(before, after):
    first, second = adding.by_kind(before), adding.by_kind(after)
    change = adding.delta(second, first)
    for kind, sides in change.items():
        for side, names in sides.items():
            for name, value in names.items():
                was = first.get(kind, {}).get(side, {}).get(name, 0)
                assert was + value == second.get(kind, {}).get(side, {}).get(name, 0)
    assert adding.delta(first, first) == {}


def test_measured_and_declared_stay_apart():
    told = adding.by_kind([("K", True, {"a": 1}), ("K", False, {"a": 2})])
    assert told == {"K": {"measured": {"a": 1}, "declared": {"a": 2}}}
    assert adding.together(told) == {"K": {"a": 3}}


def test_every_kind_has_a_line_whose_figures_it_declares():
    assert set(layout.LINES) == set(KINDS)
    for kind, line in layout.LINES.items():
        named = [*line.counts, *(name for pair in line.rates for name in pair)]
        assert sorted(named) == sorted(KINDS[kind].figures)


def test_a_rate_needs_both_its_figures_and_nothing_given_is_left_out():
    whole = layout.items("SPARE_EQUIPMENT", {"items_tested": 3, "items_total": 4, "teams_ready": 1})
    assert [(i.part, i.whole) for i in whole] == [(3, 4), (1, None)]
    half = layout.items("SPARE_EQUIPMENT", {"items_tested": 3})
    assert [(i.part, i.whole) for i in half] == [(3, None)]


def test_two_ways_of_counting_the_same_people_are_never_added():
    told = adding.by_kind(
        [
            ("STAFF_ACKNOWLEDGEMENT", True, {"staff": 6, "acknowledged": 2}),
            ("STAFF_ACKNOWLEDGEMENT", False, {"staff": 6, "acknowledged": 6}),
        ]
    )
    assert told["STAFF_ACKNOWLEDGEMENT"]["declared"] == {"staff": 6, "acknowledged": 6}
    assert adding.together(told) == {"STAFF_ACKNOWLEDGEMENT": {"staff": 6, "acknowledged": 2}}
    said = adding.by_kind([("STAFF_ACKNOWLEDGEMENT", False, {"staff": 6, "acknowledged": 6})])
    assert adding.together(said) == {"STAFF_ACKNOWLEDGEMENT": {"staff": 6, "acknowledged": 6}}
