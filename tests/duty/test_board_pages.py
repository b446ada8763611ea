"""Ai đang trực: who sees whom, whose telephone, what is missing, and how little is asked of the database."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import BEFORE, client_of
from tests.duty.pages import opened, words
from tests.duty.running import BEGIN, DAY, HOUR

from thongsuot.duty.models import Position, Roster, Shift
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Organisation, Person, System

pytestmark = pytest.mark.django_db
SETTER = Act.fields_of(System("Thử"))


@pytest.fixture
def standing(desk):
    """Return the operator on the first day of a roster in force, an hour into it."""
    desk.published()
    desk.until(BEGIN + HOUR)
    return desk


def settled(organisation, number, at):
    """Give an organisation a position of each kind and somebody in it, without further ado."""
    root = {"organisation": organisation, "reality": "live", "at": BEFORE, **SETTER}
    told = {"starts_at": at - HOUR, "until": at + HOUR, "state": "published", "published_at": BEFORE}
    roster = Roster.objects.create(title="Lịch", published_name="x", **told, **root)
    for place, kind in enumerate(Position.Kind):
        position = Position.objects.create(kind=kind, required=1, valid_from=BEFORE, **root)
        name = f"Người {number} {place}"
        person = Person.objects.create(username=f"d{number}.{place}", name=name, organisation=organisation)
        Shift.objects.create(
            roster=roster, organisation=organisation, reality="live", position=position, person=person,
            starts_at=at - HOUR, until=at + HOUR, in_force=True,
        )  # fmt: skip


def test_the_department_sees_every_enterprise_and_who_stands_there(standing):
    said = words(standing.cast.binh, "board")
    for enterprise in standing.cast.enterprises:
        assert enterprise.short_name in said
    assert "Phan Văn Long" in said
    assert "Hồ Thị Lan" in said
    assert "đến 18:00 04/02/2020" in said
    assert "Lúc 07:00 04/02/2020" in said


def test_private_mobiles_are_shown_to_the_own_organisation_alone(standing):
    own = opened(standing.hang, "board")
    assert f'href="tel:{standing.lan.phone.replace(" ", "")}"' in own
    for outsider in (standing.cast.binh, standing.cast.khanh):
        page = opened(outsider, "board")
        for shift in Shift.objects.filter(in_force=True).select_related("person"):
            for number in shift.person.phones:
                assert number not in page
                assert number.replace(" ", "") not in page
        assert f'href="tel:{standing.office.phone.replace(" ", "")}"' in page


def test_an_enterprise_sees_itself_and_of_others_the_duty_line_alone(standing):
    other = standing.cast.organisation("dd-2")
    stranger = Person.objects.filter(organisation=other).first()
    said = words(stranger, "board")
    assert "Đường dây trực của đơn vị khác" in said
    assert standing.office.short_name in said
    assert standing.office.phone in said
    assert "Hồ Thị Lan" not in said
    page = opened(standing.hang, "board")
    assert f'href="tel:{other.phone.replace(" ", "")}"' in page
    assert standing.cast.department.short_name in unescape(page)


def test_who_has_taken_over_is_told_from_who_has_not(standing):
    shift = standing.shift(Roster.objects.get(), kind="operations")
    Shift.objects.filter(pk=shift.pk).update(taken_at=BEGIN - HOUR / 12)
    said = words(standing.hang, "board")
    assert "Hồ Thị Lan Đã nhận ca 05:55" in said
    assert said.count("Chưa nhận ca") == 3
    assert "3 người chưa nhận ca" in said


def test_a_gap_is_red_and_the_organisation_counts_as_lacking(standing):
    shift = standing.shift(Roster.objects.get(), kind="responder", seat=2)
    Shift.objects.filter(pk=shift.pk).update(person=None)
    page = opened(standing.hang, "board")
    assert '<span class="badge bad">' in page
    assert "Thiếu 1 người" in page
    said = words(standing.hang, "board", query="?thieu")
    assert standing.office.short_name in said
    assert "Xem mọi đơn vị" in said


def test_without_a_roster_every_position_is_missing(desk):
    said = words(desk.hang, "board")
    assert "4 vị trí còn thiếu người" in said
    assert "Thiếu 2 người" in said


def test_who_has_set_no_position_is_told_in_red(desk):
    page = opened(desk.cast.binh, "board", query="?thieu")
    unset = len(desk.cast.enterprises)  # one has said it, and the department has not
    assert page.count('<span class="gap">Chưa đặt vị trí trực</span>') == unset
    assert f"0/{len(desk.cast.enterprises) + 1} đơn vị đủ người trực" in words(desk.cast.binh, "board")


def test_whoever_is_whole_is_not_among_those_that_lack(standing):
    said = words(standing.hang, "board", query="?thieu")
    assert "Không đơn vị nào thiếu người trực" in said
    assert "Hồ Thị Lan" not in said


def test_a_shift_that_is_over_is_nobodys(standing):
    standing.until(BEGIN + 3 * DAY + HOUR)
    assert "Hồ Thị Lan" not in words(standing.cast.binh, "board")


def test_the_page_is_live_and_asks_for_a_sign_in(standing, client):
    assert 'data-live="roster:* shift:* handover:*"' in opened(standing.hang, "board")
    answer = client.get(reverse("duty:board"))
    assert (answer.status_code, "/accounts/login/" in answer.url) == (302, True)
    assert client_of(standing.hang).post(reverse("duty:board")).status_code == 405


def test_forty_organisations_ask_no_more_than_a_few(standing):
    browser, address = client_of(standing.cast.binh), reverse("duty:board")
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(40):
        told = {"code": f"dn-{number}", "name": f"Doanh nghiệp {number}", "short_name": f"DN {number}"}
        row = Organisation.objects.create(
            kind="enterprise", supervisor=standing.cast.department, valid_from=BEFORE, phone="02600 000 999", **told
        )
        with access.acting_as_system():
            settled(row, number, standing.at + timedelta(minutes=number % 3))
    with CaptureQueriesContext(connection) as many:
        page = browser.get(address)
    assert b"DN 39" in page.content
    assert page.content.decode().count("Người ") >= 120
    assert len(many) == len(few) <= 26
