"""Duties that come back, as RFC 5545 rules."""

from datetime import datetime

import pytest
from dateutil.rrule import rrulestr
from tests.engines.letter import phrasing

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
