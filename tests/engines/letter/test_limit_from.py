"""A limit in days counted from a day, by the calendar that is handed over: working days, calendar days, weeks."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from thongsuot.engines.calendar import vietnam
from thongsuot.engines.letter import limit_from

MONDAY = date(2026, 3, 2)


def last_minute(year, month, day):
    return datetime(year, month, day, 23, 59)  # noqa: DTZ001  # the day alone is looked at


@pytest.mark.parametrize(
    ("text", "since", "expected"),
    [
        ("trong 02 ngày làm việc kể từ ngày nhận được văn bản", MONDAY, (2026, 3, 4)),
        ("trong vòng 05 ngày làm việc", MONDAY, (2026, 3, 9)),
        ("trong thời hạn 02 (hai) ngày làm việc", date(2026, 3, 6), (2026, 3, 10)),
        ("không quá 03 ngày", date(2026, 3, 6), (2026, 3, 9)),
        ("trong vòng 03 ngày (kể cả ngày nghỉ)", date(2026, 3, 6), (2026, 3, 9)),
        ("trong 03 ngày làm việc, kể cả ngày nghỉ", date(2026, 3, 6), (2026, 3, 9)),
        ("trong vòng 02 tuần", MONDAY, (2026, 3, 16)),
        ("trong 01 ngày làm việc", date(2026, 2, 13), (2026, 2, 23)),
    ],
    ids=[
        "working days", "over a weekend", "a number in words beside it", "days", "days off included", "said both ways",
        "weeks", "over Tết 2026",
    ],
)  # fmt: skip
def test_the_limit_ends_with_its_last_day(text, since, expected):
    limit = limit_from(text, since, vietnam())
    assert limit.replace(tzinfo=None) == last_minute(*expected)


def test_days_set_by_hand_move_the_limit():
    calendar = vietnam().with_days({date(2026, 3, 3): "nghỉ do bão"}, frozenset({date(2026, 3, 7)}))
    assert limit_from("trong 02 ngày làm việc", MONDAY, calendar).date() == date(2026, 3, 5)
    assert limit_from("trong 01 ngày làm việc", date(2026, 3, 6), calendar).date() == date(2026, 3, 7)


@pytest.mark.parametrize("text", ["", "trước 14 giờ 00 ngày 07/02/2020", "trong 24 giờ", "ngay khi nhận được"])
def test_other_limits_are_not_counted_in_days(text):
    assert limit_from(text, MONDAY, vietnam()) is None


def test_beyond_the_known_years_nothing_is_guessed():
    assert limit_from("trong 02 ngày làm việc", date(2031, 3, 3), vietnam()) is None
