"""One number, however it is written; what is none is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.engines.message import international

WRITTEN = {
    "as people do": ("0900 000 001", 0, "84900000001"),
    "with dots": ("0900.000.001", 0, "84900000001"),
    "with a plus": ("+84 900 000 001", 0, "84900000001"),
    "with a plus and brackets": ("+84 (900) 000-001", 1, "84900000001"),
    "with 00": ("0084900000001", 0, "84900000001"),
    "as centres do": ("84900000001", 1, "84900000001"),
    "as centres do, of a type that nobody knows": ("84900000001", 0, "84900000001"),
    "national, trunk left out": ("900000001", 2, "84900000001"),
    "national, with its trunk": ("0900000001", 2, "84900000001"),
    "called national with its country code": ("84900000001", 2, "84900000001"),
    "a mobile number without its trunk": ("900000001", 0, "84900000001"),
    "a line on the wall": ("0236 3 000 001", 0, "842363000001"),
    "of another country": ("+66 81 000 0001", 0, "66810000001"),
    "of another country, nine digits": ("673000001", 1, "673000001"),
    "of another country, like a mobile number": ("+81 300 0001", 0, "813000001"),
    "nine digits that begin like no mobile number": ("243000001", 0, "243000001"),
    "international, nine digits that begin like one": ("813000001", 1, "813000001"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_a_number_is_the_same_however_it_is_written(case):
    number, ton, expected = WRITTEN[case]
    assert international(number, ton=ton) == expected


@pytest.mark.parametrize("number", ["", "191", "SO KHCN", "+", "09", "1" * 16, "0" * 16, "٠٩٠٠٠٠٠٠٠١", "0900a00001"])
def test_what_is_no_number_gives_nothing(number):
    assert international(number) == ""


@given(st.text(max_size=20), st.integers(0, 6))
def test_whatever_is_given_it_has_digits_alone_and_stays_as_it_is(text, ton):
    number = international(text, ton=ton)
    assert number == "" or (number.isdigit() and 7 <= len(number) <= 15)
    assert international(number, ton=1) == number
