"""The pages of days and areas: an administrator of the department keeps them, to anybody else they are not there."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from tests.cast import client_of

from thongsuot.organisations.models import WorkingDay

pytestmark = pytest.mark.django_db
PAGES = ("organisations:days", "organisations:areas")


@pytest.fixture
def keeper(cast):
    return client_of(cast.person("so.quantri"))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao", "dd-1.lanhdao"])
def test_to_anybody_else_the_page_is_not_there(cast, name, username):
    assert client_of(cast.person(username)).get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_asked_to_sign_in(client, name):
    assert client.get(reverse(name)).status_code == 302


def days(client, **told):
    facts = {"first": "2027-02-05", "last": "2027-02-11", "working": "off", "why": "Tết Nguyên đán", **told}
    return client.post(reverse("organisations:days"), facts)


def test_days_are_entered_shown_in_their_year_and_taken_back(keeper):
    answer = days(keeper)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/quan-tri/lich/?nam=2027")
    assert WorkingDay.objects.count() == 7
    page = keeper.get(answer.headers["Location"]).content.decode()
    assert page.count("Tết Nguyên đán") == 7
    day = WorkingDay.objects.first()
    assert keeper.post(reverse("organisations:unset-day", args=[day.pk])).status_code == 302
    assert keeper.get(answer.headers["Location"]).content.decode().count("Tết Nguyên đán") == 6


def test_one_day_that_is_worked_needs_no_last_day(keeper):
    assert days(keeper, last="", working="worked", why="Làm bù").status_code == 302
    assert WorkingDay.objects.get().working


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": ""}, {"first": "05/13/2027"}, {"last": "2027-02-04"}, {"last": "2027-03-30"}, {"working": "maybe"},
        {"why": ""},
    ],
    ids=["no day", "no such day", "backwards", "too many", "neither", "no reason"],
)  # fmt: skip
def test_what_is_not_well_formed_is_told_and_nothing_is_kept(keeper, wrong):
    assert days(keeper, **wrong).status_code == 422
    assert not WorkingDay.objects.exists()


@pytest.mark.parametrize("year", ["x", "", "99999999999999999999", "-1", "١٩٩٩", "1999"])
def test_a_year_that_is_none_shows_this_one(keeper, year):
    page = keeper.get(reverse("organisations:days"), {"nam": year})
    assert page.status_code == 200
    assert f'value="{localdate().year}"' in page.content.decode()


def test_another_year_is_shown_with_its_days(keeper):
    page = keeper.get(reverse("organisations:days"), {"nam": "2020"}).content.decode()
    assert 'value="2020"' in page
    assert "Giỗ Tổ Hùng Vương" in page


def test_areas_are_listed_as_they_stood_on_a_day(keeper):
    page = keeper.get(reverse("organisations:areas"), {"kind": "district"}).content.decode()
    assert "Thành phố Đông Xuyên" in page
    assert "Tỉnh Đông Xuyên</th>" not in page
    before = keeper.get(reverse("organisations:areas"), {"day": "1990-01-01"}).content.decode()
    assert "Chưa có địa bàn nào" in before
    assert keeper.get(reverse("organisations:areas"), {"day": "x", "kind": "y", "page": "z"}).status_code == 200
