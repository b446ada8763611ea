"""A list is undone whole or not at all; what has been used since is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.organisations.test_importing import NEW, brought, take_in, taken_in, the_person, whats

from thongsuot.organisations import access, actions
from thongsuot.organisations.models import Organisation, Person, Role

LATER = MONDAY + timedelta(hours=2)


def undone(cast, batch):
    return actions.undo_import(batch, by=cast.binh, at=LATER)


def reasons_of(cast, batch):
    with pytest.raises(actions.ImportUsed, match="chưa có gì thay đổi") as refused:
        undone(cast, batch)
    return refused.value.reasons


def test_what_a_list_made_ends_when_it_is_undone(cast):
    batch = undone(cast, taken_in(cast, NEW))
    row = Organisation.objects.get(name=NEW[0])
    assert row.valid_until == LATER
    assert not Person.objects.get(name="Võ Thị Yến").is_active
    assert Role.objects.get(organisation=row).valid_until == LATER
    assert (batch.undone_at, batch.undone_by_name) == (LATER, str(cast.binh))


def test_what_a_list_changed_is_as_before(cast):
    before = (cast.hang.phone, cast.hang.other_phones, cast.hang.title, cast.hang.email)
    row = [cast.hang.organisation.name, cast.hang.name, "Trưởng phòng", "0900 000 201", "moi@dn.example"]
    batch = taken_in(cast, row)
    assert cast.hang.phone == "0900 000 201"
    undone(cast, batch)
    assert (cast.hang.phone, cast.hang.other_phones, cast.hang.title, cast.hang.email) == before


def test_an_undone_list_can_be_taken_in_again(cast):
    undone(cast, taken_in(cast, NEW))
    again = brought(cast, NEW)
    assert whats(again) == ["new"]
    take_in(cast, again, at=LATER)
    assert the_person("Võ Thị Yến").organisation.valid_until is None


def test_a_list_is_undone_once(cast):
    batch = undone(cast, taken_in(cast, NEW))
    with pytest.raises(actions.ImportEnded):
        undone(cast, batch)


def test_a_list_that_waits_cannot_be_undone(cast):
    with pytest.raises(actions.ImportEnded):
        undone(cast, brought(cast, NEW))


def test_somebody_who_signed_in_since_keeps_the_list(cast):
    batch = taken_in(cast, NEW)
    Person.objects.filter(name="Võ Thị Yến").update(last_login=LATER)
    assert reasons_of(cast, batch) == ["Dòng 2, Võ Thị Yến: đã đăng nhập"]
    assert Organisation.objects.get(name=NEW[0]).valid_until is None


def test_somebody_edited_since_keeps_the_list(cast):
    batch = taken_in(cast, NEW)
    yen = the_person("Võ Thị Yến")
    actions.change(yen, version=yen.version, phone="0900 000 299")
    assert reasons_of(cast, batch) == ["Dòng 2, Võ Thị Yến: đã được sửa sau khi nhập"]


def test_a_row_that_others_point_to_keeps_the_list(cast):
    batch = taken_in(cast, NEW)
    actions.follow(Organisation.objects.get(name=NEW[0]), cast.binh, by=cast.khanh, at=MONDAY)
    assert reasons_of(cast, batch) == ["Dòng 2, Viễn thông Ea Rốc: đã có 1 ghi nhận khác gắn với mục này"]


def test_a_person_given_another_role_since_keeps_the_list(cast):
    batch = taken_in(cast, NEW)
    yen = the_person("Võ Thị Yến")
    actions.grant(yen, Role.Name.DUTY, organisation=yen.organisation, by=cast.khanh, at=MONDAY)
    assert len(reasons_of(cast, batch)) == 2  # the person, and the organisation for which the role is held


def test_every_reason_is_named_with_its_line(cast):
    second = ["Viễn thông Lộc An", "Bùi Văn Đạt", "", "0900000202", ""]
    batch = taken_in(cast, NEW, second)
    Person.objects.filter(name__in=["Võ Thị Yến", "Bùi Văn Đạt"]).update(last_login=LATER)
    assert reasons_of(cast, batch) == ["Dòng 2, Võ Thị Yến: đã đăng nhập", "Dòng 3, Bùi Văn Đạt: đã đăng nhập"]


def test_a_role_that_ended_meanwhile_keeps_nothing_back(cast):
    batch = taken_in(cast, NEW)
    role = the_person("Võ Thị Yến").roles.get()
    actions.end_role(role, at=MONDAY + timedelta(hours=1))
    undone(cast, batch)
    role.refresh_from_db()
    assert role.valid_until == MONDAY + timedelta(hours=1)


def test_an_enterprise_undoes_nothing(cast):
    batch = taken_in(cast, NEW)
    with pytest.raises(access.NotAllowed):
        actions.undo_import(batch, by=cast.hang, at=LATER)
