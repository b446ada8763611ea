"""The mark of urgency stands in the head in capitals, alone in its place; words of urgency elsewhere are none."""

from __future__ import annotations

import pytest

from thongsuot.engines.letter import Urgency, urgency_of

HEAD = "ỦY BAN NHÂN DÂN TỈNH ĐÔNG XUYÊN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 45/SKHCN-VT\n{mark}\nV/v bảo đảm thông tin\n"
BODY = "Kính gửi: Các doanh nghiệp\nĐề nghị thực hiện khẩn trương.\nHỎA TỐC\n"


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        pytest.param("HỎA TỐC", Urgency.FLASH, id="hỏa tốc"),
        pytest.param("HOẢ TỐC", Urgency.FLASH, id="the other spelling"),
        pytest.param("  HỎA  TỐC ", Urgency.FLASH, id="with wide spaces"),
        pytest.param("HỎA TỐC HẸN GIỜ", Urgency.FLASH, id="hỏa tốc hẹn giờ of older letters"),
        pytest.param("*HỎA TỐC*", Urgency.FLASH, id="between asterisks"),
        pytest.param("THƯỢNG KHẨN", Urgency.VERY_URGENT, id="thượng khẩn"),
        pytest.param("KHẨN", Urgency.URGENT, id="khẩn"),
        pytest.param("CÔNG ĐIỆN KHẨN", Urgency.URGENT, id="a telegram"),
        pytest.param("KHẨN     Đông Xuyên, ngày 03 tháng 02 năm 2020", Urgency.URGENT, id="beside the date"),
        pytest.param("KHẨN\tĐông Xuyên, ngày 03 tháng 02 năm 2020", Urgency.URGENT, id="in a cell"),
        pytest.param("KHẨN\nHỎA TỐC", Urgency.FLASH, id="the most urgent of two"),
        pytest.param("Khẩn", None, id="not in capitals"),
        pytest.param("ỦY BAN KHẨN CẤP", None, id="part of a name"),
        pytest.param("", None, id="none"),
    ],
)
def test_the_mark_of_the_head_is_read(mark, expected):
    assert urgency_of(HEAD.format(mark=mark) + BODY) == expected


def test_a_text_without_a_greeting_is_looked_at_from_its_beginning_alone():
    assert urgency_of("CÔNG ĐIỆN KHẨN\n" + "a b c\n" * 10) == Urgency.URGENT
    assert urgency_of("a b c\n" * 1000 + "HỎA TỐC") is None


@pytest.mark.parametrize("text", ["", "\n\n", "KÍNH GỬI: KHẨN", "\t|\t"])
def test_an_empty_head_has_no_mark(text):
    assert urgency_of(text) is None
