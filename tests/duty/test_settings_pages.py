"""The settings of duty: positions, hours, who may stand where, who is away."""

from __future__ import annotations

import re
from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, pressed, words
from tests.duty.running import BEGIN, DAY

from thongsuot.duty import queries
from thongsuot.duty.models import Fit, Hours, Leave, Position

pytestmark = pytest.mark.django_db
EVENING = {"name": "Ca tối", "begins": "16:00", "ends": "02:00", "weekdays": ["0", "4"], "night": "on",
           "kinds": ["leader", "operations", "responder"]}  # fmt: skip
AWAY = {"since": "2020-02-10T08:00", "until": "2020-02-12T17:00"}


@pytest.fixture
def stranger(desk):
    """Return somebody of the operator who keeps no roster."""
    return desk.cast.person("dd-1.kiemsoat")


def test_the_page_shows_what_holds(desk):
    said = words(desk.hang, "settings")
    assert re.search(r"Trực ứng cứu thông tin 6", said)
    assert "Ca ngày 06:00, 12 giờ mọi ngày" in said
    assert "Ca đêm 18:00, 12 giờ mọi ngày · ca đêm" in said
    assert 'value="2"' in opened(desk.hang, "settings")


def test_an_office_that_has_set_nothing_is_shown_what_is_usual(desk):
    other = desk.cast.person("dd-2.daumoi")
    page = opened(other, "settings")
    assert "Chưa đặt vị trí trực" in page
    assert re.search(r'name="responder" value="2"', page)
    pressed(other, "setting-step", "vi-tri", leader="1", operations="1", responder="2")
    assert Position.objects.filter(organisation=other.organisation).count() == 3


def test_numbers_of_people_are_saved_and_bounded(desk):
    assert "Đã lưu số người" in pressed(desk.hang, "setting-step", "vi-tri", leader="0", operations="2", responder="3")
    assert [row.required for row in queries.positions_of(desk.office, desk.at)] == [2, 3]
    for wrong in ("", "-1", "21", "hai"):
        told = {"leader": wrong, "operations": "1", "responder": "2"}
        assert "Trực lãnh đạo:" in pressed(desk.hang, "setting-step", "vi-tri", status=422, **told)
    assert [row.required for row in queries.positions_of(desk.office, desk.at)] == [2, 3]


def test_a_shift_over_midnight_is_added_and_taken_out_again(desk):
    assert "Đã thêm ca trong ngày." in pressed(desk.hang, "setting-step", "them-ca", **EVENING)
    row = Hours.objects.get(name="Ca tối")
    assert (row.begins, row.minutes, row.weekdays, row.night) == (time(16), 600, [0, 4], True)
    assert "Ca tối 16:00, 10 giờ Thứ" in words(desk.hang, "settings")
    assert "các lịch đã lập giữ nguyên" in pressed(desk.hang, "setting-step", "bo-ca", ca=row.pk)
    assert not queries.hours_of(desk.office, desk.later(DAY).at).filter(name="Ca tối").exists()


def test_a_shift_that_ends_when_it_begins_lasts_a_day(desk):
    pressed(desk.hang, "setting-step", "them-ca", **{**EVENING, "ends": "16:00"})
    assert Hours.objects.get(name="Ca tối").minutes == 24 * 60


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": ""}, "Tên ca: Hãy điền mục này."),
        ({"begins": "25:00"}, "Bắt đầu:"),
        ({"ends": ""}, "Kết thúc: Hãy điền mục này."),
        ({"weekdays": []}, "Hãy chọn ít nhất một ngày trong tuần."),
        ({"weekdays": ["7"]}, "Các ngày:"),
        ({"ends": "16:10"}, "dài từ 30 phút đến 48 giờ"),
        ({"begins": "16:00:30"}, "bắt đầu tròn phút"),
    ],
)
def test_hours_that_cannot_be_stay_on_the_page(desk, other, said):
    page = pressed(desk.hang, "setting-step", "them-ca", status=422, **{**EVENING, **other})
    assert said in page
    assert not Hours.objects.filter(name="Ca tối").exists()


def test_who_may_stand_where_is_said_by_ticks(desk):
    position = desk.position("leader")
    field = f"vi-tri-{position.pk}-people"
    told = {"vi-tri": position.pk, field: [desk.long.pk, desk.hang.pk]}
    assert "Đã lưu danh sách" in pressed(desk.hang, "setting-step", "nguoi", **told)
    assert {fit.person for fit in queries.fits_of(desk.office, desk.at).filter(position=position)} == {
        desk.long, desk.hang,
    }  # fmt: skip
    pressed(desk.hang, "setting-step", "nguoi", **{"vi-tri": position.pk})
    assert not queries.fits_of(desk.office, desk.at).filter(position=position).exists()


