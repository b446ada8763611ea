"""People get an account and roles; staff get a line on a list; both are listed by given name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY

from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.models import Role, Staff, System

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


def test_a_new_person_signs_in_only_with_a_password(cast):
    without = actions.add_person(username="dd-1.moi", name="Lê Văn Mới", organisation=cast.organisation("dd-1"))
    assert not without.has_usable_password()
    actions.set_password(without, "một câu dài để nhớ")
    without.refresh_from_db()
    assert without.check_password("một câu dài để nhớ")
    assert not without.is_staff


def test_two_people_never_share_an_account_name(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_person(username="dd-1.daumoi", name="Người Khác", organisation=cast.organisation("dd-2"))


def test_people_are_listed_by_given_name_in_vietnamese_order(cast):
    enterprise = cast.organisation("bc-3")
    names = ["Đỗ Thị Ổn", "Lê Văn Ơn", "Bùi Đức", "Trần Dũng", "Lý Ân", "Ngô An", "Cao Ái"]
    for number, name in enumerate(names):
        actions.add_person(username=f"bc-3.{number}", name=name, organisation=enterprise)
    listed = [person.name for person in enterprise.people.all() if person.name in names]
    assert listed == ["Cao Ái", "Ngô An", "Lý Ân", "Trần Dũng", "Bùi Đức", "Đỗ Thị Ổn", "Lê Văn Ơn"]


def test_the_longest_name_fits(cast):
    name = ("Nguyễn Phước Ưỡng " * 5)[:80].strip()
    person = actions.add_person(username="dai", name=name, organisation=cast.department)
    person.refresh_from_db()
    assert person.name == name


def test_a_role_holds_from_when_it_was_given_until_it_ends(cast):
    enterprise = cast.organisation("dd-2")
    role = actions.grant(cast.hang, Role.Name.DUTY, organisation=enterprise, by=cast.binh, at=MONDAY)
    assert (role.by_name, str(role)) == ("Lê Thanh Bình", "Nguyễn Thị Hằng: Trực ban")
    assert not access.holds(cast.hang, "duty", organisation=enterprise, at=MONDAY - timedelta(seconds=1))
    assert access.holds(cast.hang, "duty", organisation=enterprise, at=MONDAY)
    actions.end_role(role, at=LATER)
    assert access.holds(cast.hang, "duty", organisation=enterprise.pk, at=LATER - timedelta(seconds=1))
    assert not access.holds(cast.hang, "duty", organisation=enterprise, at=LATER)


def test_a_role_is_held_once_at_a_time_and_may_come_back(cast):
    give = {"organisation": cast.organisation("dd-2"), "by": System("nạp dữ liệu")}
    role = actions.grant(cast.hang, Role.Name.DUTY, at=MONDAY, **give)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.grant(cast.hang, Role.Name.DUTY, at=LATER, **give)
    actions.end_role(role, at=LATER)
    assert actions.grant(cast.hang, Role.Name.DUTY, at=LATER, **give).valid_until is None


def test_a_role_never_ends_before_it_began(cast):
    role = actions.grant(cast.hang, Role.Name.DUTY, organisation=cast.organisation("dd-2"), by=cast.binh, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.end_role(role, at=MONDAY - timedelta(days=1))


def test_the_holders_of_a_role_are_the_active_people_who_hold_it_then(cast):
    enterprise = cast.organisation("dd-1")
    assert list(queries.holders("contact", "leader", organisation=enterprise, at=MONDAY)) == [cast.hang, cast.long]
    hang = cast.hang
    hang.is_active = False
    hang.save()
    assert list(queries.holders("contact", "leader", organisation=enterprise, at=MONDAY)) == [cast.long]
    actions.end_role(cast.long.roles.get(name="leader"), at=MONDAY)
    assert list(queries.holders("contact", "leader", organisation=enterprise, at=MONDAY)) == []


def test_a_worker_stands_on_the_list_once_until_taken_off(cast):
    enter = {"organisation": cast.organisation("dd-1"), "code": "DD1999", "name": "Mai Văn Út"}
    worker = actions.add_staff(unit="Tổ Vận hành", at=MONDAY, **enter)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_staff(at=MONDAY, **enter)
    actions.end_staff(worker, at=LATER)
    actions.add_staff(at=LATER, **enter)
    assert [str(row) for row in Staff.objects.filter(code="DD1999")] == ["Mai Văn Út", "Mai Văn Út"]
    assert Staff.objects.filter(queries.in_force(MONDAY), code="DD1999").get() == worker
