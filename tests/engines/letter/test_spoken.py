"""An order by word of mouth reads like a letter, and its hours mean the day on which it was given."""

from __future__ import annotations

from datetime import datetime

import pytest

from thongsuot.engines import letter as engine
from thongsuot.engines.letter._moment import ZONE

SAID = datetime(2020, 2, 3, 9, 0, tzinfo=ZONE)
HEARD = {
    "a bare hour is the day's": ("Báo cáo kết quả trước 17 giờ", "03 17:00", "before", "trước 17 giờ"),
    "an hour that has passed is tomorrow's": ("trước 8 giờ", "04 08:00", "before", "trước 8 giờ"),
    "half past in the afternoon": ("trước 5 giờ rưỡi chiều nay", "03 17:30", "before", "trước 5 giờ rưỡi chiều nay"),
    "minutes": ("nộp trước 17h30", "03 17:30", "before", "trước 17h30"),
    "tomorrow morning": ("báo cáo về Sở trước 9 giờ sáng mai", "04 09:00", "before", "trước 9 giờ sáng mai"),
    "midnight": ("chậm nhất 12 giờ đêm nay", "04 00:00", "until", "chậm nhất 12 giờ đêm nay"),
    "the small hours": ("trước 2 giờ đêm mai", "04 02:00", "before", "trước 2 giờ đêm mai"),
    "noon stays noon": ("trước 12 giờ chiều nay", "03 12:00", "before", "trước 12 giờ chiều nay"),
    "this afternoon": ("làm xong trong chiều nay", "03 18:00", "until", "trong chiều nay"),
    "tomorrow": ("hoàn thành trong ngày mai", "04 23:59", "until", "trong ngày mai"),
    "the day after": ("hoàn thành trước sáng ngày kia", "05 12:00", "before", "trước sáng ngày kia"),
    "today": ("hoàn thành hết ngày hôm nay", "03 23:59", "until", "hết ngày hôm nay"),
    "within minutes": ("có mặt trong vòng 30 phút", "03 09:30", "until", "trong vòng 30 phút"),
    "within hours": ("khắc phục trong 2 giờ tới", "03 11:00", "until", "trong 2 giờ"),
}
NOTHING = ("Kiểm tra máy phát điện", "trước 14 giờ ngày 15/3", "trước 25 giờ", "trước 24 giờ 30 phút", "từ nay", "")


@pytest.mark.parametrize("case", HEARD.values(), ids=HEARD)
def test_hours_lean_on_the_moment_of_speaking(case):
    quote, moment, relation, text = case
    limit = engine.heard(quote, SAID)
    assert limit is not None
    assert (f"{limit.at:%d %H:%M}", str(limit.relation), limit.text) == (moment, relation, text)
    assert limit.text in quote


@pytest.mark.parametrize("quote", NOTHING, ids=range(len(NOTHING)))
def test_words_that_name_no_hour_of_the_moment_say_nothing(quote):
    assert engine.heard(quote, SAID) is None


def order(**changes):
    whole = {
        "parent": "UBND tỉnh Đông Xuyên",
        "issuer": "Sở Khoa học và Công nghệ",
        "place": "Đông Xuyên",
        "speaker": "ông Trần Văn An, Giám đốc Sở",
        "way": "qua điện thoại",
        "at": SAID,
        "addressees": "Các doanh nghiệp bưu chính, viễn thông trên địa bàn tỉnh.",
        "words": "Các doanh nghiệp viễn thông kiểm tra máy phát điện dự phòng.\nBáo cáo kết quả về Sở trước 17 giờ.",
    }
    return engine.Spoken(**{**whole, **changes})


def test_an_order_is_written_as_a_letter_of_its_day_and_reads_as_one():
    text = engine.written(order())
    read = engine.read_text(text)
    assert (str(read.date), read.place) == ("2020-02-03", "Đông Xuyên")
    assert read.subject == "thực hiện chỉ đạo của ông Trần Văn An, Giám đốc Sở"
    assert [duty.kind for duty in read.obligations] == ["SPARE_EQUIPMENT", "REPORT"]
    assert [duty.paragraph for duty in read.obligations] == [1, 2]


def test_the_words_stay_as_they_were_noted():
    text = engine.written(order())
    for line in order().words.splitlines():
        assert line in text
    assert "Kính gửi: Các doanh nghiệp bưu chính, viễn thông trên địa bàn tỉnh.\n" in text
    assert "(09:00, ngày 03/02/2020)" in text


def test_marks_that_are_there_are_not_doubled():
    text = engine.written(order(words="1. Trực 24/24.\n- Báo cáo ngay."))
    assert "\n1. Trực 24/24.\n- Báo cáo ngay.\n" in text


def test_a_single_line_needs_no_mark_and_a_body_without_a_parent_no_line_for_it():
    lines = engine.written(order(words="Trực 24/24.", parent="")).splitlines()
    assert lines[0] == "SỞ KHOA HỌC VÀ CÔNG NGHỆ"
    assert "Trực 24/24." in lines
