"""One value, one form in bytes; whatever is written otherwise is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.engines.package import Reason, Unacceptable, canonical, parsed

WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read_back(value):
    assert parsed(canonical(value)) == value


def test_names_are_sorted_and_letters_stay_letters():
    assert canonical({"b": 1, "a": ["Sở", None]}) == '{"a":["Sở",null],"b":1}'.encode()


def test_truth_and_one_are_told_apart():
    assert canonical([True, 1]) == b"[true,1]"


@pytest.mark.parametrize(
    "value",
    [0.5, float("nan"), 2**53, -(2**53), {1: 2}, b"x", Ellipsis, "\ud800", ["\udfff"], {"x": 1.0}],
    ids=repr,
)
def test_what_has_no_one_form_is_not_written(value):
    with pytest.raises(ValueError, match=r"form|surrogate"):
        canonical(value)


def nested(levels):
    value = []
    for _ in range(levels - 1):
        value = [value]
    return value


def test_too_many_levels_are_neither_written_nor_read():
    assert parsed(canonical(nested(32))) == nested(32)
    with pytest.raises(ValueError, match="levels"):
        canonical(nested(34))
    for levels in (34, 100_000):
        with pytest.raises(Unacceptable):
            parsed(b"[" * levels + b"]" * levels)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b' {"a":1}', b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b"1.0", b"1e3", b"NaN", b"-Infinity",
        b"-0", b"01", b'"\\u0041"', b'"\xff"', b"9007199254740992", b"1" * 5000, b"\xef\xbb\xbf1", b'"\\ud800"', b"1\n",
        "1".encode("utf-16"),
    ],
)  # fmt: skip
def test_any_other_form_is_refused(data):
    with pytest.raises(Unacceptable) as caught:
        parsed(data)
    assert caught.value.reason is Reason.MALFORMED
