"""Sổ trực: a day on one page, written into by whoever is on duty, printed for signature; it stays inside."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, pressed, words
from tests.duty.watch import DAY, HOUR, MINUTE, SIX

from thongsuot.duty.models import Entry

pytestmark = pytest.mark.django_db
TODAY = "2020-02-03"


@pytest.fixture
def day(watched):
    """Return the watch a little into a day on which one has come and another has not."""
    row = watched.expect(watched.lan, watched.hai)
    watched.shift(watched.dung, kind="responder")
    watched.shift(None, kind="leader")
    watched.plan()
    watched.take(row, matters=[{"title": "Sự cố: bệnh viện", "url": "/su-co/1/", "since": "05:10 03/02/2020"}])
    watched.hand(watched.again(row), by=watched.hai, notes="Đối tác hẹn 10:00")
    watched.at = SIX + 20 * MINUTE
    return watched


def args(watched, day=TODAY):
    return (watched.office.pk, day)


def test_the_day_says_who_came_who_did_not_and_what_was_handed_on(day):
    said = words(day.lan, "log", *args(day))
    assert "06:00, trên hệ thống" in said
    assert f"{day.hai.name}, 06:00" in said
    assert "Còn trống" in said
    assert "Chờ nhận ca" in said
    assert "Đối tác hẹn 10:00" in said
    assert "Sự cố: bệnh viện" in said
    assert "1/3" in said


def test_whoever_is_on_duty_writes_into_it(day):
    said = pressed(day.dung, "log", *args(day), text="Mất điện trạm Km 7")
    assert "Đã ghi sổ." in said
    assert "Mất điện trạm Km 7" in said
    entry = Entry.objects.get()
    assert (entry.by_name, entry.happened_at, entry.late) == (day.dung.name, day.at, False)


def test_what_was_on_paper_is_keyed_with_its_own_time_and_says_so(day):
    day.at = SIX + 3 * HOUR
    said = pressed(day.lan, "log", *args(day), text="Đứt cáp Km 12", happened_at="2020-02-03T06:40")
    assert "Đã ghi sổ, đề “ghi sau”." in said
    assert "06:40 Hồ Thị Lan ghi sau, lúc 09:00 03/02/2020 Đứt cáp Km 12" in said


def test_an_entry_of_yesterday_leads_to_yesterdays_page(day):
    answer = client_of(day.lan).post(
        reverse("duty:log", args=args(day)), {"text": "Việc tối qua", "happened_at": "2020-02-02T22:00"}
    )
    assert answer.url == reverse("duty:log", args=args(day, "2020-02-02"))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"text": ""}, "Nội dung: Hãy điền mục này"),
        ({"text": "x", "happened_at": "2020-02-03T12:00"}, "không được ở tương lai"),
        ({"text": "x", "happened_at": "trưa"}, "theo dạng 14:00 07/02/2020"),
        ({"text": "x" * 4001}, "4000"),
    ],
)
def test_what_cannot_be_entered_stays_on_the_page(day, fields, why):
    said = pressed(day.lan, "log", *args(day), status=422, **fields)
    assert why in said.replace("4.000", "4000")
    assert not Entry.objects.exists()


def test_colleagues_read_and_do_not_write(day):
    assert "Ghi vào sổ trực" not in words(day.son, "log", *args(day))
    assert "không có vai trò" in pressed(day.son, "log", *args(day), text="Thử", status=422)
    assert not Entry.objects.exists()


def test_it_stays_inside(day):
    for person in (day.cast.binh, day.cast.khanh, day.cast.person("dd-2.trucban")):
        opened(person, "log", *args(day), status=404)
        assert client_of(person).get(reverse("duty:log-paper", args=args(day))).status_code == 404
        assert client_of(person).post(reverse("duty:log", args=args(day)), {"text": "Thử"}).status_code == 404
    opened(day.lan, "log", day.cast.department.pk, TODAY, status=404)


@pytest.mark.parametrize("wrong", ["hom-nay", "2020-02-30", "2020-2-3-4", "99999-01-01"])
def test_a_day_that_is_none_is_not_found(day, wrong):
    opened(day.lan, "log", *args(day, wrong), status=404)


def test_one_goes_from_day_to_day_and_not_into_the_future(day):
    page = opened(day.lan, "log", *args(day))
    assert reverse("duty:log", args=args(day, "2020-02-02")) in page
    assert reverse("duty:log", args=args(day, "2020-02-04")) not in page
    assert reverse("duty:log", args=args(day)) in opened(day.lan, "log", *args(day, "2020-02-02"))
    assert "Không có ca trực nào trong ngày này" in words(day.lan, "log", *args(day, "2019-12-31"))


def test_it_prints_for_signature(day):
    pressed(day.lan, "log", *args(day), text="Mất điện trạm Km 7")
    answer = client_of(day.lan).get(reverse("duty:log-paper", args=args(day)))
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="so-truc-2020-02-03.pdf"' in answer["Content-Disposition"]
    pages = pypdfium2.PdfDocument(BytesIO(answer.content))
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
    for part in ("SỔ TRỰC", "Mất điện trạm Km 7", "Đối tác hẹn 10:00", day.dung.name):
        assert part in text


def test_the_first_and_the_last_day_there_is_are_no_fault(day):
    for edge in ("0001-01-01", "9999-12-31"):
        assert client_of(day.lan).get(reverse("duty:log", args=args(day, edge))).status_code == 404
    assert day.at < SIX + DAY
