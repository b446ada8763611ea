"""Whose rows a person sees: the own organisation, those of the roles in force, those that a department supervises."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import BEFORE, MONDAY

from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.models import Organisation, Person

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
ENTERPRISES = ["bc-1", "bc-2", "bc-3", "cd-1", "cd-2", "dd-1", "dd-2", "dd-3", "in-1"]


def seen(person, at=MONDAY):
    """Return the codes of the organisations that a person sees."""
    rows = Organisation.objects.filter(pk__in=queries.seen_by(person, at))
    return sorted(rows.values_list("code", flat=True))


@pytest.mark.parametrize("username", ["daumoi", "lanhdao", "trucban", "kiemsoat"])
@pytest.mark.parametrize("code", ["dd-1", "bc-2"])
def test_everybody_of_an_enterprise_sees_it_alone(cast, code, username):
    assert seen(cast.person(f"{code}.{username}")) == [code]


@pytest.mark.parametrize("username", ["lanhdao", "chuyenvien", "vanthu", "quantri", "thanhtra"])
def test_everybody_of_the_department_sees_it_and_those_it_supervises(cast, username):
    assert seen(cast.person(f"so.{username}")) == sorted(["so-khcn", *ENTERPRISES])


def test_the_authorities_above_are_not_in_sight(cast):
    assert not {"bo-khcn", "ubnd-tinh"} & set(seen(cast.binh))


def test_a_role_at_a_department_opens_what_it_supervises(cast):
    role = actions.grant(cast.hang, "auditor", organisation=cast.department, by=cast.binh, at=MONDAY)
    assert seen(cast.hang) == sorted(["so-khcn", *ENTERPRISES])
    actions.end_role(role, at=MONDAY + DAY)
    assert seen(cast.hang, MONDAY + DAY) == ["dd-1"]


def test_another_department_sees_its_own_enterprises_and_not_these(cast):
    other = actions.add_organisation(code="so-khac", kind="department", name="Sở B", short_name="Sở B", at=BEFORE)
    with access.acting_as_system():
        actions.add_organisation(
            code="rieng", kind="enterprise", name="Riêng", short_name="Riêng", supervisor=other, at=BEFORE
        )
        stranger = actions.add_person(username="b.chuyenvien", name="Vũ Thị Bắc", organisation=other)
        assert seen(stranger) == ["rieng", "so-khac"]
        assert seen(cast.binh) == sorted(["so-khcn", *ENTERPRISES])


def test_an_enterprise_that_stands_above_another_does_not_see_it(cast):
    row = cast.organisation("dd-2")
    actions.change(row, version=row.version, supervisor=cast.organisation("dd-1"))
    assert seen(cast.hang) == ["dd-1"]


def test_whoever_has_no_role_still_sees_the_own_organisation(cast):
    person = actions.add_person(username="dd-1.moi", name="Lê Văn Mới", organisation=cast.organisation("dd-1"))
    assert seen(person) == ["dd-1"]
    assert queries.seen_by(person, MONDAY) == [cast.organisation("dd-1").pk]


@pytest.mark.parametrize(
    ("moment", "holds"),
    [(-SECOND, False), (timedelta(0), True), (DAY - SECOND, True), (DAY, False), (DAY + SECOND, False)],
    ids=["before", "first", "last", "ended", "after"],
)
def test_a_role_opens_from_its_first_moment_until_just_before_its_end(cast, moment, holds):
    role = actions.grant(cast.hang, "contact", organisation=cast.organisation("bc-1"), by=cast.binh, at=MONDAY)
    actions.end_role(role, at=MONDAY + DAY)
    at = MONDAY + moment
    assert ("bc-1" in seen(cast.hang, at)) is holds
    assert access.holds(cast.hang, "contact", organisation=cast.organisation("bc-1"), at=at) is holds
    assert (cast.hang in queries.holders("contact", organisation=cast.organisation("bc-1"), at=at)) is holds
    assert (role in cast.hang.roles.filter(queries.in_force(at))) is holds


def test_the_directory_is_what_one_sees(cast):
    assert [row.code for row in queries.visible_to(cast.hang, MONDAY)] == ["dd-1"]
    people = queries.people_visible_to(cast.hang, MONDAY)
    assert {person.organisation.code for person in people} == {"dd-1"}
    assert (
        queries.people_visible_to(cast.binh, MONDAY).count()
        == Person.objects.filter(organisation__kind__in=["department", "enterprise"]).count()
    )


@pytest.mark.parametrize(
    ("username", "administers", "audits"),
    [
        ("so.quantri", True, True),
        ("so.thanhtra", False, True),
        ("so.chuyenvien", False, False),
        ("so.lanhdao", False, False),
        ("dd-1.lanhdao", False, False),
        ("dd-1.kiemsoat", False, False),
        ("dd-2.daumoi", False, False),
    ],
)
def test_who_keeps_an_entry_and_who_checks_its_records(cast, username, administers, audits):
    person, own = cast.person(username), cast.organisation("dd-1")
    assert queries.administers(person, own, MONDAY) is administers
    assert queries.audits(person, own, MONDAY) is audits


def test_an_enterprises_own_administrator_keeps_it_and_no_other(cast):
    own, other = cast.organisation("dd-1"), cast.organisation("dd-2")
    role = actions.grant(cast.hang, "administrator", organisation=own, by=cast.binh, at=MONDAY)
    told = [queries.administers(cast.hang, row, MONDAY) for row in (own, other, cast.department)]
    assert told == [True, False, False]
    actions.end_role(role, at=MONDAY + DAY)
    assert not queries.administers(cast.hang, own, MONDAY + DAY)
