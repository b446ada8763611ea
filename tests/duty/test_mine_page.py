"""Ca trực của tôi: what is to be done now on top, the shifts to come, and when one is away."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, pressed, words
from tests.duty.watch import DAY, MINUTE, SIX

from thongsuot.duty.models import Leave, Swap
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(watched):
    """Return a hand-over from Hải to Lan that begins now, with a shift of Lan's tomorrow."""
    watched.fit(watched.lan)
    handover = watched.expect(watched.lan, watched.hai)
    watched.shift(watched.lan, SIX + DAY)
    watched.at = SIX
    return handover


def test_the_shift_that_begins_is_taken_over_here(watched, row):
    page = opened(watched.lan, "mine")
    assert f'action="{row.get_absolute_url()}"' in page
    assert 'class="button main big" name="viec" value="nhan"' in page
    pressed(watched.lan, "handover", row.pk, viec="nhan")
    said = words(watched.lan, "mine")
    assert "Đang trực" in said
    assert "Nhận ca Xem" not in said


def test_the_shift_that_ends_is_handed_over_here(watched, row):
    page = opened(watched.hai, "mine")
    assert f"{row.get_absolute_url()}#ban-giao" in page
    assert "Bàn giao Trực điều hành cho Hồ Thị Lan" in words(watched.hai, "mine")


def test_the_shifts_to_come_by_time_and_nobody_elses(watched, row):
    watched.shift(watched.hai, SIX + 2 * DAY)
    said = words(watched.lan, "mine")
    assert "Thứ 2 03/02/2020, 06:00–18:00 · Trực điều hành" in said
    assert "04/02/2020" in said
    assert "05/02/2020" not in said


def test_whoever_has_no_shift_is_told_so(watched):
    watched.at = SIX
    for person in (watched.son, watched.cast.binh, watched.stranger):
        assert "Bạn chưa có ca trực nào sắp tới" in words(person, "mine")


def test_a_shift_is_offered_from_here(watched, row):
    coming = watched.lan.shifts.get(starts_at=SIX + DAY)
    said = pressed(watched.lan, "swaps", shift=coming.pk, why="việc nhà")
    assert "Đã nhờ trực thay." in said
    assert Swap.objects.get().why == "việc nhà"
    assert "Nhờ trực thay" in words(watched.lan, "mine")


def test_one_says_when_one_is_away_and_is_told_what_is_left(watched, row):
    said = pressed(watched.lan, "my-leave", since="2020-02-04T00:00", until="2020-02-05T00:00")
    assert "1 ca trong thời gian nghỉ vẫn là của bạn" in said
    assert "00:00 04/02/2020 – 00:00 05/02/2020" in said
    said = pressed(watched.lan, "my-leave", since="2020-02-14T00:00", until="2020-02-15T00:00")
    assert "Đã ghi thời gian nghỉ." in said
    assert Leave.objects.filter(person=watched.lan).count() == 2


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        ("", "2020-02-05T00:00", "Nghỉ từ: Hãy điền mục này"),
        ("2020-02-05T00:00", "2020-02-05T00:00", "phải kết thúc sau khi bắt đầu"),
        ("mai", "2020-02-05T00:00", "theo dạng 14:00 07/02/2020"),
    ],
)
def test_a_leave_that_cannot_be_stays_on_the_page(watched, row, since, until, why):
    assert why in pressed(watched.lan, "my-leave", since=since, until=until, status=422)
    assert not Leave.objects.exists()


def test_a_leave_is_taken_back_by_oneself_alone(watched, row):
    pressed(watched.lan, "my-leave", since="2020-02-14T00:00", until="2020-02-15T00:00")
    leave = Leave.objects.get()
    assert client_of(watched.hai).post(reverse("duty:end-my-leave", args=[leave.pk])).status_code == 404
    assert "Đã bỏ thời gian nghỉ." in pressed(watched.lan, "end-my-leave", leave.pk)
    assert Leave.objects.get().cancelled_at == SIX
    assert client_of(watched.lan).get(reverse("duty:end-my-leave", args=[leave.pk])).status_code == 405


def test_the_address_of_the_calendar_is_one_step_away(watched, row):
    assert reverse("duty:feeds") in opened(watched.lan, "mine")


def test_what_is_told_by_sms_leads_here(watched, row, settings):
    settings.SMS_URL = "link:SAO-MAI"
    coming = watched.lan.shifts.get(starts_at=SIX + DAY)
    watched.fit(watched.hang)
    pressed(watched.lan, "swaps", shift=coming.pk, why="")
    swap = Swap.objects.get()
    pressed(watched.hang, "swap-step", swap.pk, "nhan")
    told = Message.objects.filter(recipient=watched.lan, channel="sms").latest("id")
    assert told.url == reverse("duty:mine")
    assert Message.objects.filter(recipient=watched.hang, url=reverse("duty:swaps")).exists()


def test_the_page_asks_as_much_for_many_shifts_as_for_one(watched, row, django_assert_max_num_queries):
    client = client_of(watched.lan)
    for number in range(2, 20):
        watched.shift(watched.lan, SIX + number * DAY)
    watched.at = SIX + MINUTE
    with django_assert_max_num_queries(45):
        client.get(reverse("duty:mine"))
