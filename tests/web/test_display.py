"""How figures, moments and the time that is left are written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.web.templatetags import display

NOON = datetime(2020, 2, 7, 7, 0, tzinfo=UTC)  # 14:00 in Việt Nam


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (999, "999"), (1912, "1.912"), (1214386, "1.214.386"), (None, "–")]
)
def test_numbers_are_grouped_by_points(value, shown):
    assert display.grouped(value) == shown


def test_a_rate_always_shows_its_figures():
    assert display.rate(37, 1912) == "37/1.912"


def test_a_rate_without_a_figure_says_so():
    assert display.rate(None, 9) == "–/9"


def test_moments_are_written_in_the_hour_of_viet_nam_time_first():
    assert display.moment(NOON) == "14:00 07/02/2020"


def test_the_hour_has_twenty_four_hours():
    assert display.hour(NOON + timedelta(hours=9, minutes=5)) == "23:05"


def test_a_date_needs_no_hour():
    assert display.day(date(2020, 2, 7)) == "07/02/2020"


def test_the_day_of_a_moment_is_the_day_in_viet_nam():
    assert display.day(datetime(2020, 2, 6, 20, 0, tzinfo=UTC)) == "07/02/2020"


def test_a_naive_moment_is_written_as_it_stands():
    assert display.hour(datetime(2020, 2, 7, 8, 30)) == "08:30"  # noqa: DTZ001  # the very case


@pytest.mark.parametrize("written", [display.hour, display.day, display.moment])
def test_what_is_unknown_is_a_dash(written):
    assert written(None) == "–"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=3, minutes=20), "còn 3 giờ 20 phút"),
        (timedelta(days=1, hours=2, minutes=14), "còn 1 ngày 2 giờ"),
        (timedelta(days=2), "còn 2 ngày"),
        (timedelta(days=1, minutes=5), "còn 1 ngày"),
        (timedelta(minutes=15), "còn 15 phút"),
        (timedelta(seconds=59), "còn chưa đầy 1 phút"),
        (timedelta(0), "còn chưa đầy 1 phút"),
        (timedelta(minutes=-15), "quá 15 phút"),
        (timedelta(days=-2000), "quá 2.000 ngày"),
    ],
)
def test_the_time_left_is_said_in_its_two_largest_units(left, words):
    assert display.relative(NOON + left, NOON) == words


def test_a_duty_without_a_deadline_says_so():
    assert display.relative(None, NOON) == "không có thời hạn"


@given(st.integers(min_value=0, max_value=10**7), st.integers(min_value=0, max_value=10**7))
def test_less_time_never_sounds_like_more(one, other):
    def minutes(words: str) -> int:
        parts = words.replace(".", "").split()
        size = {"ngày": 1440, "giờ": 60, "phút": 1}
        return (
            0
            if parts[0] == "chưa"
            else sum(int(n) * size[unit] for n, unit in zip(parts[::2], parts[1::2], strict=True))
        )

    shorter, longer = sorted((one, other))
    assert minutes(display.span(shorter)) <= minutes(display.span(longer)) <= longer // 60


@pytest.mark.parametrize(
    ("seconds", "shown"), [(94448, "26:14:08"), (59, "00:00:59"), (-61, "−00:01:01"), (360000, "100:00:00")]
)
def test_large_figures_count_hours_minutes_and_seconds(seconds, shown):
    assert display.figures(seconds) == shown


@pytest.mark.parametrize(
    ("tags", "tone"), [("success", "good"), ("extra error", "bad"), ("warning", "warn"), ("debug", "info")]
)
def test_a_message_has_the_tone_of_its_level(tags, tone):
    assert display.message_tone(tags) == tone


def test_a_key_is_never_grouped():
    page = Template("{% load display %}{{ pk }} {{ pk|key }}")
    assert page.render(Context({"pk": 1234})) == "1.234 1234"
