"""Folding for search: no case, no marks."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines.vietnamese import fold

VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậềểễếệồổỗốộờởỡớợừửữứựỳỷỹýỵ ĐƯƠ,.0123")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đắk Lắk", "dak lak"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "cong hoa xa hoi chu nghia"),
        ("Ưu tiên ường ổn", "uu tien uong on"),
        ("plain ASCII 12", "plain ascii 12"),
        ("", ""),
    ],
)
def test_case_and_marks_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@settings(deadline=None)
@given(VIETNAMESE)
def test_vietnamese_text_folds_to_ascii_of_the_same_length(text: str) -> None:
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)
