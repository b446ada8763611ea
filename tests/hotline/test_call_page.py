"""A call's page: what was said, what may be done, and each step with its refusals."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse
from tests.hotline.desk import MINUTE
from tests.worlds import world

from thongsuot.hotline import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(desk, turned):
    """Let every page believe the desk's clock."""
    return turned(desk)


@world
def row(desk):
    """Return a call that waits."""
    found = desk.ring(site=desk.site(), urgency=1)
    desk.at += 2 * MINUTE
    return found


def opened(desk, row, by=None):
    answer = desk.client(by).get(row.get_absolute_url())
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def press(desk, row, verb, by=None, **typed):
    answer = desk.client(by).post(reverse("hotline:call-step", args=[row.pk, verb]), typed, follow=True)
    return answer.status_code, html.unescape(answer.content.decode())


def test_it_shows_what_was_said_and_opens_the_telephone(desk, row):
    page = opened(desk, row)
    for words in ("Nguyễn Thị Mai", "Mất điện thoại cả khoa cấp cứu", desk.site().name, "09:00 03/02/2020"):
        assert words in page
    assert 'href="tel:+84900000777"' in page


def test_taken_and_given_back(desk, row):
    status, page = press(desk, row, "nhan")
    assert (status, desk.call.state) == (200, "taken")
    assert "Bạn đã nhận xử lý tin báo." in page
    press(desk, row, "tra-lai")
    assert desk.call.state == "waiting"


def test_taken_from_the_list_it_leads_back_to_the_list(desk, row):
    answer = desk.client().post(reverse("hotline:call-step", args=[row.pk, "nhan"]), {"sau": "1"})
    assert answer.url == "/duong-day-nong/"


def test_answered_with_its_own_time(desk, row):
    _status, page = press(
        desk, row, "tra-loi", answer="Đã cử người", answered_at="2020-02-03T09:01", answered_by="Anh Long"
    )
    assert "Đã ghi nội dung trả lời." in page
    told = desk.call
    assert (told.state, told.answered_name, told.answered_at) == ("answered", "Anh Long", desk.minute(1))


@pytest.mark.parametrize(
    ("verb", "typed", "said"),
    [
        ("tra-loi", {"answer": ""}, "Hãy điền mục này."),
        ("tra-loi", {"answer": "Rõ", "answered_at": "2020-02-03T08:00"}, "sớm hơn thời điểm gọi đến"),
        ("tra-loi", {"answer": "Rõ", "answered_at": "2020-02-04T08:00"}, "tương lai"),
        ("hen-goi-lai", {"call_back_at": "2020-02-03T08:00"}, "đã qua"),
        ("hen-goi-lai", {"call_back_at": ""}, "Hãy điền mục này."),
        ("khong-noi-dung", {"reason": ""}, "Hãy điền mục này."),
        ("mo-su-co", {"failure": "silent"}, "Loại sự cố"),
        ("gan-su-co", {"incident": "99999"}, "Sự cố đang mở"),
    ],
)
def test_what_cannot_be_stays_on_the_page(desk, row, verb, typed, said):
    status, page = press(desk, row, verb, **typed)
    assert status == 422
    assert said in page
    assert desk.call.state == "waiting"


def test_promised_tried_in_vain_and_promised_again(desk, row):
    press(desk, row, "hen-goi-lai", call_back_at="2020-02-03T10:00", note="Chờ đo")
    assert (desk.call.state, desk.call.call_back_at) == ("call_back", desk.minute(60))
    assert "Gọi lại không được" in opened(desk, row)
    press(desk, row, "goi-khong-duoc", call_back_at="2020-02-03T10:30")
    assert desk.call.call_back_at == desk.minute(90)
    assert "Gọi lại không liên lạc được." in opened(desk, row)


def test_void_says_why(desk, row):
    press(desk, row, "khong-noi-dung", reason="Gọi nhầm số")
    assert desk.call.state == "void"
    assert "Gọi nhầm số" in opened(desk, row)


