"""Each duty stands beside what the signed letter says of the same matter."""

from __future__ import annotations

from thongsuot.engines import letter as engine

SIGNED = """Sở đề nghị các doanh nghiệp:
1. Bố trí ca trực suốt tuần; kiểm tra thiết bị dự phòng tại các trạm trọng yếu.
2. Báo cáo kết quả về Sở trước 15 giờ 00 ngày 07/02/2020.
"""


def test_the_same_words_are_the_same_whatever_case_and_white_space():
    (row,) = engine.beside(["BỐ TRÍ  ca trực suốt tuần."], SIGNED)
    assert row.same
    assert row.sentence == row.quote


def test_other_words_for_the_same_matter_stand_beside():
    (row,) = engine.beside(["Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020"], SIGNED)
    assert not row.same
    assert row.sentence == "Báo cáo kết quả về Sở trước 15 giờ 00 ngày 07/02/2020."


def test_what_the_letter_does_not_say_stands_alone():
    (row,) = engine.beside(["Nhắn tin đến toàn bộ thuê bao"], SIGNED)
    assert (row.same, row.sentence) == (False, "")


def test_every_quotation_keeps_its_place_and_empty_texts_say_nothing():
    rows = engine.beside(["một", ""], "")
    assert [(row.quote, row.sentence, row.same) for row in rows] == [("một", "", False), ("", "", False)]
