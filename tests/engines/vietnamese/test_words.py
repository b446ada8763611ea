"""Names, one spelling, and figures and dates as papers write them."""

import unicodedata
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines import vietnamese as vn


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Nguyễn Thị Hằng", "Hằng"),
        ("Rơ Châm H'Hoa", "H'Hoa"),
        ("Lê An (Đội 1)", "An"),
        ("Trần Bình (kế toán", "Bình"),
        ("", ""),
    ],
)
def test_people_are_called_by_their_last_word(name: str, called: str) -> None:
    assert vn.given_name(name) == called


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("HOÀ", "HÒA"),
        ("Hoà bình", "Hòa bình"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("uỷ ban", "ủy ban"),
        ("HỎA", "HỎA"),
        ("tòan", "toàn"),
        ("húynh", "huýnh"),
        ("khúyên", "khuyến"),
        ("qúy", "quý"),
        ("qủa", "quả"),
        ("Quỳnh", "Quỳnh"),
        ("hoàn", "hoàn"),
        ("huỳnh", "huỳnh"),
        ("quà", "quà"),
        ("quý", "quý"),
        ("hoặc", "hoặc"),
        ("khuỷu", "khuỷu"),
    ],
)
def test_both_places_of_a_tone_become_one(text: str, one: str) -> None:
    assert vn.normalise_tone(text) == one
    assert vn.normalise_tone(unicodedata.normalize("NFD", text)) == one


@settings(deadline=None)
@given(st.text("hoquyaeêntcàáảèóùúủý ", max_size=12))
def test_one_spelling_stays_and_only_marks_move(text: str) -> None:
    once = vn.normalise_tone(text)
    assert vn.normalise_tone(once) == once
    assert vn.fold(once) == vn.fold(text)


def test_numbers_are_written_as_papers_write_them() -> None:
    assert [vn.padded(number) for number in (0, 5, 10, 112)] == ["00", "05", "10", "112"]
    assert [vn.grouped(number) for number in (0, 999, 1912, 1234567, -1912)] == [
        "0",
        "999",
        "1.912",
        "1.234.567",
        "-1.912",
    ]
    assert vn.rate(37, 1912) == "37/1.912"


def test_times_are_spelt_in_vietnams_zone() -> None:
    assert vn.spell_time(datetime(2020, 2, 7, 7, 0, tzinfo=UTC)) == "14 giờ 00 phút"
    assert vn.spell_time(datetime(2020, 2, 7, 8, 5)) == "08 giờ 05 phút"  # noqa: DTZ001 - a wall clock
    assert vn.spell_time(time(14, 0)) == "14 giờ 00 phút"


def test_only_the_first_two_months_are_padded() -> None:
    assert vn.spell_date(date(2020, 2, 7)) == "ngày 07 tháng 02 năm 2020"
    assert vn.spell_date(date(2020, 6, 12)) == "ngày 12 tháng 6 năm 2020"


def test_the_day_of_a_moment_is_vietnams() -> None:
    evening = datetime(2020, 1, 31, 18, 0, tzinfo=UTC)
    assert vn.spell_date(evening) == "ngày 01 tháng 02 năm 2020"
    assert vn.short_date(evening) == "01/02/2020"
    assert vn.short_date(date(2020, 12, 31)) == "31/12/2020"
