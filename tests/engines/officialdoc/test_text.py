"""Words made fit for print; numbers and dates as the decree writes them."""

from datetime import date

import pytest
from fontTools.ttLib import TTFont

from thongsuot.engines.officialdoc import TYPEFACES, Letterhead, Paper, Urgency, grouped, pad, spell_date
from thongsuot.engines.officialdoc._text import REPERTOIRE, capitals, clean, cleaned


@pytest.mark.parametrize(
    ("on", "spelt"),
    [
        (date(2020, 2, 4), "Gia An, ngày 04 tháng 02 năm 2020"),
        (date(2020, 1, 14), "Gia An, ngày 14 tháng 01 năm 2020"),
        (date(2020, 6, 9), "Gia An, ngày 09 tháng 6 năm 2020"),
        (date(2020, 12, 31), "Gia An, ngày 31 tháng 12 năm 2020"),
    ],
)
def test_days_below_ten_and_months_one_and_two_alone_are_padded(on, spelt):
    assert spell_date(on, "Gia An") == spelt


def test_an_unsigned_date_is_empty():
    assert spell_date(None, "").split() == ["…,", "ngày", "tháng", "năm"]
    assert not any(sign.isdigit() for sign in spell_date(None, "Gia An"))


def test_figures_are_grouped_by_points():
    assert [grouped(n) for n in (0, 999, 1_000, 1_214_386, -12_345)] == ["0", "999", "1.000", "1.214.386", "-12.345"]


def test_counts_below_ten_have_two_figures():
    assert [pad(n) for n in (0, 9, 10, 1_912, -3)] == ["00", "09", "10", "1.912", "-3"]


def test_what_cannot_be_seen_goes_and_what_cannot_be_drawn_is_marked():
    assert clean("a\x00\x1b\u200bb\ud800 \u202e c\ufe0f") == "ab c"
    assert clean("x 😀 \u05d0") == "x \ufffd \ufffd"
    assert clean("e\u0302\u0301") == "ế"
    assert clean("≥ 5 → ✓") == ">= 5 -> x"
    assert clean("một \t hai\r\n\n  ba ") == "một hai\nba"


def test_members_of_enumerations_stay_members():
    head = Letterhead(body="a\x00", symbol="b", place="c")
    paper = cleaned(Paper(letterhead=head, subject="d", urgency=Urgency.URGENT, addressees=("e\x07",)))
    assert (paper.letterhead.body, paper.urgency, paper.addressees) == ("a", Urgency.URGENT, ("e",))


def test_every_face_draws_the_whole_repertoire(faces):
    signs = {chr(code) for code in range(0x20, 0x10000) if clean(f"a{chr(code)}b") == f"a{chr(code)}b"}
    assert len(signs) > 900, REPERTOIRE
    for name in TYPEFACES:
        assert not signs - {chr(code) for code in TTFont(faces / name).getBestCmap()}, name


def test_capitals_are_fit_for_print_too():
    assert capitals("đường số ß") == "ĐƯỜNG SỐ SS"
    assert capitals("µ") == "\ufffd"
