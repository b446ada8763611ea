"""The hotline's page: one form in the order of the ear, suggestions without a script, the lists below it."""

from __future__ import annotations

import html
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.hotline.desk import HOUR, MINUTE

from thongsuot.hotline.models import HotlineCall

pytestmark = pytest.mark.django_db
ADDRESS = "/duong-day-nong/"


@pytest.fixture(autouse=True)
def clock(desk, turned):
    """Let every page believe the desk's clock."""
    return turned(desk)


def opened(desk, by=None, **asked):
    answer = desk.client(by).get(ADDRESS, asked)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def post(desk, by=None, follow=False, **keyed):
    return desk.client(by).post(ADDRESS, desk.keyed(**keyed), follow=follow)


def test_a_call_is_written_down_by_one_form(desk):
    answer = post(desk, follow=True)
    assert answer.redirect_chain[-1][0] == ADDRESS
    row = desk.call
    assert (row.caller, row.what, row.urgency, row.by_person) == ("Nguyễn Thị Mai", "Mất điện thoại", 2, desk.lan)
    assert "Đã ghi tin báo." in answer.content.decode()
    assert desk.figures() == (1, 0, 0)


def test_fields_stand_in_the_order_in_which_they_are_heard_and_enter_writes_the_call(desk):
    page = opened(desk)
    begin = page.index('class="call-form"')
    form = page[begin : page.index("</form>", begin)]
    names = [name for name in re.findall(r'name="(\w+)"', form) if name not in ("csrfmiddlewaretoken", "token")]
    kept = list(dict.fromkeys(names))
    assert kept == [
        "phone",
        "caller",
        "place",
        "tim",
        "what",
        "urgency",
        "answer",
        "failure",
        "viec",
        "called_at",
        "receiver",
    ]
    first = re.search(r"<button[^>]*>", form)[0]
    assert "name=" not in first  # what Enter presses
    assert 'tabindex="-1"' in first
    assert re.search(r'name="phone"[^>]*autofocus', form)


def test_what_is_missing_is_said_and_what_was_keyed_is_kept(desk):
    answer = post(desk, what="", place="Chợ Ia Lâu")
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Nội dung: Hãy điền mục này." in page
    assert "Chợ Ia Lâu" in page
    assert "Nguyễn Thị Mai" in page
    assert desk.calls == []


@pytest.mark.parametrize(
    ("keyed", "said"),
    [
        ({"caller": ""}, "số điện thoại này chưa gọi đến lần nào"),
        ({"caller": "", "phone": ""}, "Người gọi: Hãy điền mục này."),
        ({"called_at": "2020-02-03T12:00"}, "nằm ở tương lai"),
        ({"called_at": "hôm qua"}, "Gọi đến lúc"),
        ({"urgency": "9"}, "Mức độ"),
        ({"site": "999999"}, "không có trong danh sách"),
        ({"what": "x" * 2001}, "Nội dung"),
        ({"viec": "su-co"}, "Hãy chọn loại sự cố."),
        ({"failure": "line"}, "Hãy ghi địa điểm của sự cố."),
        ({"failure": "silent", "place": "Chợ"}, "Loại sự cố"),
    ],
)
def test_what_cannot_be_is_refused_on_the_page(desk, keyed, said):
    answer = post(desk, **keyed)
    assert answer.status_code == 422
    assert said in html.unescape(answer.content.decode())
    assert desk.calls == []


def test_pressed_twice_it_is_written_once(desk):
    token = str(uuid4())
    client = desk.client()
    for _press in range(2):
        assert client.post(ADDRESS, desk.keyed(token=token)).status_code == 302
    assert len(desk.calls) == 1


def test_pressed_twice_one_incident_opens_and_is_told_of_once(desk):
    keyed = {"site": str(desk.site().pk), "failure": "line", "token": str(uuid4())}
    for _press in range(2):
        post(desk, **keyed)
    assert len(desk.incidents) == len(desk.calls) == 1
    assert desk.incidents[0].notes.filter(text="Mất điện thoại").count() == 1


def test_every_form_has_a_token_of_its_own(desk):
    tokens = {re.search(r'name="token" value="([^"]+)"', opened(desk))[1] for _page in range(2)}
    assert len(tokens) == 2


def test_a_number_that_called_before_names_its_caller(desk):
    post(desk)
    post(desk, caller="")
    assert [row.caller for row in desk.calls] == ["Nguyễn Thị Mai"] * 2


def test_without_a_script_a_button_suggests_and_keeps_what_was_keyed(desk):
    answer = post(desk, place="bv da khoa", tim="1", what="")
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 200
    assert f'name="site" value="{desk.site().pk}"' in page
    assert desk.site().name in page
    assert "Nguyễn Thị Mai" in page
    assert desk.calls == []


def test_a_suggestion_that_was_chosen_is_the_site(desk):
    post(desk, place="bv da khoa", site=str(desk.site().pk))
    assert desk.call.site == desk.site()


def test_a_name_keyed_whole_is_the_site_without_being_chosen(desk):
    post(desk, place="benh vien da khoa tinh dong xuyen")
    assert desk.call.site == desk.site()
    post(desk, place="ngã ba Hòa Bình")
    assert (desk.call.site, desk.call.place) == (None, "ngã ba Hòa Bình")


