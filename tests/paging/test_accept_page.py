"""A page is accepted signed in, or on a phone by the link in it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now
from tests.cast import client_of
from tests.worlds import world

from thongsuot.organisations import access
from thongsuot.organisations.actions import InvalidKey
from thongsuot.organisations.models import System
from thongsuot.outbox.actions import Contact, Words
from thongsuot.paging import actions, jobs, queries

pytestmark = pytest.mark.django_db
HOOK = System("Giám sát")


@world
def ladder(cast):
    to = Contact(cast.hang.organisation, cast.hang.name, cast.hang, "hang@example.vn", "02699 000 123")
    outsider = Contact(cast.hang.organisation, "Đội ứng cứu thuê ngoài", None, "doi@example.vn")
    words = Words("Mất liên lạc bệnh viện", "Tuyến cáp đứt.", "", 1)
    rungs = [actions.Step(to, 0), outsider]
    return actions.open_ladder("incident:1", rungs, words, organisation=to.organisation, by=HOOK, at=now())


def link_of(ladder, address):
    return queries.messages_of(ladder).get(channel="email", address=address).url


def test_the_person_asked_accepts_on_screen(cast, ladder):
    browser = client_of(cast.hang)
    address = queries.messages_of(ladder).get(channel="in_app").url
    assert "Tôi tiếp nhận" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302
    page = browser.get(address).content.decode()
    assert f"{cast.hang.name} đã tiếp nhận" in page
    assert "Tôi tiếp nhận" not in page
    ladder.refresh_from_db()
    assert ladder.state == "accepted"


def test_the_second_to_accept_is_told_and_nothing_changes(cast, ladder):
    address = queries.messages_of(ladder).get(channel="in_app").url
    client_of(cast.hang).post(address)
    answer = client_of(cast.person("dd-1.trucban")).post(address, follow=True)
    assert "đã có người tiếp nhận" in answer.content.decode()
    ladder.refresh_from_db()
    assert ladder.accepted_by == cast.hang.name


def test_another_enterprise_gets_404(cast, ladder):
    address = queries.messages_of(ladder).get(channel="in_app").url
    assert client_of(cast.person("dd-2.trucban")).get(address).status_code == 404


def test_a_colleague_without_a_role_is_refused(cast, ladder):
    address = queries.messages_of(ladder).get(channel="in_app").url
    assert client_of(cast.person("dd-1.kiemsoat")).post(address).status_code == 403
    ladder.refresh_from_db()
    assert ladder.state == "open"


def test_opening_the_link_accepts_nothing_but_its_button_does(cast, ladder):
    phone, address = Client(), link_of(ladder, "hang@example.vn")
    answer = phone.get(address)
    assert re.search(r"<form method=.post.>", answer.content.decode())
    # under "no-referrer" browsers send "Origin: null" with the button, and the form would be refused as forged
    assert answer.headers["Referrer-Policy"] == "same-origin"
    ladder.refresh_from_db()
    assert ladder.state == "open"
    assert "Bạn đã tiếp nhận" in phone.post(address, follow=True).content.decode()
    ladder.refresh_from_db()
    assert (ladder.state, ladder.accepted_by) == ("accepted", cast.hang.name)


def test_somebody_without_an_account_accepts_by_name(cast, ladder):
    jobs.run(ladder.at)
    Client().post(link_of(ladder, "doi@example.vn"))
    ladder.refresh_from_db()
    assert ladder.accepted_by == "Đội ứng cứu thuê ngoài"


def test_a_link_after_the_end_says_so(cast, ladder):
    address = link_of(ladder, "hang@example.vn")
    actions.stop("incident:1", by=HOOK, at=ladder.at)
    assert "đã kết thúc" in Client().get(address).content.decode()
    assert "đã kết thúc" in Client().post(address, follow=True).content.decode()
    ladder.refresh_from_db()
    assert ladder.state == "stopped"


def test_a_wrong_link_is_a_clear_404(cast):
    answer = Client().get("/trao-doi/nhan/mo/khong-co-that/")
    assert answer.status_code == 404
    assert "không còn hiệu lực" in answer.content.decode()


def test_a_link_ends_after_a_day(cast, ladder):
    secret = link_of(ladder, "hang@example.vn").rstrip("/").rpartition("/")[2]
    with access.nobody():  # nobody is signed in
        assert actions.knock(secret, at=ladder.at).rung.name == cast.hang.name
        with pytest.raises(InvalidKey):
            actions.knock(secret, at=ladder.at + timedelta(hours=24))
