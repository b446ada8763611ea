"""Every way a letter of 10/03/2022 says when; impossible days and hours give no moment and a warning."""

import pytest
from tests.engines.letter import phrasing

ROWS = [
    (
        "trước 8 giờ ngày 15/3/2022",
        "2022-03-15T08:00:00+07:00",
        "before",
    ),
    (
        "trước 08h00 ngày 15/3/2022",
        "2022-03-15T08:00:00+07:00",
        "before",
    ),
    (
        "trước 8h ngày 15/3/2022",
        "2022-03-15T08:00:00+07:00",
        "before",
    ),
    (
        "trước 17h30 ngày 15/3/2022",
        "2022-03-15T17:30:00+07:00",
        "before",
    ),
    (
        "trước 17:30 ngày 15/3/2022",
        "2022-03-15T17:30:00+07:00",
        "before",
    ),
    (
        "trước 17 giờ 30 phút ngày 15/3/2022",
        "2022-03-15T17:30:00+07:00",
        "before",
    ),
    (
        "trước 17 giờ 30 phút ngày 15 tháng 3 năm 2022",
        "2022-03-15T17:30:00+07:00",
        "before",
    ),
    (
        "trước 17 giờ 30 phút, ngày 15/3/2022",
        "2022-03-15T17:30:00+07:00",
        "before",
    ),
    (
        "trước 17g00 ngày 15/3/2022",
        "2022-03-15T17:00:00+07:00",
        "before",
    ),
    (
        "trước ngày 15/03/2022",
        "2022-03-15T00:00:00+07:00",
        "before",
    ),
    (
        "trước ngày 15-3-2022",
        "2022-03-15T00:00:00+07:00",
        "before",
    ),
    (
        "trước ngày 15.3.2022",
        "2022-03-15T00:00:00+07:00",
        "before",
    ),
    (
        "trước ngày 15/3",
        "2022-03-15T00:00:00+07:00",
        "before",
    ),
    (
        "trước ngày 15 tháng 3",
        "2022-03-15T00:00:00+07:00",
        "before",
    ),
    (
        "trước ngày 5/4",
        "2022-04-05T00:00:00+07:00",
        "before",
    ),
    (
        "trước ngày 01/4/2022",
        "2022-04-01T00:00:00+07:00",
        "before",
    ),
    (
        "trước thứ Sáu ngày 18/3/2022",
        "2022-03-18T00:00:00+07:00",
        "before",
    ),
    (
        "trước 16h thứ Sáu, ngày 18/3/2022",
        "2022-03-18T16:00:00+07:00",
        "before",
    ),
    (
        "trước 16h chủ nhật, ngày 20/3/2022",
        "2022-03-20T16:00:00+07:00",
        "before",
    ),
    (
        "đến hết ngày 31/3/2022",
        "2022-03-31T23:59:00+07:00",
        "until",
    ),
    (
        "chậm nhất ngày 31/3/2022",
        "2022-03-31T23:59:00+07:00",
        "until",
    ),
    (
        "chậm nhất vào ngày 31/3/2022",
        "2022-03-31T23:59:00+07:00",
        "until",
    ),
    (
        "chậm nhất đến ngày 31/3/2022",
        "2022-03-31T23:59:00+07:00",
        "until",
    ),
    (
        "chậm nhất là ngày 31/3/2022",
        "2022-03-31T23:59:00+07:00",
        "until",
    ),
    (
        "chậm nhất trước ngày 31/3/2022",
        "2022-03-31T00:00:00+07:00",
        "before",
    ),
    (
        "muộn nhất ngày 31/3/2022",
        "2022-03-31T23:59:00+07:00",
        "until",
    ),
    (
        "chậm nhất 10 giờ ngày 31/3/2022",
        "2022-03-31T10:00:00+07:00",
        "until",
    ),
    (
        "trong ngày 15/3/2022",
        "2022-03-15T23:59:00+07:00",
        "until",
    ),
    (
        "trong ngày hôm nay",
        "2022-03-10T23:59:00+07:00",
        "until",
    ),
    (
        "trong hôm nay",
        "2022-03-10T23:59:00+07:00",
        "until",
    ),
    (
        "trước 15 giờ hôm nay",
        "2022-03-10T15:00:00+07:00",
        "before",
    ),
    (
        "trước 20 giờ ngày hôm nay",
        "2022-03-10T20:00:00+07:00",
        "before",
    ),
    (
        "trong tháng 3/2022",
        "2022-03-31T23:59:00+07:00",
        "until",
    ),
    (
        "trong tháng 3 năm 2022",
        "2022-03-31T23:59:00+07:00",
        "until",
    ),
    (
        "trong tháng 5",
        "2022-05-31T23:59:00+07:00",
        "until",
    ),
    (
        "chậm nhất trong tháng 6/2022",
        "2022-06-30T23:59:00+07:00",
        "until",
    ),
    (
        "trong quý I/2022",
        "2022-03-31T23:59:00+07:00",
        "until",
    ),
    (
        "trong quý III/2022",
        "2022-09-30T23:59:00+07:00",
        "until",
    ),
    (
        "trong quý IV năm 2022",
        "2022-12-31T23:59:00+07:00",
        "until",
    ),
    (
        "trước tháng 7/2022",
        "2022-07-01T00:00:00+07:00",
        "before",
    ),
    (
        "trước quý IV/2022",
        "2022-10-01T00:00:00+07:00",
        "before",
    ),
    (
        "trong vòng 07 ngày kể từ ngày ký",
        "2022-03-17T23:59:00+07:00",
        "until",
    ),
    (
        "trong thời hạn 10 ngày kể từ ngày ban hành",
        "2022-03-20T23:59:00+07:00",
        "until",
    ),
    (
        "trong thời hạn 02 (hai) ngày kể từ ngày ký",
        "2022-03-12T23:59:00+07:00",
        "until",
    ),
    (
        "trong vòng 01 tuần kể từ ngày ký",
        "2022-03-17T23:59:00+07:00",
        "until",
    ),
    (
        "trong thời hạn 03 ngày làm việc kể từ ngày ký",
        "2022-03-15T23:59:00+07:00",
        "until",
    ),
    (
        "trong vòng 24 giờ kể từ khi phát hiện",
        None,
        "until",
    ),
    (
        "trong vòng 30 phút kể từ khi xảy ra sự cố",
        None,
        "until",
    ),
    (
        "không quá 02 giờ kể từ khi nhận tin",
        None,
        "until",
    ),
    (
        "chậm nhất 05 ngày kể từ ngày nhận được văn bản",
        None,
        "until",
    ),
    (
        "trước ngày 32/3/2022",
        None,
        "before",
    ),
    (
        "trước ngày 31/4/2022",
        None,
        "before",
    ),
    (
        "trước ngày 29/02/2022",
        None,
        "before",
    ),
    (
        "trước ngày 15/13/2022",
        None,
        "before",
    ),
    (
        "trước 26 giờ ngày 15/3/2022",
        None,
        "before",
    ),
    (
        "trước 10 giờ 75 phút ngày 15/3/2022",
        None,
        "before",
    ),
]
IMPOSSIBLE = [words for words, at, _ in ROWS if at is None and words.startswith("trước")]
STRICT = [words for words, at, relation in ROWS if relation == "before" and at and at.endswith("T00:00:00+07:00")]


@pytest.mark.parametrize(("words", "at", "relation"), ROWS, ids=[row[0] for row in ROWS])
def test_a_limit_is_the_moment_its_words_state(words, at, relation):
    found = phrasing.ordered(f"Báo cáo kết quả kiểm tra thiết bị {words}.")
    (duty,) = found["obligations"]
    assert duty["deadline"] == {"at": at, "relation": relation, "text": words}
    assert duty["mode"] == (
        "conditional" if any(event in words for event in (" khi phát", " khi xảy", " khi nhận tin")) else "one_off"
    )
    assert [limit["text"] for limit in found["deadlines"]] == [words]


@pytest.mark.parametrize("words", IMPOSSIBLE)
def test_an_impossible_moment_is_told(words):
    warnings = phrasing.ordered(f"Báo cáo kết quả kiểm tra thiết bị {words}.")["warnings"]
    assert any(words in warning and "Không xác định được ngày" in warning for warning in warnings)


@pytest.mark.parametrize("words", STRICT)
def test_before_a_day_is_taken_strictly_and_told(words):
    warnings = phrasing.ordered(f"Báo cáo kết quả kiểm tra thiết bị {words}.")["warnings"]
    assert any(words in warning and "được tính chặt" in warning for warning in warnings)