def test_an_incident_opens_and_another_call_joins_it(desk, row):
    _status, page = press(desk, row, "mo-su-co", failure="line")
    assert "Đã mở sự cố" in page
    [incident] = desk.incidents
    second = desk.ring(what="Cũng mất")
    assert f'value="{incident.pk}"' in opened(desk, second)
    press(desk, second, "gan-su-co", incident=str(incident.pk))
    assert desk.call.incident == incident
    assert incident.get_absolute_url() in opened(desk, second)


def test_a_step_that_is_too_late_is_told_and_changes_nothing(desk, row):
    desk.do("answer", row, "Đã rõ")
    _status, page = press(desk, row, "nhan")
    assert "không cho phép bước này" in page
    status, page = press(desk, row, "tra-loi", answer="Lần hai")
    assert status == 422
    assert desk.call.answer == "Đã rõ"


def test_a_step_opened_by_itself_leads_to_the_page_and_an_unknown_one_nowhere(desk, row):
    address = reverse("hotline:call-step", args=[row.pk, "tra-loi"])
    assert desk.client().get(address).url == row.get_absolute_url()
    assert press(desk, row, "bay")[0] == 404


def test_who_was_asked_stands_beside_it(desk, row):
    desk.until(5)
    page = opened(desk, row)
    assert "Đã báo cho ai" in page
    assert desk.lan.name in page
    assert reverse("paging:sheet", args=[desk.ladders(row)[-1].pk]) in page


def test_where_nobody_could_be_asked_it_says_so(desk, row):
    type(row).objects.filter(pk=row.pk).update(escalated_at=desk.at)
    assert "Không có ai liên lạc được qua hệ thống" in opened(desk, row)


def test_what_a_leader_left_unsaid_asks_to_be_filled_in(desk):
    row = desk.ring(by=desk.long, what=queries.UNSAID)
    page = opened(desk, row)
    assert "Chưa có nội dung tin báo" in page
    assert reverse("hotline:correct", args=[row.pk]) in page


def test_it_is_put_right_on_a_page_of_its_own(desk, row):
    address = reverse("hotline:correct", args=[row.pk])
    page = html.unescape(desk.client().get(address).content.decode())
    assert 'value="Nguyễn Thị Mai"' in page
    assert f'name="site" value="{desk.site().pk}" checked' in page
    typed = {
        "phone": row.phone, "caller": "Nguyễn Thị Mơ", "place": desk.site().name, "site": desk.site().pk,
        "what": row.what, "urgency": "1", "called_at": "2020-02-03T08:55", "receiver": row.receiver,
    }  # fmt: skip
    answer = desk.client().post(address, typed)
    assert answer.url == row.get_absolute_url()
    assert (desk.call.caller, desk.call.called_at) == ("Nguyễn Thị Mơ", desk.minute(-5))
    assert desk.client().post(address, {**typed, "what": ""}).status_code == 422
    assert desk.client().post(address, {**typed, "called_at": "2020-02-03T12:00"}).status_code == 422
    assert desk.client().post(address, {**typed, "place": "cong", "tim": "1"}).status_code == 200


@pytest.mark.parametrize("who", ["dd-2.trucban", "so.chuyenvien", "dd-1.kiemsoat"])
def test_others_find_no_such_call(desk, row, who):
    by = desk.cast.person(who)
    for address in (row.get_absolute_url(), reverse("hotline:correct", args=[row.pk])):
        assert desk.client(by).get(address).status_code == 404
    assert press(desk, row, "nhan", by=by)[0] == 404


def test_whoever_checks_reads_and_presses_nothing(department, turned):
    turned(department)
    row, auditor = department.ring(), department.cast.person("so.thanhtra")
    page = opened(department, row, auditor)
    assert "Xử lý" not in page
    assert "không có vai trò" in press(department, row, "nhan", by=auditor)[1]
    assert department.client(auditor).get(reverse("hotline:correct", args=[row.pk])).status_code == 403
