"""Duties that come back, as RFC 5545 rules."""

from datetime import datetime

import pytest
from dateutil.rrule import rrulestr
from tests.engines.letter import phrasing

from thongsuot.engines.calendar import next_occurrence

START = datetime(2022, 3, 10, 6, 0)  # noqa: DTZ001 - a rule without UNTIL knows no zone
ROWS = [
    (
        "mỗi ngày",
        "FREQ=DAILY",
        "until",
    ),
    (
        "hàng ngày",
        "FREQ=DAILY",
        "until",
    ),
    (
        "trước 8 giờ hằng ngày",
        "FREQ=DAILY;BYHOUR=8;BYMINUTE=0",
        "before",
    ),
    (
        "trước 17h00 mỗi ngày",
        "FREQ=DAILY;BYHOUR=17;BYMINUTE=0",
        "before",
    ),
    (
        "lúc 7 giờ hằng ngày",
        "FREQ=DAILY;BYHOUR=7;BYMINUTE=0",
        "until",
    ),
    (
        "vào 15 giờ hằng ngày",
        "FREQ=DAILY;BYHOUR=15;BYMINUTE=0",
        "until",
    ),
    (
        "trước 7h và 19h hằng ngày",
        "FREQ=DAILY;BYHOUR=7,19;BYMINUTE=0",
        "before",
    ),
    (
        "trước 06 giờ 00 và 18 giờ 00 hằng ngày",
        "FREQ=DAILY;BYHOUR=6,18;BYMINUTE=0",
        "before",
    ),
    (
        "hằng ngày làm việc",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
        "until",
    ),
    (
        "trước 16 giờ hằng ngày làm việc",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=16;BYMINUTE=0",
        "before",
    ),
    (
        "hằng ngày (trừ ngày nghỉ)",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
        "until",
    ),
    (
        "trước 16 giờ hằng ngày, kể cả ngày nghỉ",
        "FREQ=DAILY;BYHOUR=16;BYMINUTE=0",
        "before",
    ),
    (
        "hằng ngày (trước 9 giờ)",
        "FREQ=DAILY;BYHOUR=9;BYMINUTE=0",
        "before",
    ),
    (
        "01 ngày/lần",
        "FREQ=DAILY",
        "until",
    ),
    (
        "02 ngày/lần",
        "FREQ=DAILY;INTERVAL=2",
        "until",
    ),
    (
        "2 tuần/lần",
        "FREQ=WEEKLY;INTERVAL=2",
        "until",
    ),
    (
        "03 tháng/lần",
        "FREQ=MONTHLY;INTERVAL=3",
        "until",
    ),
    (
        "6 giờ/lần",
        "FREQ=HOURLY;INTERVAL=6",
        "until",
    ),
    (
        "01 lần/ngày",
        "FREQ=DAILY",
        "until",
    ),
    (
        "01 lần/tuần",
        "FREQ=WEEKLY",
        "until",
    ),
    (
        "02 lần/tháng",
        "FREQ=MONTHLY",
        "until",
    ),
    (
        "mỗi tuần",
        "FREQ=WEEKLY",
        "until",
    ),
    (
        "thứ Hai hằng tuần",
        "FREQ=WEEKLY;BYDAY=MO",
        "until",
    ),
    (
        "vào thứ Ba hàng tuần",
        "FREQ=WEEKLY;BYDAY=TU",
        "until",
    ),
    (
        "trước 16 giờ thứ Tư hằng tuần",
        "FREQ=WEEKLY;BYDAY=WE;BYHOUR=16;BYMINUTE=0",
        "before",
    ),
    (
        "trước thứ Năm hằng tuần",
        "FREQ=WEEKLY;BYDAY=TH",
        "before",
    ),
    (
        "chủ nhật hằng tuần",
        "FREQ=WEEKLY;BYDAY=SU",
        "until",
    ),
    (
        "hằng tuần (vào thứ Sáu)",
        "FREQ=WEEKLY;BYDAY=FR",
        "until",
    ),
    (
        "ngày 25 hằng tháng",
        "FREQ=MONTHLY;BYMONTHDAY=25",
        "until",
    ),
    (
        "trước ngày 25 hàng tháng",
        "FREQ=MONTHLY;BYMONTHDAY=25",
        "before",
    ),
    (
        "trước 17 giờ ngày 10 hằng tháng",
        "FREQ=MONTHLY;BYMONTHDAY=10;BYHOUR=17;BYMINUTE=0",
        "before",
    ),
    (
        "hằng tháng",
        "FREQ=MONTHLY",
        "until",
    ),
    (
        "mỗi tháng",
        "FREQ=MONTHLY",
        "until",
    ),
    (
        "mỗi quý",
        "FREQ=MONTHLY;INTERVAL=3",
        "until",
    ),
    (
        "ngày 15 của tháng cuối quý",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
        "until",
    ),
    (
        "mỗi năm",
        "FREQ=YEARLY",
        "until",
    ),
    (
        "ngày 30/11 hằng năm",
        "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30",
        "until",
    ),
    ("vào chiều thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR", "until"),
    ("vào 16h00’ thứ Hai hằng tuần", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=16;BYMINUTE=0", "until"),
    ("trước 10 giờ sáng thứ Hai hằng tuần", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=10;BYMINUTE=0", "before"),
    ("vào các ngày thứ Ba và thứ Năm hằng tuần", "FREQ=WEEKLY;BYDAY=TU,TH", "until"),
    ("trước 16 giờ thứ 6 hằng tuần", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=16;BYMINUTE=0", "before"),
    ("hằng tuần, trước 15 giờ thứ Sáu", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=15;BYMINUTE=0", "before"),
    ("định kỳ hằng tuần về Sở vào sáng thứ Hai", "FREQ=WEEKLY;BYDAY=MO", "until"),
    ("trước 16 giờ mỗi tuần", "FREQ=WEEKLY;BYHOUR=16;BYMINUTE=0", "before"),
    ("mỗi tuần hai lần", "FREQ=WEEKLY", "until"),
    ("hai lần mỗi tuần", "FREQ=WEEKLY", "until"),
    ("hai tuần một lần", "FREQ=WEEKLY;INTERVAL=2", "until"),
    ("hằng ngày, lúc 17 giờ", "FREQ=DAILY;BYHOUR=17;BYMINUTE=0", "until"),
    ("trước 5 giờ chiều hằng ngày", "FREQ=DAILY;BYHOUR=17;BYMINUTE=0", "before"),
    ("mỗi ngày hai lần, lúc 7 giờ và 19 giờ", "FREQ=DAILY;BYHOUR=7,19;BYMINUTE=0", "until"),
    ("mỗi ngày 02 lần (7h00 và 17h00)", "FREQ=DAILY;BYHOUR=7,17;BYMINUTE=0", "until"),
    ("02 lần/ngày, lần 1 trước 6 giờ 30, lần 2 trước 15 giờ 30", "FREQ=DAILY;BYHOUR=6,15;BYMINUTE=30", "before"),
    ("hằng ngày về Sở trước 16 giờ, số liệu lúc 15 giờ 30", "FREQ=DAILY;BYHOUR=16;BYMINUTE=0", "before"),
    ("02 lượt/ngày", "FREQ=DAILY", "until"),
    ("ba ngày một lần", "FREQ=DAILY;INTERVAL=3", "until"),
    ("một ngày hai lần", "FREQ=DAILY", "until"),
    ("3 tiếng một lần", "FREQ=HOURLY;INTERVAL=3", "until"),
    ("cứ 2 giờ một lần", "FREQ=HOURLY;INTERVAL=2", "until"),
    ("30 phút/lần", "FREQ=HOURLY;BYMINUTE=0,30", "until"),
    ("mỗi 2 giờ", "FREQ=HOURLY;INTERVAL=2", "until"),
    ("định kỳ ngày 25 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=25", "until"),
    ("hằng tháng, chậm nhất ngày 20", "FREQ=MONTHLY;BYMONTHDAY=20", "until"),
    ("hằng tháng (trước ngày 05 của tháng sau)", "FREQ=MONTHLY;BYMONTHDAY=5", "before"),
    ("ngày 15 và ngày 30 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=15,30", "until"),
    ("vào ngày cuối cùng hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1", "until"),
    ("vào ngày đầu tiên hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=1", "until"),
    ("vào ngày cuối cùng của tháng", "FREQ=MONTHLY;BYMONTHDAY=-1", "until"),
    ("vào ngày làm việc cuối cùng của tháng", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "until"),
    ("mỗi thứ Sáu", "FREQ=WEEKLY;BYDAY=FR", "until"),
    ("mỗi chiều thứ Sáu", "FREQ=WEEKLY;BYDAY=FR", "until"),
    ("mỗi ngày 01 lần, trước 20 giờ", "FREQ=DAILY;BYHOUR=20;BYMINUTE=0", "before"),
    ("02h báo cáo một lần", "FREQ=HOURLY;INTERVAL=2", "until"),
    ("mỗi quý một lần", "FREQ=MONTHLY;INTERVAL=3", "until"),
    ("định kỳ hằng quý, trước ngày 20 của tháng cuối quý", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20", "before"),
    ("định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6", "until"),
    ("định kỳ quý", "FREQ=MONTHLY;INTERVAL=3", "until"),
    ("06 tháng một lần", "FREQ=MONTHLY;INTERVAL=6", "until"),
    ("hằng năm, trước ngày 15/12", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "before"),
    ("trước ngày 15 tháng 12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "before"),
]


@pytest.mark.parametrize(("words", "rule", "relation"), ROWS, ids=[row[0] for row in ROWS])
def test_a_duty_comes_back_as_its_words_say(words, rule, relation):
    (duty,) = phrasing.duties(f"Báo cáo số lượng sự cố {words}.")
    assert (duty["mode"], duty["recurrence"]) == ("recurring", rule)
    assert duty["deadline"]["relation"] == relation


@pytest.mark.parametrize("rule", sorted({rule for _, rule, _ in ROWS}))
def test_a_rule_is_one_that_calendars_understand(rule):
    first, second = rrulestr(rule, dtstart=START).xafter(START, count=2)
    assert first < second
    start = START.astimezone()
    assert next_occurrence(rule, start=start, after=start) is not None


@pytest.mark.parametrize(
    "words",
    [
        "0 ngày/lần",
        "7 phút/lần",
        "so với mọi năm",
        "theo mỗi quy trình",
        "phục vụ nhu cầu hằng ngày",
        "từ 7 giờ đến 19 giờ hằng ngày",
        "của khách hàng năm 2021",
    ],
)
def test_words_that_only_look_like_a_rule_make_none(words):
    assert {duty["recurrence"] for duty in phrasing.duties(f"Niêm yết bảng giá {words}.")} == {None}


@pytest.mark.parametrize(
    ("words", "rule", "text"),
    [
        ("Gửi báo cáo ngày về Sở trước 15h30’.", "FREQ=DAILY;BYHOUR=15;BYMINUTE=30", "trước 15h30’"),
        ("Gửi báo cáo tuần vào sáng thứ Hai.", "FREQ=WEEKLY;BYDAY=MO", "vào sáng thứ Hai"),
        ("Gửi báo cáo tháng trước ngày 20.", "FREQ=MONTHLY;BYMONTHDAY=20", "trước ngày 20"),
        ("Gửi báo cáo quý trước ngày 25.", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25", "trước ngày 25"),
    ],
)
def test_a_report_named_after_its_period_comes_back(words, rule, text):
    (duty,) = phrasing.duties(words)
    assert (duty["recurrence"], duty["deadline"]["text"]) == (rule, text)


@pytest.mark.parametrize(
    "words",
    ["Báo cáo ngay về Sở trước 16 giờ.", "Gửi báo cáo tuần trước 16 giờ ngày 15/3/2022.", "Gửi báo cáo tháng về Sở."],
)
def test_a_report_without_a_time_of_its_period_does_not(words):
    (duty,) = phrasing.duties(words)
    assert duty["recurrence"] is None


def test_the_period_of_a_sentence_holds_for_its_later_verbs():
    first, second = phrasing.duties("Hằng ngày thống kê số thuê bao mất liên lạc; báo cáo Sở trước 16 giờ.")
    assert first["recurrence"] == "FREQ=DAILY"
    assert second["recurrence"] == "FREQ=DAILY;BYHOUR=16;BYMINUTE=0"


def test_the_period_of_a_sentence_ends_with_it():
    _, second = phrasing.duties("Hằng tuần kiểm tra máy phát. Báo cáo Sở trước 16 giờ.")
    assert second["recurrence"] is None


@pytest.mark.parametrize("words", ["trước 25 giờ", "vào ngày 45", "vào ngày 15/13"])
def test_an_hour_or_a_day_that_cannot_be_is_left_out_of_the_rule(words):
    (duty,) = phrasing.duties(f"Báo cáo số lượng sự cố {words} hằng năm.")
    assert duty["recurrence"] == "FREQ=YEARLY"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("hằng ngày trước 16 giờ từ ngày 12/3/2022 đến hết ngày 20/3/2022", "UNTIL=20220320T165900Z"),
        ("hằng ngày trước 16 giờ đến trước ngày 20/3/2022", "UNTIL=20220319T170000Z"),
    ],
)
def test_a_series_ends_where_its_words_say(words, rule):
    (duty,) = phrasing.duties(f"Báo cáo số lượng sự cố {words}.")
    assert duty["recurrence"] == f"FREQ=DAILY;BYHOUR=16;BYMINUTE=0;{rule}"


def test_a_date_that_is_no_end_does_not_end_a_series():
    (duty,) = phrasing.duties("Báo cáo hằng tuần kết quả sửa 12 trạm hỏng trước ngày 01/3/2022.")
    assert duty["recurrence"] == "FREQ=WEEKLY"


def test_only_a_daily_series_begins_at_its_first_day():
    (duty,) = phrasing.duties("Báo cáo số sự cố trước 16 giờ thứ Sáu hằng tuần, từ ngày 14/3/2022.")
    assert (duty["deadline"]["at"], duty["effective_from"]) == (None, "2022-03-14")
