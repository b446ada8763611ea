"""Whom a letter shows itself to: its department always, those it reached once it went out."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY
from tests.directives.small import OTHER, issue, receive

from thongsuot.directives import actions, queries
from thongsuot.organisations import access
from thongsuot.organisations import actions as directory

pytestmark = pytest.mark.django_db


def sees(person, letter):
    """Tell whether the letter is among those that the person may open."""
    return queries.visible_to(person, MONDAY).filter(pk=letter.pk).exists()


def test_a_letter_under_review_is_the_departments_alone(cast):
    letter = receive(cast, OTHER)
    assert sees(cast.binh, letter)
    assert sees(cast.khanh, letter)
    assert not sees(cast.hang, letter)
    assert list(queries.under_review(cast.department)) == [letter]
    assert not queries.in_force_for(cast.binh, MONDAY).exists()


def test_an_issued_letter_shows_itself_to_those_it_reached_and_to_nobody_else(cast):
    letter = issue(cast, OTHER, to=("dd-1", "bc-1"))
    for username, expected in {
        "dd-1.daumoi": True,
        "dd-1.trucban": True,
        "bc-1.lanhdao": True,
        "dd-2.daumoi": False,
        "bc-2.lanhdao": False,
        "so.thanhtra": True,
    }.items():
        assert sees(cast.person(username), letter) is expected, username
    assert list(queries.in_force_for(cast.hang, MONDAY)) == [letter]
    assert not queries.under_review(cast.department).exists()


def test_a_letter_is_listed_once_however_many_it_reached(cast):
    letter = issue(cast, OTHER, to=("dd-1", "dd-2", "dd-3", "bc-1"))
    assert list(queries.visible_to(cast.binh, MONDAY)) == [letter]


def test_a_closed_letter_stays_in_sight_and_a_withdrawn_one_does_not_count_as_in_force(cast):
    closed = issue(cast, OTHER, number="1/SKHCN")
    actions.close(closed, by=cast.khanh, at=MONDAY)
    withdrawn = issue(cast, ("Nội dung khác hẳn.", "one_off", "all", "OTHER"), number="2/SKHCN")
    actions.withdraw(withdrawn, by=cast.khanh, at=MONDAY)
    assert sees(cast.hang, closed)
    assert sees(cast.hang, withdrawn)
    assert list(queries.in_force_for(cast.hang, MONDAY)) == [closed]


def test_a_role_elsewhere_opens_the_letters_of_that_organisation_for_its_time(cast):
    letter = issue(cast, OTHER, to=("bc-1",))
    assert not sees(cast.hang, letter)
    role = directory.grant(cast.hang, "contact", organisation=cast.organisation("bc-1"), by=cast.binh, at=MONDAY)
    assert sees(cast.hang, letter)
    directory.end_role(role, at=MONDAY)
    assert not sees(cast.hang, letter)


def test_another_department_sees_nothing_of_it(cast):
    letter = issue(cast, OTHER)
    other = directory.add_organisation(
        code="so-khac", name="Sở Khác", short_name="Sở Khác", kind="department", at=MONDAY
    )
    with access.acting_as_system():  # the new department is among those seen from here on
        stranger = directory.add_person(username="khac.chuyenvien", name="Vũ Thị Khác", organisation=other)
        directory.grant(stranger, "follower", organisation=other, by=cast.binh, at=MONDAY)
        assert not sees(stranger, letter)
        assert not queries.assignments_visible_to(stranger, MONDAY).exists()


def test_assignments_follow_the_same_sight(cast):
    letter = issue(cast, OTHER, to=("dd-1", "dd-2"))
    assert queries.assignments_visible_to(cast.binh, MONDAY).filter(directive=letter).count() == 2
    assert [a.organisation.code for a in queries.assignments_visible_to(cast.hang, MONDAY)] == ["dd-1"]
    assert not queries.assignments_visible_to(cast.person("bc-1.daumoi"), MONDAY).exists()
