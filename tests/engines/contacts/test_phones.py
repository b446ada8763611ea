"""Telephone numbers in all the ways of offices; what is none is told with the way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.engines.contacts import UnreadablePhone, digits, phones

ONE = "0900 000 001"


@pytest.mark.parametrize(
    "text",
    [
        "0900000001", "0900 000 001", "0900.000.001", "0900-000-001", "0900 00 00 01", "(0900) 000001", "900000001",
        "900000001.0", "900.000.001", "+84900000001", "+84 900 000 001", "84900000001", "(+84) 900 000 001",
        "0084 900 000 001", "(+84)(0)900 000 001", "+84 0900 000 001", "ĐT: 0900000001", "DĐ 0900000001", 
        "Tel. 0900000001",
        "SĐT: 0900 000 001", "0900000001 (Zalo)", "0900000001 (gọi giờ hành chính)", "Số điện thoại: 0900000001",
        " 0900000001 ", "0900000001;", "09OOO00001", "O900000001", "0900\xa0000\xa0001",
        "Di động: 0900.000.001", "0900000001\n", "0900000001 - Fax: 0260 0000 100",
    ],
    ids=lambda text: repr(text),
)  # fmt: skip
def test_one_mobile_number_is_read_from_every_writing(text: str) -> None:
    assert phones(text) == (ONE,)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0900000001/0900000002", (ONE, "0900 000 002")),
        ("0900000001; 0900000002", (ONE, "0900 000 002")),
        ("0900000001, 0900000002", (ONE, "0900 000 002")),
        ("0900000001 - 0900000002", (ONE, "0900 000 002")),
        ("0900000001-0900000002", (ONE, "0900 000 002")),
        ("0900 000 001 0900 000 002", (ONE, "0900 000 002")),
        ("0900.000.001-0900.000.002", (ONE, "0900 000 002")),
        ("0900000001\n0900000002", (ONE, "0900 000 002")),
        ("0900000001 hoặc 0900000002", (ONE, "0900 000 002")),
        ("0900000001 và 0900000002", (ONE, "0900 000 002")),
        ("900000001 | 900000002", (ONE, "0900 000 002")),
        ("CQ: 0260 0000 100 - DĐ: 0900 000 001", ("0260 0000 100", ONE)),
        ("0900000001; 0900 000 001", (ONE,)),
        ("0260 0000 100/101", ("0260 0000 100", "0260 0000 101")),
        ("0260.0000100/0900000001", ("0260 0000 100", ONE)),
        ("0900000001; 0900000002; 0900000003", (ONE, "0900 000 002", "0900 000 003")),
    ],
    ids=lambda value: repr(value) if isinstance(value, str) else "",
)
def test_several_numbers_of_a_cell_are_parted(text: str, read: tuple[str, ...]) -> None:
    assert phones(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0260 0000 100", "0260 0000 100"),
        ("(0260) 0000100", "0260 0000 100"),
        ("0260/0000100", "0260 0000 100"),
        ("0260.0.000.100", "0260 0000 100"),
        ("2600000100", "0260 0000 100"),
        ("84-260-0000100", "0260 0000 100"),
        ("024 0000 0001", "024 00000 001"),
        ("0260 0000 100 máy lẻ 12", "0260 0000 100 máy lẻ 12"),
        ("0260 0000 100 (ext. 12)", "0260 0000 100 máy lẻ 12"),
        ("0260 0000 100, số lẻ: 12", "0260 0000 100 máy lẻ 12"),
        ("1900 0001", "1900 0001"),
        ("1800 000001", "1800 000001"),
        ("+856 20 0000 0001", "+8562000000001"),
    ],
)
def test_other_numbers_are_read_too(text: str, read: str) -> None:
    assert phones(text) == (read,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("01200000001", "0700 000 001"), ("01210000001", "0790 000 001"), ("01220000001", "0770 000 001"),
        ("01260000001", "0760 000 001"), ("01280000001", "0780 000 001"), ("01230000001", "0830 000 001"),
        ("01240000001", "0840 000 001"), ("01250000001", "0850 000 001"), ("01270000001", "0810 000 001"),
        ("01290000001", "0820 000 001"), ("01620000001", "0320 000 001"), ("01690000001", "0390 000 001"),
        ("01860000001", "0560 000 001"), ("01880000001", "0580 000 001"), ("01990000001", "0590 000 001"),
        ("1200000001", "0700 000 001"), ("+84 120 000 0001", "0700 000 001"),
    ],
)  # fmt: skip
def test_numbers_of_eleven_digits_have_ten_since(old: str, new: str) -> None:
    assert phones(old) == (new,)


@pytest.mark.parametrize("text", ["", "  ", "\n", "()", "ĐT:", "Fax: 0260 0000 100", "-"])
def test_a_cell_without_digits_or_with_a_fax_alone_holds_no_number(text: str) -> None:
    assert phones(text) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("12345", "có 5 chữ số"),
        ("090000000", "có 9 chữ số"),
        ("09000000011", "có 11 chữ số"),
        ("3000001", "thiếu mã vùng"),
        ("0438000001", "mã vùng cũ"),
        ("9,00E+08", "Excel đã rút gọn"),
        ("9E8", "Excel đã rút gọn"),
        ("gặp chị Lan", "không phải số điện thoại"),
        ("0900000001 gặp chị Lan", "không phải số điện thoại"),
        ("09x0000001", "không phải số điện thoại"),
        ("0900000001/12345", "chữ số"),
        ("1234567890123456789", "chữ số"),
        ("1 " * 100, "không phải số điện thoại"),
    ],
)
def test_what_is_no_number_is_told_with_the_way_out(text: str, why: str) -> None:
    with pytest.raises(UnreadablePhone, match="Hãy") as told:
        phones(text)
    assert why in str(told.value)
    assert len(str(told.value)) < 200


def test_numbers_are_compared_without_their_extension() -> None:
    assert digits("0260 0000 100 máy lẻ 12") == digits("02600000100") == "02600000100"


@given(st.text(max_size=60))
def test_no_cell_whatever_brings_the_reader_down(text: str) -> None:
    try:
        read = phones(text)
    except UnreadablePhone:
        return
    assert all(len(number) <= 30 for number in read)


@given(st.integers(0, 99_999_999), st.sampled_from("35789"), st.sampled_from([" ", ".", "-", ""]))
def test_a_number_written_in_groups_comes_back(rest: int, first: str, sign: str) -> None:
    number = f"0{first}{rest:08d}"
    assert digits(phones(sign.join((number[:4], number[4:7], number[7:])))[0]) == number
