"""Duty in a telephone's calendar: who gets an address, what it opens, and read back by somebody else's eyes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, plain, words
from tests.duty.running import BEGIN, DAY, HOUR

from thongsuot.duty import queries
from thongsuot.duty.models import Shift
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Person, SignedLink

pytestmark = pytest.mark.django_db


def address_of(person, whose="toi"):
    """Make an address on the page, and return it as the page shows it once."""
    answer = client_of(person).post(reverse("duty:feeds"), {"lich": whose})
    assert answer.status_code == 200, plain(answer)
    return re.search(r"<code>http://testserver(/truc/[^<]+\.ics)</code>", answer.content.decode())[1]


def read_by_hand(data: bytes) -> list[dict[str, str]]:
    """Read a calendar as RFC 5545 says it, with nothing but its lines: unfold, cut at the colon, unescape."""
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = re.sub(rb"\r\n[ \t]", b"", data).decode().split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    found, event = [], None
    for line in lines:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found.append(event)
            event = None
        elif event is not None:
            event[name.partition(";")[0]] = re.sub(r"\\([\\,;])", r"\1", value.replace("\\n", "\n"))
    return found


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


@pytest.fixture
def published(desk):
    """Return an operator with a roster of three days in force."""
    desk.published()
    return desk


def test_ones_own_shifts_are_read_without_signing_in(published):
    answer = Client().get(address_of(published.lan))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = read_by_hand(answer.content)
    mine = Shift.objects.filter(person=published.lan).order_by("starts_at")
    assert [(moment(one["DTSTART"]), moment(one["DTEND"])) for one in events] == [
        (shift.starts_at, shift.until) for shift in mine
    ]
    assert {one["SUMMARY"] for one in events} == {"Trực điều hành: Hồ Thị Lan"}
    assert len({one["UID"] for one in events}) == len(events) == 3


def test_the_whole_roster_is_read_by_the_organisations_address(published):
    events = read_by_hand(Client().get(address_of(published.hang, "don-vi")).content)
    assert len(events) == 24
    assert {one["LOCATION"] for one in events} == {published.office.short_name}
    assert "0900" not in Client().get(address_of(published.hang, "don-vi")).content.decode()


def test_a_shift_that_changes_hands_is_the_same_event_with_another_name(published):
    address = address_of(published.hang, "don-vi")
    shift = Shift.objects.filter(position__kind="leader").last()
    before = {one["UID"]: one for one in read_by_hand(Client().get(address).content)}
    published.later(HOUR).do("change_shift", shift, published.team["leader"][2], why="Ốm")
    after = {one["UID"]: one for one in read_by_hand(Client().get(address).content)}
    assert before.keys() == after.keys()
    [changed] = [one for uid, one in after.items() if one["SUMMARY"] != before[uid]["SUMMARY"]]
    assert changed["SUMMARY"] == "Trực lãnh đạo: Lý Văn Nam"
    assert int(changed["SEQUENCE"]) > int(before[changed["UID"]]["SEQUENCE"])


def test_a_draft_is_in_nobodys_calendar(desk):
    desk.filled()
    assert read_by_hand(Client().get(address_of(desk.lan)).content) == []


@pytest.mark.parametrize("secret", ["x", "a" * 32, "a" * 300, "ắ"])
def test_a_wrong_address_is_not_there(published, secret):
    address_of(published.lan)
    assert Client().get(reverse("duty:feed", args=[secret])).status_code == 404
    assert Client().post(reverse("duty:feed", args=[secret])).status_code in (403, 405)


def test_a_new_address_ends_the_one_before(published):
    first = address_of(published.lan)
    published.later(HOUR)
    second = address_of(published.lan)
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_an_address_is_ended_and_opens_nothing(published):
    address = address_of(published.lan)
    published.later(HOUR)
    client = client_of(published.lan)
    answer = client.post(reverse("duty:feeds"), {"lich": "toi", "dung": "1"})
    assert "không còn mở được gì" in plain(client.get(answer.url))
    assert Client().get(address).status_code == 404


def test_ending_one_feed_leaves_the_other(published):
    own, whole = address_of(published.hang), address_of(published.hang, "don-vi")
    published.later(HOUR)
    client_of(published.hang).post(reverse("duty:feeds"), {"lich": "don-vi", "dung": "1"})
    assert (Client().get(own).status_code, Client().get(whole).status_code) == (200, 404)


def test_a_year_later_the_address_is_over(published):
    address = address_of(published.lan)
    published.later(timedelta(days=366))
    assert Client().get(address).status_code == 404


def test_whose_account_is_closed_has_no_calendar(published):
    address = address_of(published.lan)
    Person.objects.filter(pk=published.lan.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_secret_is_shown_once_and_kept_nowhere(published):
    secret = address_of(published.lan).rsplit("/", 1)[-1].removesuffix(".ics")
    page = opened(published.lan, "feeds")
    assert secret not in page
    assert "Đang có địa chỉ, cấp lúc" in page
    [link] = SignedLink.objects.filter(purpose=queries.PURPOSE)
    assert secret not in str(vars(link))
    assert bytes(link.secret_hash) != secret.encode()


def test_only_keepers_open_the_whole_roster(published):
    stranger = published.cast.person("dd-1.kiemsoat")
    assert "Cả lịch trực của" not in words(stranger, "feeds")
    client = client_of(stranger)
    answer = client.post(reverse("duty:feeds"), {"lich": "don-vi"})
    assert "không có vai trò cần thiết" in plain(client.get(answer.url))
    assert client.post(reverse("duty:feeds"), {"lich": "khac"}).status_code == 404
    assert not SignedLink.objects.filter(purpose=queries.PURPOSE).exists()


def test_nobody_makes_an_address_for_somebody_else(published):
    with pytest.raises(NotAllowed):
        published.do("renew_feed", published.lan, by=published.long)
    with pytest.raises(NotAllowed):
        published.do("end_feed", published.office, by=published.cast.binh)
    assert not SignedLink.objects.exists()


def test_a_link_of_another_purpose_opens_no_calendar(published):
    from thongsuot.organisations.actions import make_link

    row = queries.feed_row(published.lan)
    told = {"purpose": "page", "row": row, "row_version": 1, "until": published.at + DAY, "at": published.at}
    _link, secret = make_link(organisation=published.office, **told)
    assert Client().get(reverse("duty:feed", args=[secret])).status_code == 404


def test_what_is_long_ago_or_far_ahead_is_left_out(published):
    assert queries.fed_to(published.lan, BEGIN + timedelta(days=60)).count() == 0
    assert queries.fed_to(published.lan, BEGIN - timedelta(days=100)).count() == 0
    assert queries.fed_to(published.lan, BEGIN).count() == 3


def test_a_longer_feed_asks_no_more_of_the_database(published):
    own, whole = address_of(published.lan), address_of(published.hang, "don-vi")
    with CaptureQueriesContext(connection) as few:
        Client().get(own)
    with CaptureQueriesContext(connection) as many:
        Client().get(whole)
    assert abs(len(many) - len(few)) <= 1
    assert len(many) <= 22
