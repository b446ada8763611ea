"""The keeper of an entry: every verb refuses everybody else, and what is taken or held already."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY

from thongsuot.organisations import access, actions
from thongsuot.organisations.models import Credential, Person, Role, Staff, System

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
STRANGERS = ("dd-1.daumoi", "dd-1.lanhdao", "dd-2.lanhdao", "so.chuyenvien", "so.lanhdao", "so.thanhtra")


def worker(cast):
    """Return a worker on the list of the first mobile operator."""
    return Staff.objects.filter(organisation=cast.organisation("dd-1")).first()


def key(cast):
    """Return a key of the first mobile operator."""
    told = {"organisation": cast.organisation("dd-1"), "name": "Máy", "scopes": ["alerts"]}
    return actions.issue_credential(**told, until=MONDAY + DAY, at=MONDAY)[0]


VERBS = {
    "edit": lambda cast, by: actions.edit(cast.organisation("dd-1"), version=1, by=by, at=MONDAY, phone="0900 000 001"),
    "enrol": lambda cast, by: actions.enrol(
        cast.organisation("dd-1"), username="dd-1.moi", name="Lê Văn Mới", by=by, at=MONDAY
    ),
    "renew_password": lambda cast, by: actions.renew_password(cast.person("dd-1.trucban"), by=by, at=MONDAY),
    "end_person": lambda cast, by: actions.end_person(cast.person("dd-1.trucban"), by=by, at=MONDAY),
    "give_role": lambda cast, by: actions.give_role(
        cast.person("dd-1.trucban"), "contact", organisation=cast.organisation("dd-1"), by=by, at=MONDAY
    ),
    "take_role": lambda cast, by: actions.take_role(cast.person("dd-1.trucban").roles.get(), by=by, at=MONDAY),
    "enter_staff": lambda cast, by: actions.enter_staff(
        cast.organisation("dd-1"), code="DD1999", name="Mai Văn Út", unit="Tổ 1", by=by, at=MONDAY
    ),
    "strike_staff": lambda cast, by: actions.strike_staff(worker(cast), by=by, at=MONDAY),
    "give_key": lambda cast, by: actions.give_key(
        cast.organisation("dd-1"), name="Máy", scopes=["alerts"], until=MONDAY + DAY, by=by, at=MONDAY
    ),
    "end_key": lambda cast, by: actions.end_key(key(cast), by=by, at=MONDAY),
}
EVERY = pytest.mark.parametrize("verb", VERBS)


@EVERY
def test_nobody_but_an_administrator_there_or_above_does_it(cast, verb):
    for username in STRANGERS:
        with pytest.raises(access.NotAllowed, match="chưa có gì thay đổi"):
            VERBS[verb](cast, cast.person(username))


@EVERY
def test_the_departments_administrator_does_it(cast, verb):
    assert VERBS[verb](cast, cast.person("so.quantri")) is not None


@EVERY
def test_the_enterprises_own_administrator_does_it_while_the_role_holds(cast, verb):
    role = actions.grant(cast.hang, "administrator", organisation=cast.organisation("dd-1"), by=cast.binh, at=MONDAY)
    assert VERBS[verb](cast, cast.hang) is not None
    Role.objects.filter(pk=role.pk).update(valid_until=MONDAY)
    with pytest.raises(access.NotAllowed):
        VERBS[verb](cast, cast.hang)


@EVERY
def test_a_part_of_the_system_was_checked_where_it_entered(cast, verb):
    assert VERBS[verb](cast, System("Nạp dữ liệu")) is not None


def test_only_how_one_is_reached_is_edited(cast):
    admin = cast.person("so.quantri")
    for name in ("name", "code", "kind", "services", "supervisor"):
        with pytest.raises(TypeError, match=name):
            actions.edit(cast.organisation("dd-1"), version=1, by=admin, at=MONDAY, **{name: "x"})
    facts = {"address": "Số 1", "phone": "02699 000 123", "email": "a@dd-1.example"}
    changed = actions.edit(cast.organisation("dd-1"), version=1, by=admin, at=MONDAY, **facts)
    assert {name: getattr(changed, name) for name in facts} == facts
    with pytest.raises(actions.EditedMeanwhile):
        actions.edit(cast.organisation("dd-1"), version=1, by=admin, at=MONDAY, phone="02699 000 124")


def test_a_name_that_is_taken_is_refused_and_nothing_is_kept(cast):
    admin, own = cast.person("so.quantri"), cast.organisation("dd-1")
    before = Person.objects.count()
    with pytest.raises(actions.Taken, match="Tên đăng nhập dd-1.daumoi"):
        actions.enrol(own, username="dd-1.daumoi", name="Lê Văn Mới", by=admin, at=MONDAY)
    with pytest.raises(actions.Taken, match=f"Mã số {worker(cast).code}"):
        actions.enter_staff(own, code=worker(cast).code, name="Mai Văn Út", unit="", by=admin, at=MONDAY)
    assert Person.objects.count() == before


def test_a_first_password_opens_and_a_renewed_one_replaces_it(cast):
    admin = cast.person("so.quantri")
    first = actions.enrol(cast.organisation("dd-1"), username="dd-1.moi", name="Lê Văn Mới", by=admin, at=MONDAY)
    person = cast.person("dd-1.moi")
    assert person.check_password(first)
    assert first not in person.password
    second = actions.renew_password(person, by=admin, at=MONDAY)
    person = cast.person("dd-1.moi")
    assert (person.check_password(first), person.check_password(second)) == (False, True)


def test_a_role_is_given_once_to_ones_own_people(cast):
    admin, own = cast.person("so.quantri"), cast.organisation("dd-1")
    with pytest.raises(actions.AlreadyHeld, match="đang giữ vai trò Cán bộ đầu mối"):
        actions.give_role(cast.hang, "contact", organisation=own, by=admin, at=MONDAY)
    with pytest.raises(access.NotAllowed, match="không thuộc"):
        actions.give_role(cast.person("dd-2.daumoi"), "contact", organisation=own, by=admin, at=MONDAY)


def test_taking_and_striking_twice_change_nothing(cast):
    admin = cast.person("so.quantri")
    role = actions.take_role(cast.hang.roles.get(), by=admin, at=MONDAY)
    assert actions.take_role(role, by=admin, at=MONDAY + DAY).valid_until == MONDAY
    staff = actions.strike_staff(worker(cast), by=admin, at=MONDAY)
    assert actions.strike_staff(staff, by=admin, at=MONDAY + DAY).valid_until == MONDAY
    credential = actions.end_key(key(cast), by=admin, at=MONDAY)
    assert actions.end_key(credential, by=admin, at=MONDAY + DAY).valid_until == MONDAY
    assert Credential.objects.get(pk=credential.pk).valid_until == MONDAY


def test_nothing_ends_before_it_began(cast):
    admin, own = cast.person("so.quantri"), cast.organisation("dd-1")
    role = actions.give_role(cast.hang, "duty", organisation=own, by=admin, at=MONDAY)
    assert actions.take_role(role, by=admin, at=MONDAY - DAY).valid_until == MONDAY
    staff = actions.enter_staff(own, code="DD1999", name="Mai Văn Út", unit="", by=admin, at=MONDAY)
    assert actions.strike_staff(staff, by=admin, at=MONDAY - DAY).valid_until == MONDAY


def test_an_account_that_ends_takes_all_its_roles_along(cast):
    admin, person = cast.person("so.quantri"), cast.hang
    actions.grant(person, "duty", organisation=cast.organisation("dd-2"), by=admin, at=MONDAY + DAY)
    actions.end_person(person, by=admin, at=MONDAY)
    assert not cast.hang.is_active
    assert not cast.hang.roles.filter(valid_until=None).exists()
    assert Person.objects.filter(username="dd-1.daumoi").exists()


def test_administrators_do_not_shut_themselves_out(cast):
    admin = cast.person("so.quantri")
    with pytest.raises(access.NotAllowed, match="quản trị khác"):
        actions.end_person(admin, by=admin, at=MONDAY)
    with pytest.raises(access.NotAllowed, match="quản trị khác"):
        actions.take_role(admin.roles.get(name="administrator"), by=admin, at=MONDAY)
    assert cast.person("so.quantri").is_active
