"""Time limits in other hands: stray marks, lists of days, feasts, parts of a day, what comes later, uneven clocks."""

import pytest
from tests.engines.letter import phrasing

ZONE = ":00+07:00"


@pytest.mark.parametrize(
    ("words", "at", "relation", "text"),
    [
        ("trước 16h00” ngày 15/3/2022", "2022-03-15T16:00", "before", None),
        ("trước 16h00'' ngày 15/3/2022", "2022-03-15T16:00", "before", None),
        ("đến 24h00 ngày 22/3/2022", "2022-03-22T23:59", "until", None),
        ("đến 24 giờ ngày 22/3/2022", "2022-03-22T23:59", "until", None),
        ("trước 24 giờ ngày 22/3/2022", "2022-03-23T00:00", "before", None),
        ("chậm nhất vào ngày thứ Sáu, 18/3/2022", "2022-03-18T23:59", "until", None),
        ("trước 11 giờ 30 sáng thứ Hai (ngày 14/3)", "2022-03-14T11:30", "before", None),
        ("trong đêm 15/3/2022", "2022-03-15T23:59", "until", None),
        ("trong tháng 4 và tháng 5/2022", "2022-05-31T23:59", "until", None),
        ("trước Giao thừa", None, "before", None),
        ("trước mỗi đợt diễn tập ít nhất 05 ngày", None, "before", None),
        ("đúng thời hạn 05 ngày làm việc", None, "until", None),
        ("chậm nhất 03 ngày sau khi bão tan", None, "until", None),
    ],
)
def test_a_limit_is_read_as_it_is_written(words, at, relation, text):
    limits = phrasing.ordered(f"Gửi bản kê cho Sở {words}.")["deadlines"]
    assert [(limit["at"], limit["relation"], limit["text"]) for limit in limits] == [
        (f"{at}{ZONE}" if at else None, relation, text or words)
    ]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("trước 9h30 các ngày 16, 17, 18 tháng 3/2022", ["16T09:30", "17T09:30", "18T09:30"]),
        ("trước 9h30 các ngày 16, 17 và 18 tháng 3 năm 2022", ["16T09:30", "17T09:30", "18T09:30"]),
        ("trong ngày 22 và 23/3/2022", ["23T23:59"]),
    ],
)
def test_days_that_share_a_month_are_each_a_limit_or_one(words, days):
    limits = phrasing.ordered(f"Gửi bản kê {words}.")["deadlines"]
    assert [limit["at"] for limit in limits] == [f"2022-03-{day}{ZONE}" for day in days]


@pytest.mark.parametrize("words", ["31/02/2022", "32/3/2022", "30 tháng 02 năm 2022"])
def test_a_day_that_cannot_be_is_no_moment_and_is_told(words):
    found = phrasing.ordered(f"Gửi báo cáo trước ngày {words}.")
    assert [limit["at"] for limit in found["deadlines"]] == [None]
    assert any(words in warning for warning in found["warnings"])


@pytest.mark.parametrize("words", ["25 giờ", "17h75"])
def test_an_hour_that_cannot_be_is_no_moment_and_is_told(words):
    found = phrasing.ordered(f"Gửi báo cáo trước {words} ngày 15/3/2022.")
    assert [limit["at"] for limit in found["deadlines"]] == [None]
    assert any(words in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("lúc 5 giờ 30 và 18 giờ hằng ngày", "FREQ=DAILY;BYHOUR=5,18;BYMINUTE=0"),
        ("lúc 5 giờ và 18 giờ 30 hằng ngày", "FREQ=DAILY;BYHOUR=5,18;BYMINUTE=0"),
    ],
)
def test_clocks_of_different_minutes_are_never_late_and_are_told(words, rule):
    found = phrasing.ordered(f"Báo cáo {words}.")
    assert [limit["recurrence"] for limit in found["deadlines"]] == [rule]
    assert any(words in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("Phát tin về dịch bệnh 03 buổi/tuần.", ["FREQ=WEEKLY"]),
        ("Phát thông báo 02 bản tin/ngày.", ["FREQ=DAILY"]),
        (
            "Phun khử trùng mỗi ngày 01 lần trong tuần đầu, 03 lần/tuần trong hai tuần tiếp theo.",
            ["FREQ=DAILY", "FREQ=WEEKLY"],
        ),
    ],
)
def test_how_often_is_counted_in_other_things_than_times(words, rules):
    assert [limit["recurrence"] for limit in phrasing.ordered(words)["deadlines"]] == rules


def test_what_comes_so_many_days_later_begins_then():
    found = phrasing.ordered("Sau 15 ngày kể từ ngày khóa một chiều, thực hiện khóa hai chiều.")
    assert [(limit["at"], limit["relation"]) for limit in found["deadlines"]] == [(None, "from")]
