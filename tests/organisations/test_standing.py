"""Who follows an enterprise, and which authority is competent for what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import BEFORE, MONDAY
from tests.worlds import world

from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.models import Following, Role

HOUR = timedelta(hours=1)


@pytest.fixture
def first(cast):
    """Return the first mobile operator."""
    return cast.organisation("dd-1")


@world
def another(cast):
    """Return a second follower of the department."""
    person = actions.add_person(username="so.khac", name="Nguyễn Thị Mai", organisation=cast.department)
    actions.grant(person, Role.Name.FOLLOWER, organisation=cast.department, by=cast.khanh, at=BEFORE)
    return person


def test_without_a_name_every_follower_of_the_department_is_asked(cast, first, another):
    assert queries.follower_of(first, MONDAY) is None
    assert set(queries.followers_of(first, MONDAY)) == {cast.binh, another}


def test_the_one_who_is_named_is_asked_alone(cast, first, another):
    actions.follow(first, another, by=cast.khanh, at=MONDAY)
    assert queries.follower_of(first, MONDAY) == another
    assert queries.followers_of(first, MONDAY) == [another]


def test_who_followed_before_is_still_told_of_that_time(cast, first, another):
    actions.follow(first, another, by=cast.khanh, at=MONDAY)
    actions.follow(first, cast.binh, by=cast.khanh, at=MONDAY + HOUR)
    assert queries.follower_of(first, MONDAY) == another
    assert queries.follower_of(first, MONDAY + HOUR) == cast.binh


def test_naming_the_same_person_again_changes_nothing(cast, first):
    before = actions.follow(first, cast.binh, by=cast.khanh, at=MONDAY)
    assert actions.follow(first, cast.binh, by=cast.khanh, at=MONDAY + HOUR) == before
    assert Following.objects.count() == 1


def test_naming_nobody_gives_the_enterprise_back_to_all(cast, first, another):
    actions.follow(first, another, by=cast.khanh, at=MONDAY)
    assert actions.follow(first, None, by=cast.khanh, at=MONDAY + HOUR) is None
    assert queries.follower_of(first, MONDAY + HOUR) is None
    assert set(queries.followers_of(first, MONDAY + HOUR)) == {cast.binh, another}


def test_who_no_longer_follows_for_the_department_is_asked_no_more(cast, first, another):
    actions.follow(first, another, by=cast.khanh, at=MONDAY)
    actions.end_role(another.roles.get(), at=MONDAY + HOUR)
    assert queries.follower_of(first, MONDAY + HOUR) is None
    assert queries.followers_of(first, MONDAY + HOUR) == [cast.binh]


def test_only_a_follower_of_the_department_can_be_named(cast, first):
    with pytest.raises(actions.NoFollower, match="chưa có gì thay đổi"):
        actions.follow(first, cast.hang, by=cast.khanh, at=MONDAY)


def test_a_follower_does_not_hand_out_enterprises(cast, first):
    with pytest.raises(access.NotAllowed):
        actions.follow(first, cast.binh, by=cast.binh, at=MONDAY)


def test_an_organisation_without_a_department_has_no_follower(cast):
    assert queries.followers_of(cast.ministry, MONDAY) == []
    with pytest.raises(actions.NoDepartment, match="chưa có gì thay đổi"):
        actions.follow(cast.ministry, cast.binh, by=cast.khanh, at=MONDAY)


def test_an_authority_is_competent_from_the_day_it_is_set(cast):
    actions.set_competent("MASS_SMS", [cast.committee], department=cast.department, by=cast.khanh, at=MONDAY)
    assert queries.competent_for("MASS_SMS", department=cast.department, at=MONDAY) == [cast.committee]
    assert queries.competent_for("MASS_SMS", department=cast.department, at=MONDAY - HOUR) == []
    assert queries.competent_for("HOTLINE", department=cast.department, at=MONDAY) == []


def test_the_longest_competent_authority_comes_first(cast):
    actions.set_competent("MASS_SMS", [cast.ministry], department=cast.department, by=cast.khanh, at=MONDAY)
    both = [cast.committee, cast.ministry]
    actions.set_competent("MASS_SMS", both, department=cast.department, by=cast.khanh, at=MONDAY + HOUR)
    found = queries.competent_for("MASS_SMS", department=cast.department, at=MONDAY + HOUR)
    assert found == [cast.ministry, cast.committee]


def test_an_authority_not_named_any_more_ends(cast):
    actions.set_competent("MASS_SMS", [cast.ministry], department=cast.department, by=cast.khanh, at=MONDAY)
    actions.set_competent("MASS_SMS", [], department=cast.department, by=cast.khanh, at=MONDAY + HOUR)
    assert queries.competent_for("MASS_SMS", department=cast.department, at=MONDAY) == [cast.ministry]
    assert queries.competent_for("MASS_SMS", department=cast.department, at=MONDAY + HOUR) == []


def test_a_contact_does_not_say_who_is_competent(cast):
    with pytest.raises(access.NotAllowed):
        actions.set_competent("MASS_SMS", [cast.ministry], department=cast.department, by=cast.hang, at=MONDAY)


def test_authorities_are_the_bodies_above_and_the_departments(cast):
    assert set(queries.authorities(MONDAY)) == {cast.ministry, cast.committee, cast.department}
