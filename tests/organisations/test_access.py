"""Who may see and do what: by the roles held, and once more by the database."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import MONDAY

from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.models import Organisation, Person, Role, Staff, System

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


def codes(organisations):
    return sorted(organisation.code for organisation in organisations)


def test_an_act_needs_a_role_in_force_at_that_organisation(cast):
    own, other = cast.organisation("dd-1"), cast.organisation("dd-2")
    access.require(cast.hang, "contact", "leader", organisation=own, at=MONDAY)
    for who, role, organisation in (
        (cast.hang, "leader", own),
        (cast.hang, "contact", other),
        (cast.binh, "contact", own),
    ):
        with pytest.raises(access.NotAllowed, match="chưa có gì thay đổi"):
            access.require(who, role, organisation=organisation, at=MONDAY)
    actions.end_role(cast.hang.roles.get(), at=MONDAY)
    with pytest.raises(access.NotAllowed):
        access.require(cast.hang, "contact", organisation=own.pk, at=MONDAY)


def test_the_system_and_machines_are_checked_where_they_enter(cast):
    credential, _ = actions.issue_credential(
        organisation=cast.department, name="Máy", scopes=[], until=LATER, at=MONDAY
    )
    for by in (System("timer"), credential):
        access.require(by, "leader", organisation=cast.department, at=MONDAY)


def test_an_enterprise_sees_itself_alone_and_the_department_those_it_supervises(cast):
    assert codes(queries.visible_to(cast.hang, MONDAY)) == ["dd-1"]
    everybody = codes([cast.department, *cast.enterprises])
    assert codes(queries.visible_to(cast.binh, MONDAY)) == everybody
    assert set(queries.people_visible_to(cast.hang, MONDAY)) == set(cast.organisation("dd-1").people.all())


def test_a_role_elsewhere_opens_that_organisation_for_its_time(cast):
    role = actions.grant(cast.hang, Role.Name.CONTACT, organisation=cast.organisation("bc-1"), by=cast.binh, at=MONDAY)
    assert codes(queries.visible_to(cast.hang, MONDAY)) == ["bc-1", "dd-1"]
    actions.end_role(role, at=LATER)
    assert codes(queries.visible_to(cast.hang, LATER)) == ["dd-1"]


@pytest.mark.parametrize(
    ("obliged", "bound"),
    [
        ("all", ["bc-1", "bc-2", "bc-3", "cd-1", "cd-2", "dd-1", "dd-2", "dd-3", "in-1"]),
        ("telecom", ["cd-1", "cd-2", "dd-1", "dd-2", "dd-3", "in-1"]),
        ("mobile", ["dd-1", "dd-2", "dd-3"]),
        ("fixed", ["cd-1", "cd-2"]),
        ("internet", ["in-1"]),
        ("postal", ["bc-1", "bc-2", "bc-3"]),
        ("named", []),
    ],
)
def test_a_rule_binds_whom_it_says(cast, obliged, bound):
    assert codes(queries.bound_by(obliged, department=cast.department, at=MONDAY)) == bound


def test_named_enterprises_are_found_by_name_short_name_or_code(cast):
    names = [cast.organisation("bc-1").name, cast.organisation("dd-2").short_name, "in-1", "không có"]
    assert codes(queries.bound_by("named", department=cast.department, at=MONDAY, names=names)) == [
        "bc-1",
        "dd-2",
        "in-1",
    ]
    assert codes(queries.bound_by("all", department=cast.ministry, at=MONDAY)) == []


def test_the_database_shows_each_organisation_its_own_rows_alone(cast):
    enterprise = cast.organisation("dd-1")
    with access.acting_for(enterprise):
        for model in (Person, Staff, Role):
            rows = model.objects.all()
            assert rows
            assert {row.organisation_id for row in rows} == {enterprise.pk}
    with access.acting_for(enterprise.pk, cast.organisation("dd-2")):
        assert {row.organisation.code for row in Staff.objects.all()} == {"dd-1", "dd-2"}


def test_nobody_sees_nothing_and_whoever_signs_in_sees_only_the_own_row(cast):
    hang = cast.hang
    with access.nobody():
        assert not Person.objects.exists()
        access.name_person(person_id=None, login="dd-1.daumoi")
        assert list(Person.objects.all()) == [hang]
        access.name_person(person_id=None, login=hang.email)
        assert list(Person.objects.all()) == [hang]
        access.name_person(person_id=hang.pk)
        assert list(Person.objects.all()) == [hang]
        assert {role.person_id for role in Role.objects.all()} == {hang.pk}
        assert not Staff.objects.exists()


def test_whoever_is_let_in_sees_what_the_roles_give(cast):
    binh, hang = cast.binh, cast.hang
    with access.nobody():
        access.name_person(person_id=hang.pk)
        access.open_for(hang, MONDAY)
        assert {row.organisation.code for row in Person.objects.all()} == {"dd-1"}
    with access.nobody():
        access.name_person(person_id=binh.pk)
        access.open_for(binh, MONDAY)
        seen = {row.organisation.code for row in Person.objects.all()}
    assert seen == {"so-khcn", *codes(cast.enterprises)}


def test_reaching_out_adds_an_organisation_and_sight_comes_back_as_it_was(cast):
    own, other = cast.organisation("dd-1"), cast.organisation("dd-2")
    with access.acting_for(own):
        with access.reaching(other):
            assert {row.organisation_id for row in Staff.objects.all()} == {own.pk, other.pk}
        assert {row.organisation_id for row in Staff.objects.all()} == {own.pk}
    assert {row.organisation.code for row in Staff.objects.all()} == set(codes(cast.enterprises))


def test_a_row_is_never_written_for_an_organisation_out_of_sight(cast):
    other = cast.organisation("dd-2")
    with access.acting_for(cast.organisation("dd-1")), pytest.raises(DatabaseError), transaction.atomic():
        actions.add_staff(organisation=other, code="X1", name="Người Lạ", at=MONDAY)
    assert not Staff.objects.filter(code="X1").exists()


def test_the_role_the_pages_use_cannot_pass_the_walls(cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
    assert Organisation.objects.filter(code="dd-1").exists()


def test_sight_comes_back_after_a_failure_inside(cast):
    own = cast.organisation("dd-1")
    with access.acting_for(own):
        with pytest.raises(DatabaseError), access.reaching(cast.organisation("dd-2")), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert {row.organisation_id for row in Staff.objects.all()} == {own.pk}