@pytest.mark.parametrize(
    ("keyed", "answer"),
    [({"viec": "tra-loi"}, "Đã trả lời khi nhận điện."), ({"answer": "Gọi 119"}, "Gọi 119")],
)
def test_what_was_answered_while_somebody_spoke_never_waits(desk, keyed, answer):
    post(desk, **keyed)
    assert (desk.call.state, desk.call.answer) == ("answered", answer)


def test_an_incident_opens_from_the_same_form(desk):
    answer = post(desk, site=str(desk.site().pk), place="bv", failure="line", viec="su-co", urgency="1")
    assert answer.url == desk.call.get_absolute_url()
    assert desk.call.incident == desk.incidents[0]
    assert desk.call.state == "answered"


def test_what_was_written_by_hand_is_keyed_with_its_own_time(desk):
    post(desk, called_at="2020-02-03T08:10", receiver="Phan Văn Long")
    row = desk.call
    assert (row.late, row.receiver) == (True, "Phan Văn Long")
    assert row.called_at == desk.at - 50 * MINUTE
    assert "Ghi sau" in opened(desk)


def test_what_waits_and_what_is_to_be_returned_stand_below(desk):
    first = desk.ring(urgency=1, what="Mất mạng cả khoa")
    desk.do("promise", desk.ring(caller="Trần Văn Bảy"), desk.minute(60))
    page = opened(desk)
    assert page.index("Mất mạng cả khoa") < page.index("Cần gọi lại") < page.index("Trần Văn Bảy")
    assert 'href="tel:+84900000777"' in page
    assert 'data-live="hotlinecall:*"' in page
    assert reverse("hotline:call-step", args=[first.pk, "nhan"]) in page


def test_a_short_number_opens_the_telephone_too(desk):
    desk.ring(phone="115")
    assert 'href="tel:115"' in opened(desk)


def test_the_list_says_where_nobody_could_be_told(desk):
    desk.ring(urgency=1)
    HotlineCall.objects.update(escalated_at=desk.at)
    assert "chưa báo được cho ai; hãy gọi theo danh bạ" in opened(desk)


def test_the_book_shows_the_day_that_is_asked_for(desk):
    desk.ring(caller="Hôm nay")
    desk.ring(caller="Hôm trước", called_at=desk.at - 24 * HOUR, answer="Đã rõ")
    assert "Hôm trước" not in opened(desk)
    page = opened(desk, ngay="2020-02-02")
    assert "Hôm trước" in page
    assert "/duong-day-nong/so/2020-02-02.pdf" in page
    assert "Hôm nay" in opened(desk, ngay="vô nghĩa")


def test_it_is_asked_in_as_many_queries_however_many_calls_there_are(desk, django_assert_max_num_queries):
    client = desk.client()
    for number in range(3):
        desk.ring(caller=f"Người {number}", site=desk.site())
    with django_assert_max_num_queries(30) as few:
        client.get(ADDRESS)
    for number in range(12):
        row = desk.ring(caller=f"Người {number}", site=desk.site(), caller_organisation=desk.office)
        if number % 3 == 0:
            desk.do("promise", row, desk.minute(60))
    with django_assert_max_num_queries(len(few)):
        client.get(ADDRESS)


@pytest.mark.parametrize("who", ["dd-1.lanhdao", "dd-1.daumoi"])
def test_others_at_home_write_too(desk, who):
    assert post(desk, by=desk.cast.person(who)).status_code == 302


def test_whoever_checks_reads_and_writes_nothing(department, turned):
    turned(department)
    auditor = department.cast.person("so.thanhtra")
    department.ring(caller="Nguyễn Thị Mai")
    page = opened(department, auditor)
    assert "Nguyễn Thị Mai" in page
    assert "call-form" not in page
    assert post(department, by=auditor).status_code == 403


def test_whoever_has_nothing_to_do_there_is_told_so(desk):
    answer = desk.client(desk.cast.person("dd-1.kiemsoat")).get(ADDRESS)
    assert answer.status_code == 403


def test_what_is_told_to_one_is_shown_to_no_other(desk):
    desk.ring()
    assert "Nguyễn Thị Mai" not in opened(desk, desk.stranger)
    assert "Nguyễn Thị Mai" not in opened(desk, desk.cast.binh)


def test_the_department_names_who_reports_and_who_mends(department, turned):
    turned(department)
    enterprise = department.cast.organisation("dd-1")
    page = opened(department)
    assert 'name="reporter"' in page
    assert 'name="carrier"' in page
    keyed = {"reporter": str(enterprise.pk), "site": str(department.site().pk), "failure": "line"}
    assert "Hãy chọn doanh nghiệp khắc phục." in post(department, **keyed).content.decode()
    post(department, **keyed, carrier=str(enterprise.pk))
    row = department.call
    assert (row.caller_organisation, row.incident.organisation) == (enterprise, enterprise)


def test_words_of_a_caller_are_shown_as_words(desk):
    desk.ring(caller="<script>alert(1)</script>", what="<img src=x>")
    answer = desk.client().get(ADDRESS).content.decode()
    assert "<script>alert" not in answer
    assert "<img src=x>" not in answer
