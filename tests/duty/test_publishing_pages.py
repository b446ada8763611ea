"""A roster is published from its page: refused with everything that is missing, confirmed, and changed in force."""

from __future__ import annotations

import re

import pytest
from tests.cast import client_of
from tests.duty.pages import opened, pressed, words
from tests.duty.running import BEGIN, DAY, HOUR

from thongsuot.duty.models import Roster, Shift
from thongsuot.ledger.models import Edit
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(desk):
    return desk.filled(days=2)


@pytest.fixture
def roster(desk):
    """Return a roster in force; it is the hour before its first shift."""
    row = desk.published(days=3)
    desk.until(BEGIN - HOUR)
    return row


def test_it_is_published_and_everybody_is_told(desk, draft):
    said = pressed(desk.hang, "roster-step", draft.pk, "ban-hanh", **{"van-ban-hanh": "1"})
    assert "Đã ban hành lịch trực và báo cho từng người có tên." in said
    row = Roster.objects.get()
    assert (row.state, row.published_name) == ("published", str(desk.hang))
    assert Message.objects.filter(about=f"roster:{row.pk}", recipient=desk.lan).exists()


def test_a_gap_and_an_unreachable_person_are_each_named(desk, draft):
    desk.do("seat_person", desk.shift(draft, kind="leader"), None)
    silent = desk.team["responder"][0]
    type(silent).objects.filter(pk=silent.pk).update(phone="", email="")
    said = pressed(desk.hang, "roster-step", draft.pk, "ban-hanh", status=422, **{"van-ban-hanh": "1"})
    head = said.split("Các ca trực")[0]
    assert "Chưa ban hành; dự thảo giữ nguyên." in head
    assert "thiếu 1 người trực lãnh đạo từ 06:00 04/02 đến 18:00 04/02" in head
    assert f"{silent} chưa có số điện thoại, thư điện tử" in head
    assert Roster.objects.get().state == "draft"
    assert not Shift.objects.filter(in_force=True).exists()


def test_what_may_be_weighed_is_published_only_when_somebody_says_so(desk, draft):
    day, night = desk.shift(draft, kind="leader"), desk.shift(draft, kind="leader", night=True)
    desk.do("seat_person", night, day.person)
    head = pressed(desk.hang, "roster-step", draft.pk, "ban-hanh", status=422).split("Các ca trực")[0]
    assert "Phan Văn Long" in head
    assert Roster.objects.get().state == "draft"
    pressed(desk.hang, "roster-step", draft.pk, "ban-hanh", **{"van-ban-hanh": "1"})
    assert Roster.objects.get().state == "published"


def test_who_keeps_a_roster_does_not_answer_for_it(desk, draft):
    assert "Lãnh đạo hoặc cán bộ đầu mối của đơn vị ban hành lịch trực." in words(desk.lan, "roster", draft.pk)
    said = pressed(desk.lan, "roster-step", draft.pk, "ban-hanh", **{"van-ban-hanh": "1"})
    assert "không có vai trò cần thiết" in said
    assert Roster.objects.get().state == "draft"


def test_what_is_published_is_not_published_again(desk, roster):
    assert "không còn là dự thảo" in pressed(desk.hang, "roster-step", roster.pk, "ban-hanh")


def test_a_shift_in_force_goes_to_somebody_else_with_a_reason(desk, roster):
    shift, mai = desk.shift(roster, kind="leader", day=2), desk.team["leader"][2]
    page = opened(desk.hang, "roster", roster.pk, query=f"?cho={shift.pk}")
    assert "Người trực mới" in page
    assert re.search(rf'type="radio" name="person" value="{mai.pk}"', page)
    fields = {"cho": shift.pk, "person": mai.pk, "why": "Đi công tác"}
    assert "Đã đổi người trực" in pressed(desk.hang, "roster-step", roster.pk, "doi", **fields)
    assert Shift.objects.get(pk=shift.pk).person == mai
    assert Edit.objects.filter(topic="shift", row=shift.pk).last().after["why"] == "Đi công tác"
    assert Message.objects.filter(recipient=mai, subject__contains="nhận ca trực").exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"why": ""}, "Cần nêu lý do đổi."),
        ({"person": ""}, "Hãy chọn người trực mới."),
        ({"person": "lan"}, "Lựa chọn không hợp lệ"),
    ],
)
def test_a_change_without_its_words_stays_on_the_page(desk, roster, fields, said):
    shift = desk.shift(roster, kind="leader", day=2)
    told = {"cho": shift.pk, "person": desk.team["leader"][2].pk, "why": "Ốm", **fields}
    if told["person"] == "lan":
        told["person"] = desk.lan.pk
    page = pressed(desk.hang, "roster-step", roster.pk, "doi", status=422, **told)
    assert said in page or "Người trực mới:" in page
    assert "Trực lãnh đạo" in page
    assert Shift.objects.get(pk=shift.pk).person == shift.person


