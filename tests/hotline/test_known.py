"""Who calls is known by the number: as far as this hotline was called from it."""

from __future__ import annotations

import pytest
from tests.hotline.desk import MINUTE

from thongsuot.hotline import queries
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


def known(desk, phone="0900 000 777", by=None):
    with access.acting_as(by or desk.lan, desk.at):
        return queries.known_by(desk.office, phone)


def test_a_number_that_never_called_is_nobodys(desk):
    assert known(desk) is None


@pytest.mark.parametrize("phone", ["0900000777", "+84 900 000 777", "0900.000.777", "(+84) 900-000-777"])
def test_however_it_is_written_it_is_the_same_number(desk, phone):
    desk.ring()
    assert known(desk, phone).last.caller == "Nguyễn Thị Mai"


def test_the_last_caller_is_named_and_all_are_counted(desk):
    desk.ring()
    desk.at += MINUTE
    desk.ring(caller="Trần Văn Bảy")
    told = known(desk)
    assert (told.last.caller, told.times) == ("Trần Văn Bảy", 2)


@pytest.mark.parametrize("phone", ["", "115", "abc", "0900 000 778"])
def test_other_numbers_are_not_confused_with_it(desk, phone):
    desk.ring()
    desk.ring(phone="115")
    assert known(desk, phone) is None


def test_a_wrong_number_is_no_acquaintance(desk):
    desk.do("void", desk.ring(), "Gọi nhầm")
    assert known(desk) is None


def test_what_another_hotline_knows_is_not_told(desk, department):
    department.ring()
    assert known(desk) is None
    with access.acting_as(department.lan, desk.at):
        assert queries.known_by(desk.office, "0900 000 777") is None
    desk.ring(caller="Của doanh nghiệp")
    with access.acting_as(department.lan, desk.at):
        assert queries.known_by(desk.office, "0900 000 777") is None
        assert queries.known_by(department.office, "0900 000 777").last.caller == "Nguyễn Thị Mai"
