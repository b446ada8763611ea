"""A leader took a call on a private telephone: one tap opens the page, the second writes it down."""

from __future__ import annotations

import html
from uuid import uuid4

import pytest
from tests.hotline.desk import MINUTE

from thongsuot.hotline import queries

pytestmark = pytest.mark.django_db
ADDRESS = "/duong-day-nong/lanh-dao/"


@pytest.fixture(autouse=True)
def clock(desk, turned):
    """Let every page believe the desk's clock."""
    return turned(desk)


def tap(desk, verb, by=None, **typed):
    return desk.client(by or desk.long).post(ADDRESS, {"viec": verb, **typed})


def test_nothing_need_be_typed(desk):
    assert tap(desk, "da-tra-loi").status_code == 302
    row = desk.call
    assert (row.caller, row.what, row.receiver) == (queries.UNKNOWN, queries.UNSAID, desk.long.name)
    assert (row.state, row.answer) == ("answered", "Lãnh đạo đã trả lời khi nhận điện.")
    assert desk.figures() == (1, 1, 0)


@pytest.mark.parametrize(("verb", "urgency", "wait"), [("truc-ban-ngay", 1, 0), ("truc-ban-trong-ngay", 2, 240)])
def test_what_duty_is_to_see_to_waits_for_duty(desk, verb, urgency, wait):
    tap(desk, verb)
    assert (desk.call.state, desk.call.urgency, desk.call.due_at) == ("waiting", urgency, desk.at + wait * MINUTE)


def test_a_thumb_may_add_who_what_and_when(desk):
    tap(desk, "da-tra-loi", caller="Chủ tịch xã", phone="0900 000 778", what="Mất sóng toàn xã", ago="30")
    row = desk.call
    assert (row.caller, row.what, row.called_at, row.late) == (
        "Chủ tịch xã",
        "Mất sóng toàn xã",
        desk.minute(-30),
        True,
    )
    assert row.answered_at == desk.minute(-30)


def test_the_page_shows_three_buttons_and_what_became_of_the_last_calls(desk):
    tap(desk, "truc-ban-ngay", caller="Chủ tịch xã")
    page = html.unescape(desk.client(desk.long).get(ADDRESS).content.decode())
    for words in ("Tôi đã trả lời", "Trực ban xử lý ngay", "Trực ban xử lý trong ngày", "Chủ tịch xã", "Chờ xử lý"):
        assert words in page


def test_tapped_twice_it_is_written_once(desk):
    token = str(uuid4())
    for _tap in range(2):
        tap(desk, "da-tra-loi", token=token)
    assert len(desk.calls) == 1


@pytest.mark.parametrize("typed", [{"viec": ""}, {"viec": "khac"}, {"viec": "da-tra-loi", "ago": "7"}])
def test_what_is_no_button_writes_nothing(desk, typed):
    answer = desk.client(desk.long).post(ADDRESS, typed)
    assert answer.status_code == 422
    assert desk.calls == []


@pytest.mark.parametrize("who", ["dd-1.trucban", "dd-1.daumoi", "dd-1.kiemsoat"])
def test_it_is_for_leaders(desk, who):
    by = desk.cast.person(who)
    assert desk.client(by).get(ADDRESS).status_code == 403
    assert tap(desk, "da-tra-loi", by=by).status_code == 403
    assert desk.calls == []


def test_leaders_find_it_on_the_hotline_and_others_do_not(desk):
    assert ADDRESS in desk.client(desk.long).get("/duong-day-nong/").content.decode()
    assert ADDRESS not in desk.client().get("/duong-day-nong/").content.decode()