def test_nobody_of_another_organisation_and_no_other_position_is_taken(desk):
    position = desk.position("leader")
    told = {"vi-tri": position.pk, f"vi-tri-{position.pk}-people": [desk.cast.binh.pk]}
    pressed(desk.hang, "setting-step", "nguoi", status=404, **told)
    pressed(desk.cast.person("dd-2.daumoi"), "setting-step", "nguoi", status=404, **{"vi-tri": position.pk})
    pressed(desk.hang, "setting-step", "nguoi", status=404, **{"vi-tri": "x"})
    assert Fit.objects.filter(position=position, valid_until=None).count() == 3


def test_everybody_notes_their_own_leave_and_takes_it_back(desk, stranger):
    assert "Ngày nghỉ của tôi" in words(stranger, "settings")
    assert "Đã ghi thời gian nghỉ" in pressed(stranger, "setting-step", "nghi", **AWAY, person=desk.long.pk)
    row = Leave.objects.get()
    assert row.person == stranger  # whom the form named besides counts for nothing
    assert "08:00 10/02/2020 – 17:00 12/02/2020" in words(stranger, "settings")
    assert "Đã bỏ thời gian nghỉ." in pressed(stranger, "setting-step", "bo-nghi", nghi=row.pk)
    assert Leave.objects.get().cancelled_at == desk.at


def test_the_keeper_notes_the_leave_of_others(desk, stranger):
    pressed(desk.hang, "setting-step", "nghi", person=desk.long.pk, **AWAY)
    row = Leave.objects.get()
    assert (row.person, row.by_person) == (desk.long, desk.hang)
    assert "Phan Văn Long" in words(desk.hang, "settings").split("Ngày nghỉ")[-1]
    assert "10/02/2020" not in words(stranger, "settings")
    assert "không có vai trò cần thiết" in pressed(stranger, "setting-step", "bo-nghi", nghi=row.pk)
    pressed(desk.cast.person("dd-2.daumoi"), "setting-step", "bo-nghi", status=404, nghi=row.pk)
    assert Leave.objects.get().cancelled_at is None


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"person": ""}, "Người nghỉ: Hãy điền mục này."),
        ({"since": ""}, "Nghỉ từ: Hãy điền mục này."),
        ({"until": "mai"}, "Đến:"),
        ({"until": "2020-02-10T08:00"}, "phải kết thúc sau khi bắt đầu"),
    ],
)
def test_a_leave_that_cannot_be_stays_on_the_page(desk, other, said):
    told = {**AWAY, "person": desk.long.pk, **other}
    assert said in pressed(desk.hang, "setting-step", "nghi", status=422, **told)
    assert not Leave.objects.exists()


def test_who_keeps_no_roster_changes_no_setting(desk, stranger):
    page = opened(stranger, "settings")
    for verb in ("vi-tri", "them-ca", "bo-ca", "nguoi"):
        assert f'action="{reverse("duty:setting-step", args=[verb])}"' not in page
    said = pressed(stranger, "setting-step", "vi-tri", leader="3", operations="1", responder="2")
    assert "không có vai trò cần thiết" in said
    assert "không có vai trò" in pressed(stranger, "setting-step", "them-ca", **EVENING)
    assert "không có vai trò" in pressed(stranger, "setting-step", "bo-ca", ca=Hours.objects.first().pk)
    assert "không có vai trò" in pressed(stranger, "setting-step", "nguoi", **{"vi-tri": desk.position("leader").pk})
    assert desk.position("leader").required == 1
    assert Hours.objects.filter(valid_until=None).count() == 2


def test_the_address_of_a_step_leads_to_the_page(desk):
    answer = client_of(desk.hang).get(reverse("duty:setting-step", args=["vi-tri"]))
    assert (answer.status_code, answer.url) == (302, reverse("duty:settings"))
    opened(desk.hang, "setting-step", "khac", status=404)


def test_more_people_and_leaves_ask_no_more_of_the_database(desk):
    browser, address = client_of(desk.hang), reverse("duty:settings")
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(12):
        person = desk.person(f"Người {number}")
        desk.do("take_leave", person, since=BEGIN, until=BEGIN + DAY)
    with CaptureQueriesContext(connection) as many:
        assert "Người 11" in browser.get(address).content.decode()
    assert len(many) == len(few) <= 30
