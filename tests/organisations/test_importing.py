"""A list of contacts: looked at first, taken in at one stroke, undone as long as nobody used it."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from tests.cast import MONDAY, VIETNAM
from tests.organisations import bad_sheet

from thongsuot.engines import contacts, tables
from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.models import Import, Mapping, Organisation, Person, Role

HEADINGS = ["Đơn vị", "Cán bộ đầu mối", "Chức vụ", "Điện thoại", "Email"]


def sheet_of(data: bytes) -> dict:
    """Return a list as the sandbox reads it."""
    return asdict(contacts.cleaned(tables.read(data, header_line=0)))


def brought(cast, *rows, headings=HEADINGS, by=None):
    """Return a list of these rows as somebody of the department brings it."""
    data = tables.write_xlsx(headings, rows, title="Đầu mối")
    return bring(cast, data, by=by)


def bring(cast, data, by=None):
    """Return a list as somebody of the department brings it."""
    return actions.bring(
        sheet_of(data), filename="dau-moi.xlsx", sha256="0" * 64, organisation=cast.department, by=by or cast.binh,
        at=MONDAY,
    )  # fmt: skip


def taken_in(cast, *rows, headings=HEADINGS):
    """Return a list of these rows after it was taken in."""
    return take_in(cast, brought(cast, *rows, headings=headings))


def take_in(cast, batch, at=MONDAY):
    """Take a list in as it was shown, and look at it as the department does from then on."""
    batch = actions.take_in(batch, seal=queries.plan(batch, at).seal, by=cast.binh, at=at)
    access.open_for(cast.binh, at)
    return batch


def the_person(name):
    return Person.objects.get(name=name, is_active=True)


def people_seen(cast):
    """Return how many people the department sees."""
    access.open_for(cast.binh, MONDAY)
    return Person.objects.count()


def whats(batch):
    return [told.what for told in queries.plan(batch, MONDAY).lines]


def notes_of(batch):
    return [note for told in queries.plan(batch, MONDAY).lines for note in told.notes]


NEW = ["Viễn thông Ea Rốc", "Đ/c Võ Thị Yến", "Chuyên viên", "0900.000.201", "yen@dn.example"]


def test_the_bad_list_brings_forty_enterprises_and_everybody_in_it(cast):
    batch = bring(cast, bad_sheet.workbook())
    plan = queries.plan(batch, MONDAY)
    assert plan.faults == []
    take_in(cast, batch)
    made = Organisation.objects.filter(valid_from=MONDAY, supervisor=cast.department)
    assert {contacts.organisation_key(row.name) for row in made} == {
        contacts.organisation_key(name) for name, _services in bad_sheet.enterprises()
    }
    services = {contacts.organisation_key(name): list(given) for name, given in bad_sheet.enterprises()}
    assert all(row.services == services[contacts.organisation_key(row.name)] for row in made)
    roles = Role.objects.filter(valid_from=MONDAY, organisation__in=made).select_related("person", "organisation")
    found = {
        (
            contacts.organisation_key(role.organisation.name),
            role.name,
            role.person.name,
            role.person.phone,
            *role.person.other_phones,
        )
        for role in roles
    }
    wanted = {
        (contacts.organisation_key(told.organisation), told.role, told.name or queries.NAMELESS, *told.phones)
        for told in bad_sheet.people()
    }
    assert found == wanted
    assert len(roles) == 120
    assert len({role.person_id for role in roles}) == 118  # two people work for two enterprises each


def test_nothing_is_made_before_it_is_taken_in(cast):
    before = (Organisation.objects.count(), Person.objects.count(), Role.objects.count())
    queries.plan(brought(cast, NEW), MONDAY)
    assert (Organisation.objects.count(), Person.objects.count(), Role.objects.count()) == before


def test_somebody_from_a_list_is_reached_but_cannot_sign_in(cast):
    taken_in(cast, NEW)
    yen = the_person("Võ Thị Yến")
    assert not yen.has_usable_password()
    assert (yen.phone, yen.email, yen.title) == ("0900 000 201", "yen@dn.example", "Chuyên viên")
    assert access.holds(yen, Role.Name.CONTACT, organisation=yen.organisation, at=MONDAY)
    assert yen.organisation.supervisor == cast.department


def test_the_same_list_once_more_brings_nothing(cast):
    taken_in(cast, NEW)
    batch = brought(cast, NEW)
    plan = queries.plan(batch, MONDAY)
    assert whats(batch) == ["same"]
    with pytest.raises(actions.NothingToImport, match="không có gì mới"):
        actions.take_in(batch, seal=plan.seal, by=cast.binh, at=MONDAY)


def test_an_enterprise_that_is_known_is_found_by_its_name_however_it_is_written(cast):
    first = cast.organisation("dd-1")
    for name in (first.name, first.name.upper(), first.short_name, first.code, f"  {first.name}. "):
        batch = brought(cast, [name, "Võ Thị Yến", "", "0900000201", ""])
        assert queries.plan(batch, MONDAY).made("organisation") == 0, name


def test_a_new_number_goes_first_and_the_old_ones_are_kept(cast):
    old = cast.hang.phone
    taken_in(cast, [cast.hang.organisation.name, cast.hang.name, "", "0900 000 201", ""])
    hang = cast.hang
    assert (hang.phone, hang.other_phones) == ("0900 000 201", [old])


def test_a_list_does_not_redirect_the_mail_of_somebody_who_signs_in(cast):
    old = cast.hang.email
    row = [cast.hang.organisation.name, cast.hang.name, "", cast.hang.phone, "moi@dn.example"]
    actions.set_password(cast.hang, "mot-mat-khau-dai-va-la")
    batch = brought(cast, row)
    assert whats(batch) == ["same"]
    assert f"{cast.hang.name} có tài khoản nên thư điện tử không đổi theo bảng" in notes_of(batch)
    assert cast.hang.email == old


def test_a_number_that_is_known_changes_nothing(cast):
    number = cast.hang.phone.replace(" ", "")
    batch = brought(cast, [cast.hang.organisation.name, cast.hang.name.upper(), "", number, ""])
    assert whats(batch) == ["same"]


def test_one_person_may_work_for_several_organisations(cast):
    other = cast.organisation("cd-1")
    batch = brought(cast, [other.name, cast.hang.name, "", cast.hang.phone, ""])
    assert any("nhiều đơn vị" in note for note in notes_of(batch))
    before = people_seen(cast)
    take_in(cast, batch)
    assert people_seen(cast) == before
    assert access.holds(cast.hang, Role.Name.CONTACT, organisation=other, at=MONDAY)
    assert cast.hang.organisation.code == "dd-1"


def test_each_organisation_sees_whoever_works_for_it(cast):
    other, hang = cast.organisation("cd-1"), cast.hang
    taken_in(cast, [other.name, hang.name, "", hang.phone, ""])
    with access.acting_for(other):
        assert hang in queries.holders(Role.Name.CONTACT, organisation=other, at=MONDAY)
        role = Role.objects.get(person=hang, organisation=other)
        actions.end_role(role, at=MONDAY)
        assert not Person.objects.filter(pk=hang.pk).exists()


def test_the_same_name_with_another_number_elsewhere_is_another_person(cast):
    other = cast.organisation("cd-1")
    before = people_seen(cast)
    taken_in(cast, [other.name, cast.hang.name, "", "0900000299", ""])
    assert people_seen(cast) == before + 1


def test_a_number_shared_by_two_people_is_pointed_out(cast):
    batch = brought(cast, [cast.organisation("cd-1").name, "Võ Thị Yến", "", cast.hang.phone, ""])
    assert f"Số {cast.hang.phone} cũng là của {cast.hang.name}" in notes_of(batch)


def test_an_organisation_without_anybody_is_entered(cast):
    taken_in(cast, ["Bưu điện Ea Rốc", "", "", "", ""])
    row = Organisation.objects.get(name="Bưu điện Ea Rốc")
    assert (row.services, row.roles.count()) == (["postal"], 0)


def test_a_number_and_nothing_else_is_somebody_without_a_name(cast):
    taken_in(cast, ["Bưu điện Ea Rốc", "", "", "0900000201", ""])
    row = Organisation.objects.get(name="Bưu điện Ea Rốc")
    assert row.people.get().name == queries.NAMELESS
    batch = brought(cast, ["Bưu điện Ea Rốc", "-", "", "+84 900 000 201", ""])
    assert whats(batch) == ["same"]


def test_a_name_nearly_like_a_known_one_is_pointed_out(cast):
    taken_in(cast, NEW)
    batch = brought(cast, ["Viễn thông Ea Rôc'", "Võ Thị Yến", "", "0900000201", ""])
    assert queries.plan(batch, MONDAY).made("organisation") == 0
    batch = brought(cast, ["Viễn thông Ea Rốcc", "Võ Thị Yến", "", "0900000201", ""])
    assert any("gần giống “Viễn thông Ea Rốc”" in note for note in notes_of(batch))


def test_a_line_at_fault_is_left_out_whole_and_the_others_come_in(cast):
    batch = brought(cast, NEW, ["Viễn thông Lộc An", "Bùi Văn Đạt", "", "12345", ""])
    plan = queries.plan(batch, MONDAY)
    assert [(fault.line, fault.column) for fault in plan.faults] == [(3, "D (Điện thoại)")]
    actions.take_in(batch, seal=plan.seal, by=cast.binh, at=MONDAY)
    assert Organisation.objects.filter(name="Viễn thông Ea Rốc").exists()
    assert not Organisation.objects.filter(name="Viễn thông Lộc An").exists()


def test_what_the_columns_mean_can_be_said(cast):
    headings = ["A", "B", "C"]
    batch = brought(cast, ["Viễn thông Ea Rốc", "Võ Thị Yến", "0900000201"], headings=headings)
    actions.name_columns(batch, ["organisation", "contact", "phone"], by=cast.binh, at=MONDAY)
    batch.refresh_from_db()
    take_in(cast, batch)
    assert the_person("Võ Thị Yến").phone == "0900 000 201"


def test_the_meaning_of_columns_is_remembered_for_the_next_list_with_the_same_headings(cast):
    headings = ["Đơn vị", "Trực ban", "Số"]
    batch = brought(cast, ["Viễn thông Ea Rốc", "Võ Thị Yến", "0900000201"], headings=headings)
    assert batch.columns == ["organisation", "duty", ""]
    assert not queries.plan(batch, MONDAY).remembered
    actions.name_columns(batch, ["organisation", "contact", "phone"], by=cast.binh, at=MONDAY)
    batch.refresh_from_db()
    take_in(cast, batch)
    again = brought(cast, ["Viễn thông Lộc An", "Bùi Văn Đạt", "0900000202"], headings=[" ĐƠN VỊ", "truc ban", "Số:"])
    assert again.columns == ["organisation", "contact", "phone"]
    assert queries.plan(again, MONDAY).remembered
    assert Mapping.objects.count() == 1


def test_a_meaning_that_nobody_knows_is_none(cast):
    batch = actions.name_columns(brought(cast, NEW), ["organisation", "__class__", "phone"], by=cast.binh, at=MONDAY)
    assert batch.columns == ["organisation", "", "phone", "phone", "email"]


def test_a_plan_that_would_come_out_otherwise_than_shown_is_not_carried_out(cast):
    batch = brought(cast, NEW)
    seal = queries.plan(batch, MONDAY).seal
    taken_in(cast, NEW)
    with pytest.raises(actions.PlanChanged, match="chưa có gì được nhập"):
        actions.take_in(batch, seal=seal, by=cast.binh, at=MONDAY)
    assert not Import.objects.get(pk=batch.pk).entries


def test_a_list_is_taken_in_once(cast):
    batch = taken_in(cast, NEW)
    with pytest.raises(actions.ImportEnded):
        actions.take_in(batch, seal="", by=cast.binh, at=MONDAY)
    with pytest.raises(actions.ImportEnded):
        actions.name_columns(batch, [], by=cast.binh, at=MONDAY)
    assert batch.sheet is None


@pytest.mark.parametrize("username", ["dd-1.daumoi", "dd-1.lanhdao"])
def test_enterprises_bring_no_lists(cast, username):
    with pytest.raises(access.NotAllowed):
        brought(cast, NEW, by=cast.person(username))


def test_two_new_organisations_of_one_short_name_get_two_codes(cast):
    long = "Công ty Cổ phần Dịch vụ Viễn thông và Truyền hình cáp khu vực Ea Rốc số"
    taken_in(cast, [f"{long} 1", "", "", "", ""], [f"{long} 2", "", "", "", ""])
    rows = Organisation.objects.filter(name__startswith=long)
    assert len({row.code for row in rows}) == 2
    assert all(len(row.short_name) <= 40 for row in rows)


def test_two_people_of_one_name_get_two_usernames(cast):
    taken_in(cast, [NEW[0], "Võ Thị Yến", "", "0900000201", ""])
    role = the_person("Võ Thị Yến").roles.get()
    actions.end_role(role, at=MONDAY.replace(hour=10))
    Person.objects.filter(name="Võ Thị Yến").update(is_active=False)
    again = brought(cast, [NEW[0], "Võ Thị Yến", "", "0900000201", ""])
    take_in(cast, again, at=MONDAY.replace(hour=11))
    assert the_person("Võ Thị Yến").username.endswith("vo-thi-yen-1")


def test_a_contact_is_entered_by_hand_through_the_same_plan(cast):
    first = cast.organisation("dd-1")
    told = contacts.Person("contact", "Võ Thị Yến", "Kỹ sư", ("0900 000 201", "0260 0000 100"), "")
    person = actions.add_contact(first, told, department=cast.department, by=cast.binh, at=MONDAY)
    assert (person.name, person.other_phones, person.organisation) == ("Võ Thị Yến", ["0260 0000 100"], first)
    again = actions.add_contact(first, told, department=cast.department, by=cast.binh, at=MONDAY)
    assert again == person
    assert person.roles.count() == 1


def test_a_contact_is_not_entered_by_the_enterprise_for_the_department(cast):
    told = contacts.Person("contact", "Võ Thị Yến")
    with pytest.raises(access.NotAllowed):
        actions.add_contact(cast.organisation("dd-1"), told, department=cast.department, by=cast.hang, at=MONDAY)


def test_the_time_of_a_list_is_the_moment_it_was_taken_in(cast):
    batch = brought(cast, NEW)
    later = MONDAY.replace(hour=15)
    take_in(cast, batch, at=later)
    assert Role.objects.get(person__name="Võ Thị Yến").valid_from.astimezone(VIETNAM) == later
