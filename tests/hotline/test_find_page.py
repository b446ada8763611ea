"""What is suggested while somebody types: fragments, to those alone who answer the hotline."""

from __future__ import annotations

import html

import pytest

pytestmark = pytest.mark.django_db
ADDRESS = "/duong-day-nong/tim/"


@pytest.fixture(autouse=True)
def clock(desk, turned):
    """Let every page believe the desk's clock."""
    return turned(desk)


def asked(desk, by=None, **told):
    answer = desk.client(by).get(ADDRESS, told)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).strip()


def test_sites_are_choices_of_one_group_with_a_way_out(desk):
    said = asked(desk, place="benh vien")
    assert said.startswith("<fieldset")
    assert f'type="radio" name="site" value="{desk.site().pk}"' in said
    assert 'name="site" value="" checked' in said
    assert "Chỉ ghi địa điểm như đã nhập" in said


def test_what_was_chosen_stays_chosen_while_one_types_on(desk):
    said = asked(desk, place="benh vien da", site=str(desk.site().pk))
    assert f'value="{desk.site().pk}" checked' in said
    assert 'value="" checked' not in said


def test_where_one_alone_fits_it_is_seen_to_be_chosen(desk):
    said = asked(desk, place="benh vien da khoa tinh")
    assert f'value="{desk.site().pk}" checked' in said
    assert said.count('type="radio"') == 2


@pytest.mark.parametrize("place", ["", "b", "zzz qqq"])
def test_nothing_is_suggested_for_nothing(desk, place):
    assert asked(desk, place=place) == ""


def test_whoever_called_before_is_named(desk):
    desk.ring()
    said = asked(desk, phone="+84900000777")
    assert "Nguyễn Thị Mai đã gọi 1 lần" in said
    assert desk.call.get_absolute_url() in said


@pytest.mark.parametrize("phone", ["", "0900", "0900 000 778"])
def test_nobody_is_named_for_another_number(desk, phone):
    desk.ring()
    assert asked(desk, phone=phone) == ""


def test_another_hotline_knows_nobody_of_this_one(desk):
    desk.ring()
    assert asked(desk, desk.stranger, phone="0900000777") == ""


def test_others_are_suggested_nothing(desk):
    assert desk.client(desk.cast.person("dd-1.kiemsoat")).get(ADDRESS, {"place": "bv"}).status_code == 403


def test_whoever_is_not_signed_in_is_sent_to_the_door(client):
    assert client.get(ADDRESS, {"place": "bv"}).status_code == 302
