"""Giao ca: one page on which both confirm, by who may; whoever answers for it sees who was asked."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, plain, pressed, words
from tests.duty.watch import HOUR, MINUTE, SIX

from thongsuot.duty import actions
from thongsuot.duty.models import Shift
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(watched):
    """Return a hand-over that begins now, from Hải to Dũng."""
    handover = watched.expect(watched.dung, watched.hai)
    watched.at = SIX
    return handover


def take(who, row, **told):
    return pressed(who, "handover", row.pk, viec="nhan", **told)


def test_whoever_comes_takes_over_with_one_button(watched, due):
    assert "Nhận bàn giao từ Vũ Minh Hải" in words(watched.dung, "handover", due.pk)
    assert "Đã nhận ca." in take(watched.dung, due)
    row = watched.again(due)
    assert (row.state, row.taken_at, row.taken_way) == ("taken", SIX, "page")
    said = words(watched.dung, "handover", due.pk)
    assert "Đã nhận lúc 06:00 03/02/2020, trên hệ thống" in said
    assert 'value="nhan"' not in opened(watched.dung, "handover", due.pk)


def test_whoever_goes_confirms_with_notes_that_the_other_reads(watched, due):
    take(watched.dung, due)
    watched.at = SIX + 4 * MINUTE
    said = pressed(watched.hai, "handover", due.pk, viec="ban-giao", notes="Đối tác hẹn 10:00 thay thẻ.")
    assert "Đã xác nhận bàn giao ca." in said
    row = watched.again(due)
    assert (row.state, row.handed_name) == ("handed", watched.hai.name)
    read = words(watched.dung, "handover", due.pk)
    assert "Đối tác hẹn 10:00 thay thẻ." in read
    assert "Đã xác nhận lúc 06:04 03/02/2020" in read


def test_whoever_goes_may_confirm_first_and_is_asked_to_stay(watched, due):
    watched.at = SIX - 10 * MINUTE
    assert "đề nghị ở lại vị trí đến khi có người nhận" in words(watched.hai, "handover", due.pk)
    pressed(watched.hai, "handover", due.pk, viec="ban-giao", notes="")
    assert watched.again(due).state == "expected"
    take(watched.dung, due)
    assert watched.again(due).state == "handed"


def test_the_notes_are_kept_on_the_page_where_nothing_was_done(watched, due):
    watched.at = SIX - HOUR
    said = pressed(watched.hai, "handover", due.pk, viec="ban-giao", notes="Cáp Km 12", status=422)
    assert "Ca này nhận được từ 05:30 03/02/2020" in said
    assert "Cáp Km 12" in said
    client = client_of(watched.hai)
    address = reverse("duty:handover", args=[due.pk])
    watched.at = SIX
    page = client.post(address, {"viec": "ban-giao", "notes": "x" * 4001})
    assert page.status_code == 422
    assert "x" * 4001 in page.content.decode()
    assert watched.again(due).handed_at is None


@pytest.mark.parametrize("who", ["hai", "long", "hang", "stranger"])
def test_nobody_takes_over_for_somebody_else(watched, due, who):
    person = getattr(watched, who)
    assert 'value="nhan"' not in opened(person, "handover", due.pk)
    assert "không phải của bạn" in take(person, due)
    assert watched.again(due).state == "expected"


@pytest.mark.parametrize("who", ["dung", "long", "stranger"])
def test_nobody_hands_over_for_somebody_else(watched, due, who):
    person = getattr(watched, who)
    assert 'value="ban-giao"' not in opened(person, "handover", due.pk)
    assert "không phải của bạn" in pressed(person, "handover", due.pk, viec="ban-giao", notes="", status=422)
    assert watched.again(due).handed_at is None


def test_too_early_the_page_says_from_when_on(watched, due):
    watched.at = SIX - HOUR
    assert "Nhận ca được từ 05:30 03/02/2020" in words(watched.dung, "handover", due.pk)
    assert "chưa có gì thay đổi" in take(watched.dung, due)


def test_a_shift_is_taken_over_once_however_often_the_button_is_pressed(watched, due):
    take(watched.dung, due)
    assert "Trạng thái hiện tại không cho phép bước này" in take(watched.dung, due)
    assert Shift.objects.get(pk=due.shift_id).taken_at == SIX


def test_what_one_hands_on_is_nobody_elses_business(watched, due):
    for person in (watched.cast.binh, watched.cast.khanh, watched.cast.person("dd-2.trucban")):
        opened(person, "handover", due.pk, status=404)
        assert client_of(person).post(reverse("duty:handover", args=[due.pk]), {"viec": "nhan"}).status_code == 404
    assert Client().get(reverse("duty:handover", args=[due.pk])).status_code == 302


def test_colleagues_read_who_confirmed_but_not_what_is_open(watched, due):
    take(watched.dung, due)
    said = words(watched.son, "handover", due.pk)
    assert "Đã nhận lúc 06:00" in said
    assert "Chỉ người giao, người nhận, người đang trực và người lập lịch xem được" in said


def test_whoever_keeps_the_roster_writes_down_what_was_said(watched, due):
    watched.at = SIX + 20 * MINUTE
    assert "Ghi Đặng Tiến Dũng đã nhận ca" in words(watched.lan, "handover", due.pk)
    said = pressed(watched.lan, "handover", due.pk, viec="ghi-loi-bao", said_at="2020-02-03T06:01")
    assert "Đã ghi nhận ca theo lời báo." in said
    row = watched.again(due)
    assert (row.taken_way, row.taken_at) == ("word", SIX + MINUTE)
    assert "ghi theo lời báo" in words(watched.dung, "handover", due.pk)


@pytest.mark.parametrize(
    ("said_at", "why"),
    [
        ("", "Hãy điền mục này"),
        ("2020-02-03T04:00", "Ca này nhận được từ 05:30"),
        ("hôm qua", "theo dạng 14:00 07/02/2020"),
    ],
)
def test_a_word_that_cannot_be_stays_on_the_page_with_its_reason(watched, due, said_at, why):
    watched.at = SIX + 20 * MINUTE
    assert why in pressed(watched.lan, "handover", due.pk, viec="ghi-loi-bao", said_at=said_at, status=422)
    assert watched.again(due).taken_at is None


def test_a_word_of_somebody_without_a_role_is_refused(watched, due):
    said = pressed(watched.son, "handover", due.pk, viec="ghi-loi-bao", said_at="2020-02-03T06:00")
    assert "không có vai trò" in said


def test_nothing_happens_where_nothing_is_asked_for(watched, due):
    client = client_of(watched.dung)
    for viec in ("", "xoa"):
        assert client.post(reverse("duty:handover", args=[due.pk]), {"viec": viec}).status_code == 404
    assert client.get(reverse("duty:handover", args=[10**9])).status_code == 404


def test_the_leader_sees_who_was_asked_and_calls_from_the_page(watched, due):
    for minute in (0, 5, 10):
        watched.tick(SIX + minute * MINUTE)
    said = words(watched.long, "handover", due.pk)
    assert "Đặng Tiến Dũng chưa nhận ca; đã báo cấp trên" in said
    for name in (watched.lan.name, watched.hang.name, watched.long.name):
        assert f"{name} {'0900 000 00' if name != watched.dung.name else ''}" in said
    page = opened(watched.long, "handover", due.pk)
    assert f'href="tel:{watched.dung.phone.replace(" ", "")}"' in page
    assert "Cử người trực thay trong lịch trực" in page
    assert "Đã hỏi người đang trực" in said
    assert due.shift.roster.get_absolute_url() in page


def test_after_the_end_the_page_says_that_nobody_came(watched, due):
    watched.tick(SIX + 12 * HOUR)
    said = words(watched.lan, "handover", due.pk)
    assert "Ca đã kết thúc mà không có người nhận" in said
    assert "Ghi nhận ca theo lời báo" in said


def test_other_positions_notes_and_the_log_stand_on_the_same_page(watched):
    row = watched.expect(watched.dung, watched.hai)
    other = watched.expect(watched.son, watched.thu, kind="responder")
    watched.hand(other, by=watched.thu, notes="Xe số 2 hết xăng")
    with access.acting_as(watched.lan, SIX):
        actions.enter("Mất điện trạm Km 7", organisation=watched.office, by=watched.lan, at=SIX)
    watched.at = SIX
    said = words(watched.dung, "handover", row.pk)
    assert "Xe số 2 hết xăng" in said
    assert "Mất điện trạm Km 7" in said


def test_a_hand_over_that_is_no_more_says_so(watched, due):
    Shift.objects.filter(pk=due.shift_id).update(in_force=False)
    watched.plan()
    assert "Ca này đã đổi người hoặc không còn" in words(watched.dung, "handover", due.pk)
    assert "Trạng thái hiện tại không cho phép bước này" in take(watched.dung, due)


def test_a_page_never_counts_by_itself(watched, due):
    take(watched.dung, due)
    assert not Evidence.objects.filter(kind="DUTY_ROSTER").exists()
    watched.tick(SIX + 13 * HOUR)
    assert Evidence.objects.get(kind="DUTY_ROSTER").figures["check_ins"] == 1


def test_the_page_asks_little_of_the_database_however_much_was_noted(watched, due, django_assert_max_num_queries):
    client = client_of(watched.lan)
    address = reverse("duty:handover", args=[due.pk])
    with django_assert_max_num_queries(60):
        client.get(address)
    with access.acting_as(watched.lan, SIX):
        for number in range(30):
            actions.enter(f"Việc {number}", organisation=watched.office, by=watched.lan, at=SIX)
    with django_assert_max_num_queries(60):
        answer = client.get(address)
    assert "Việc 29" in plain(answer)
    assert "Việc 5 " not in plain(answer)
