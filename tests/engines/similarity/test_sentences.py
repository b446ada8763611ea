"""Official prose is cut where a sentence ends, and every piece stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.engines.similarity import sentences


def texts(prose):
    return [sentence.text for sentence in sentences(prose)]


@pytest.mark.parametrize(
    ("prose", "pieces"),
    [
        ("", []),
        ("Đã trực đủ ca.", ["Đã trực đủ ca."]),
        ("Đã trực đủ ca. Chưa có sự cố.", ["Đã trực đủ ca.", "Chưa có sự cố."]),
        ("Đã trực; đã kiểm tra trạm", ["Đã trực;", "đã kiểm tra trạm"]),
        ("Có 1.912 thuê bao. Không lỗi!", ["Có 1.912 thuê bao.", "Không lỗi!"]),
        ("Họp ngày 07.02.2020 tại TP. Đông Xuyên. Xong.", ["Họp ngày 07.02.2020 tại TP. Đông Xuyên.", "Xong."]),
        ("Pin, máy nổ, v.v. đều sẵn sàng. Tốt.", ["Pin, máy nổ, v.v. đều sẵn sàng.", "Tốt."]),
        ("Pin, máy nổ, v.v. Đã kiểm tra.", ["Pin, máy nổ, v.v.", "Đã kiểm tra."]),
        ("Có pin v.v. 12 trạm.", ["Có pin v.v. 12 trạm."]),
        ("Đã xong.Chưa có lỗi.", ["Đã xong.", "Chưa có lỗi."]),
        ("Bản KT.TM ký. Xong.", ["Bản KT.TM ký.", "Xong."]),
        ("Tăng 3.Không giảm.", ["Tăng 3.Không giảm."]),
        ("- Trực đủ ca\n+ Kiểm tra trạm\n• Dự phòng", ["Trực đủ ca", "Kiểm tra trạm", "Dự phòng"]),
        ("1. Trực đủ ca\na) Kiểm tra\nII. Kết quả\n2) Xong", ["Trực đủ ca", "Kiểm tra", "Kết quả", "Xong"]),
        ("Ba tổ (tổ 1; tổ 2; tổ 3) đã trực. Xong.", ["Ba tổ (tổ 1; tổ 2; tổ 3) đã trực.", "Xong."]),
        ("Ba tổ (tổ 1; tổ 2 đã trực", ["Ba tổ (tổ 1;", "tổ 2 đã trực"]),
        ("Theo “Mục 1. Nội dung” đã nêu. Xong.", ["Theo “Mục 1. Nội dung” đã nêu.", "Xong."]),
        ("Đang chờ... Rồi xong.", ["Đang chờ...", "Rồi xong."]),
        ("...\n---\n", []),
        ("1.912 thuê bao nhận tin.", ["1.912 thuê bao nhận tin."]),
        (". Bắt đầu.", ["Bắt đầu."]),
    ],
    ids=lambda told: None if isinstance(told, list) else repr(told[:24]),
)
def test_a_sentence_ends_where_a_reader_would_end_it(prose, pieces):
    assert texts(prose) == pieces


@given(st.text(alphabet="aăđ 1.;,!?\n-()“”VvX…", max_size=60))
def test_every_piece_stands_in_the_prose_as_it_was_written(prose):
    found = sentences(prose)
    assert all(prose[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@given(st.text(alphabet="aăđ 1.;,!?\n()“”V", max_size=60))
def test_no_letter_is_lost_but_those_of_a_lists_marks(prose):
    kept = "".join(sentence.text for sentence in sentences(prose))
    assert sum(sign == "ă" for sign in kept) == prose.count("ă")
