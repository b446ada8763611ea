"""The list of rosters: whose are shown, how one is begun, and what the form refuses."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import VIETNAM, client_of
from tests.duty.pages import opened, pressed, words
from tests.duty.running import BEGIN, DAY

from thongsuot.duty.models import Hours, Roster
from thongsuot.organisations.models import Person

pytestmark = pytest.mark.django_db
WEEK = {"first": "2020-02-10", "last": "2020-02-16", "title": ""}


def test_a_keeper_finds_the_next_week_proposed(desk):
    page = opened(desk.hang, "rosters")
    assert 'value="2020-02-10"' in page
    assert 'value="2020-02-16"' in page
    assert "Lập như tuần trước" in page
    desk.draft(days=7, begin=BEGIN + 6 * DAY)
    assert 'value="2020-02-17"' in opened(desk.hang, "rosters")


def test_an_empty_roster_begins_with_the_first_shift_of_its_first_day(desk):
    said = pressed(desk.hang, "rosters", **WEEK)
    roster = Roster.objects.get()
    assert "Đã lập dự thảo; hãy xếp người vào từng ca." in said
    assert roster.title == "Lịch trực từ 10/02 đến 16/02/2020"
    assert roster.starts_at == BEGIN + 6 * DAY
    assert roster.until == BEGIN + 13 * DAY
    assert (roster.shifts.count(), roster.shifts.exclude(person=None).count()) == (7 * 2 * 4, 0)


def test_the_main_button_fills_it_like_the_week_before(desk):
    desk.published(days=7, begin=BEGIN + 6 * DAY)
    later = {"first": "2020-02-17", "last": "2020-02-23", "title": ""}
    assert "xếp 56 chỗ như tuần trước" in pressed(desk.hang, "rosters", chep="1", **later)
    assert Roster.objects.get(title__contains="17/02").shifts.filter(person=None).count() == 0


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"first": ""}, "Từ ngày: Hãy điền mục này."),
        ({"last": ""}, "Đến hết ngày: Hãy điền mục này."),
        ({"last": "2020-02-09"}, "Ngày cuối phải từ ngày đầu trở đi"),
        ({"last": "2020-05-16"}, "từ 1 đến 62 ngày"),
        ({"first": "hôm qua"}, "Từ ngày:"),
    ],
)
def test_what_cannot_be_a_roster_stays_on_the_page(desk, other, said):
    assert said in pressed(desk.hang, "rosters", status=422, **{**WEEK, "title": "Tuần bảy", **other})
    assert (
        "Tuần bảy"
        in client_of(desk.hang).post(reverse("duty:rosters"), {**WEEK, "title": "Tuần bảy", **other}).content.decode()
    )
    assert not Roster.objects.exists()


def test_only_who_keeps_the_roster_begins_one(desk):
    stranger = desk.cast.person("dd-1.kiemsoat")
    assert "Lập lịch mới" not in words(stranger, "rosters")
    assert "Chưa có lịch trực nào" in words(stranger, "rosters")
    pressed(stranger, "rosters", status=403, **WEEK)
    assert not Roster.objects.exists()


def test_without_shifts_of_the_day_one_is_sent_to_the_settings_first(desk):
    Hours.objects.all().delete()
    page = opened(desk.hang, "rosters")
    assert "Chưa đặt ca trong ngày" in page
    assert reverse("duty:settings") in page
    pressed(desk.hang, "rosters", **WEEK)
    roster = Roster.objects.get()
    assert roster.starts_at.astimezone(VIETNAM).time() == time()
    assert "Lịch trực chưa có ca nào" in words(desk.hang, "roster", roster.pk)


def test_drafts_stay_inside_and_the_department_reads_what_is_published(desk):
    draft = desk.draft(begin=BEGIN + 20 * DAY, title="Dự thảo tuần chín")
    roster = desk.published()
    said = words(desk.cast.binh, "rosters")
    assert roster.title in said
    assert "Dự thảo tuần chín" not in said
    assert "Dự thảo tuần chín" in words(desk.cast.person("dd-1.kiemsoat"), "rosters")
    opened(desk.cast.binh, "roster", draft.pk, status=404)
    other = Person.objects.filter(organisation__code="dd-2").first()
    assert roster.title not in words(other, "rosters")
    opened(other, "roster", roster.pk, status=404)


def test_the_department_narrows_the_list_to_one_organisation(desk):
    roster = desk.published()
    there = f"?organisation={desk.office.pk}"
    elsewhere = f"?organisation={desk.cast.organisation('dd-2').pk}"
    assert roster.title in words(desk.cast.binh, "rosters", query=there)
    assert roster.title not in words(desk.cast.binh, "rosters", query=elsewhere)
    assert roster.title in words(desk.cast.binh, "rosters", query="?organisation=khong")


def test_the_list_shows_how_many_seats_are_filled_and_who_published(desk):
    desk.published()
    desk.draft(begin=BEGIN + 30 * DAY)
    said = words(desk.hang, "rosters")
    assert "24/24" in said
    assert "0/24" in said
    assert "Đã ban hành" in said
    assert str(desk.hang) in said


def test_what_was_put_away_is_not_listed(desk):
    desk.do("discard", desk.draft(title="Bỏ rồi"))
    assert "Bỏ rồi" not in words(desk.hang, "rosters")


def test_more_rosters_ask_no_more_of_the_database(desk):
    browser, address = client_of(desk.hang), reverse("duty:rosters")
    desk.draft(days=1)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(32):
        desk.draft(days=1, begin=BEGIN + timedelta(days=40 + number))
    with CaptureQueriesContext(connection) as many:
        page = browser.get(address)
    assert "1–30 trong 33" in page.content.decode()
    assert len(many) == len(few)