def test_who_cannot_be_reached_does_not_take_a_shift(desk, roster):
    shift, silent = desk.shift(roster, kind="leader", day=2), desk.team["leader"][2]
    type(silent).objects.filter(pk=silent.pk).update(phone="", email="")
    fields = {"cho": shift.pk, "person": silent.pk, "why": "Ốm"}
    page = pressed(desk.hang, "roster-step", roster.pk, "doi", status=422, **fields)
    assert "Chưa đổi được, lịch trực giữ nguyên" in page
    assert Shift.objects.get(pk=shift.pk).person == shift.person


def test_a_shift_that_is_over_is_not_changed(desk, roster):
    shift = desk.shift(roster, kind="leader")
    desk.until(BEGIN + DAY)
    page = words(desk.hang, "roster", roster.pk, query=f"?cho={shift.pk}")
    assert "Ca này đã qua hoặc không còn hiệu lực nên không đổi được." in page
    fields = {"cho": shift.pk, "person": desk.team["leader"][2].pk, "why": "Ốm"}
    assert "đã qua hoặc không còn hiệu lực" in pressed(desk.hang, "roster-step", roster.pk, "doi", status=422, **fields)


def test_a_shift_begins_later_with_a_reason(desk, roster):
    shift = desk.shift(roster, kind="leader", day=2, night=True)
    fields = {"cho": shift.pk, "starts_at": "2020-02-06T18:00", "until": "2020-02-07T08:00", "why": "Họp"}
    assert "Đã dời giờ ca trực" in pressed(desk.hang, "roster-step", roster.pk, "doi-gio", **fields)
    assert Shift.objects.get(pk=shift.pk).until == shift.until + 2 * HOUR


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_at": ""}, "Bắt đầu lúc: Hãy điền mục này."),
        ({"until": "mai"}, "Kết thúc lúc:"),
        ({"why": ""}, "Lý do dời giờ: Hãy điền mục này."),
        ({"starts_at": "2020-02-01T06:00"}, "chưa bắt đầu mới dời được"),
        ({"starts_at": "2020-02-06T20:00"}, "Chưa đổi được, lịch trực giữ nguyên: thiếu 1 người trực lãnh đạo"),
    ],
)
def test_a_time_that_cannot_be_stays_on_the_page(desk, roster, fields, said):
    shift = desk.shift(roster, kind="leader", day=2, night=True)
    told = {"cho": shift.pk, "starts_at": "2020-02-06T18:00", "until": "2020-02-07T06:00", "why": "Họp", **fields}
    assert said in pressed(desk.hang, "roster-step", roster.pk, "doi-gio", status=422, **told)
    assert Shift.objects.get(pk=shift.pk).starts_at == shift.starts_at


def test_nobody_else_changes_a_roster_in_force(desk, roster):
    shift = desk.shift(roster, kind="leader", day=2)
    fields = {"cho": shift.pk, "person": desk.team["leader"][2].pk, "why": "Ốm"}
    for person in (desk.cast.person("dd-1.kiemsoat"), desk.cast.binh):
        answer = client_of(person).post(f"{roster.get_absolute_url()}doi/", fields)
        assert answer.status_code == 422
    assert Shift.objects.get(pk=shift.pk).person == shift.person


def test_a_gap_in_force_is_told_on_the_page(desk, roster):
    shift = desk.shift(roster, kind="leader", day=2)
    Shift.objects.filter(pk=shift.pk).update(person=None)
    said = words(desk.hang, "roster", roster.pk)
    assert "Chỗ trực còn trống" in said
    assert "thiếu 1 người trực lãnh đạo từ 06:00 06/02 đến 18:00 06/02" in said


def test_a_replaced_roster_is_read_and_not_changed(desk, roster):
    desk.published(days=3, first=1, title="Lịch thay")
    row = Roster.objects.get(pk=roster.pk)
    said = words(desk.hang, "roster", row.pk)
    assert "Đã thay thế" in said
    assert "Phan Văn Long" in said
    assert "?cho=" not in opened(desk.hang, "roster", row.pk)
