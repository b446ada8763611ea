"""Whom a rule binds: enterprises in force under the department, by what they provide or by how they are named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY

from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.models import Organisation

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SERVICES = [str(service) for service in Organisation.Service.values]
TELECOM = ("mobile", "fixed", "internet")


def bound(cast, obliged, *, at=MONDAY, names=None, department=None):
    """Return the codes of those bound."""
    rows = queries.bound_by(obliged, department=department or cast.department, at=at, names=names)
    return sorted(rows.values_list("code", flat=True))


def enterprise(cast, code, *services, at=MONDAY, **changes):
    """Enter an enterprise that provides these services."""
    told = {"supervisor": cast.department, "name": f"Công ty {code}", "short_name": code, **changes}
    return actions.add_organisation(code=code, kind="enterprise", services=list(services), at=at, **told)


@pytest.mark.parametrize("service", SERVICES)
def test_a_new_enterprise_is_bound_by_the_rules_of_its_service_and_of_all(cast, service):
    enterprise(cast, "moi", service)
    rules = {rule for rule in (*SERVICES, "telecom", "all") if "moi" in bound(cast, rule)}
    assert rules == {service, "all"} | ({"telecom"} if service in TELECOM else set())


def test_who_provides_several_services_is_bound_once_by_each(cast):
    enterprise(cast, "da-dich-vu", "mobile", "fixed", "postal")
    for rule in ("mobile", "fixed", "postal", "telecom", "all"):
        assert bound(cast, rule).count("da-dich-vu") == 1, rule
    assert "da-dich-vu" not in bound(cast, "internet")


def test_who_provides_nothing_is_bound_by_rules_for_all_alone(cast):
    enterprise(cast, "khong-dich-vu")
    assert {rule for rule in (*SERVICES, "telecom", "all") if "khong-dich-vu" in bound(cast, rule)} == {"all"}


@pytest.mark.parametrize("rule", [*SERVICES, "telecom", "all"])
def test_an_enterprise_is_bound_from_its_first_moment_to_its_last(cast, rule):
    row = enterprise(cast, "ngan", *SERVICES, at=MONDAY)
    assert "ngan" not in bound(cast, rule, at=MONDAY - timedelta(seconds=1))
    assert "ngan" in bound(cast, rule, at=MONDAY)
    actions.end_organisation(row, at=MONDAY + DAY)
    assert "ngan" in bound(cast, rule, at=MONDAY + DAY - timedelta(seconds=1))
    assert "ngan" not in bound(cast, rule, at=MONDAY + DAY)


def test_those_who_ended_are_not_bound_by_name_either(cast):
    row = cast.organisation("bc-1")
    actions.end_organisation(row, at=MONDAY)
    assert bound(cast, "named", names=[row.name, row.short_name, row.code]) == []
    assert bound(cast, "named", names=[row.name], at=MONDAY - DAY) == ["bc-1"]


def test_names_are_taken_whole(cast):
    row = cast.organisation("dd-1")
    assert bound(cast, "named", names=[row.name[:-1]]) == []
    assert bound(cast, "named", names=[row.name.upper()]) == []
    assert bound(cast, "named", names=[row.name, row.code]) == ["dd-1"]
    assert bound(cast, "named", names=[]) == bound(cast, "named") == []


@pytest.mark.parametrize("kind", ["department", "authority", "site"])
def test_only_enterprises_are_bound(cast, kind):
    actions.add_organisation(
        code="khac", kind=kind, name="Đơn vị Khác", short_name="Khác", supervisor=cast.department, at=MONDAY
    )
    assert "khac" not in bound(cast, "all")
    assert bound(cast, "named", names=["Đơn vị Khác"]) == []


def test_a_department_binds_those_that_it_supervises_and_no_others(cast):
    other = actions.add_organisation(code="so-khac", kind="department", name="Sở B", short_name="Sở B", at=MONDAY)
    with access.acting_as_system():
        enterprise(cast, "cua-so-khac", "mobile", supervisor=other)
        enterprise(cast, "khong-cua-ai", "mobile", supervisor=None)
        assert bound(cast, "all", department=other) == ["cua-so-khac"]
        assert not {"cua-so-khac", "khong-cua-ai"} & set(bound(cast, "all"))
    assert len(bound(cast, "all")) == 9
