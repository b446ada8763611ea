"""The moments a recurrence rule gives."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines.calendar import UnreadableRule, next_occurrence, occurrences
from thongsuot.engines.vietnamese import ZONE

START = datetime(2020, 2, 4, 8, 0, tzinfo=ZONE)


def days(rrule: str, *, until: datetime = START + timedelta(days=60), limit: int = 100) -> list[str]:
    return [f"{moment:%m-%d %H:%M}" for moment in occurrences(rrule, start=START, until=until, limit=limit)]


def test_a_daily_series_ends_with_its_last_day() -> None:
    assert days("FREQ=DAILY;UNTIL=20200207") == ["02-04 08:00", "02-05 08:00", "02-06 08:00", "02-07 08:00"]


def test_the_end_may_be_a_moment_here_or_in_utc() -> None:
    assert len(days("FREQ=DAILY;UNTIL=20200206T075959")) == 2
    assert len(days("FREQ=DAILY;UNTIL=20200206T080000")) == 3
    assert len(days("FREQ=DAILY;UNTIL=20200206T010000Z")) == 3
    assert len(days("FREQ=DAILY;UNTIL=20200206T005959Z")) == 2


def test_both_ends_of_the_question_are_included_and_the_limit_holds() -> None:
    assert len(days("RRULE:FREQ=DAILY", until=START + timedelta(days=2))) == 3
    assert len(days("FREQ=DAILY", limit=5)) == 5
    assert days("FREQ=DAILY;COUNT=2") == ["02-04 08:00", "02-05 08:00"]


def test_the_last_working_weekday_of_the_month_at_two() -> None:
    rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYHOUR=14;BYMINUTE=0"
    assert days(rule) == ["02-28 14:00", "03-31 14:00"]


def test_times_mean_vietnam_whatever_zone_the_start_is_given_in() -> None:
    found = occurrences("FREQ=DAILY;BYHOUR=16", start=START.astimezone(UTC), until=START + timedelta(days=1), limit=9)
    assert found == [datetime(2020, 2, 4, 16, 0, tzinfo=ZONE)]
    assert found[0].tzinfo is ZONE


def test_the_next_moment_is_later_than_the_one_given() -> None:
    assert next_occurrence("FREQ=WEEKLY;BYDAY=MO", start=START, after=START) == datetime(2020, 2, 10, 8, 0, tzinfo=ZONE)
    assert next_occurrence("FREQ=DAILY;COUNT=3", start=START, after=START + timedelta(days=1)) == START + timedelta(
        days=2
    )
    assert next_occurrence("FREQ=DAILY;COUNT=3", start=START, after=START + timedelta(days=2)) is None


def test_a_rule_that_never_comes_true_ends() -> None:
    assert days("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30") == []
    assert days("FREQ=DAILY;INTERVAL=7;BYDAY=MO") == []
    assert next_occurrence("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31", start=START, after=START) is None


@pytest.mark.parametrize(
    "rrule",
    [
        "",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "INTERVAL=2",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;UNTIL=20201340",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY\nDTSTART:20200101",
        "FREQ=DAILY;BYEASTER=1",
        "FREQ=HOURLY;INTERVAL=2;BYHOUR=9",
        "FREQ=DAILY;BYMONTH=13",
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(rrule: str) -> None:
    with pytest.raises(UnreadableRule, match=r"Quy tắc|BYSETPOS|UNTIL"):
        days(rrule)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(UnreadableRule, match="múi giờ"):
        occurrences("FREQ=DAILY", start=START.replace(tzinfo=None), until=START, limit=1)
    with pytest.raises(UnreadableRule, match="trước năm 2400"):
        next_occurrence("FREQ=DAILY", start=START.replace(year=2400), after=START)


@settings(deadline=None)
@given(st.integers(1, 30), st.integers(1, 60), st.integers(1, 50))
def test_every_so_many_days_are_just_that(interval: int, count: int, limit: int) -> None:
    far = START + timedelta(days=5000)
    found = occurrences(f"FREQ=DAILY;INTERVAL={interval};COUNT={count}", start=START, until=far, limit=limit)
    assert found == [START + timedelta(days=interval * n) for n in range(min(count, limit))]
