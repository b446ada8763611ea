"""A leader who is away lets somebody act: for some acts, for a time, on a paper or on a word that is confirmed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY

from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import CannotDelegate, Terms
from thongsuot.organisations.models import Deed, Delegation, Role

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEADER = Role.Name.LEADER


@pytest.fixture
def office(cast):
    """Return the first mobile operator."""
    return cast.organisation("dd-1")


@pytest.fixture
def linh(cast):
    """Return its officer on duty, who holds no other role."""
    return cast.person("dd-1.trucban")


def terms(*deeds, since=MONDAY, until=MONDAY + 3 * DAY, **basis):
    """Return what is delegated, on a paper unless a word is named."""
    paper = {"document": "15/GUQ-DD1", "document_on": date(2020, 2, 3)}
    return Terms(deeds or (Deed.SUBMIT,), since, until, **(basis or paper))


def word(who="Tổng giám đốc", at=MONDAY):
    """Return the basis of an instruction that was heard."""
    return {"instructed_by": who, "instructed_at": at}


def give(cast, office, to, told=None, *, by=None, at=MONDAY):
    """Let the leader of the first operator delegate."""
    return actions.delegate(cast.long, to, told or terms(), organisation=office, by=by or cast.long, at=at)


def may(person, office, at, deed=Deed.SUBMIT, roles=(LEADER,)):
    """Tell whether the person may do a deed for which the leader's role is asked."""
    return access.holds(person, *roles, organisation=office, at=at, deed=deed)


def test_the_delegate_acts_from_the_first_moment_until_the_last(cast, office, linh):
    give(cast, office, linh, terms(since=MONDAY + HOUR, until=MONDAY + DAY))
    moments = (MONDAY, MONDAY + HOUR, MONDAY + DAY - HOUR, MONDAY + DAY)
    assert [may(linh, office, at) for at in moments] == [False, True, True, False]


def test_only_the_named_acts_are_delegated(cast, office, linh):
    give(cast, office, linh, terms(Deed.SUBMIT, Deed.ASSIGN))
    assert [deed for deed in Deed.values if may(linh, office, MONDAY, deed)] == ["assign", "submit"]
    assert not access.holds(linh, LEADER, organisation=office, at=MONDAY)


def test_an_act_says_whose_right_it_rests_on(cast, office, linh):
    give(cast, office, linh)
    behind = access.require(linh, LEADER, organisation=office, at=MONDAY, deed=Deed.SUBMIT)
    assert behind == f"theo ủy quyền của {cast.long.name}"
    assert access.require(cast.long, LEADER, organisation=office, at=MONDAY, deed=Deed.SUBMIT) == ""
    assert access.in_place_of(linh, LEADER, organisation=office, at=MONDAY, deed=Deed.SUBMIT) == cast.long
    assert access.in_place_of(cast.long, LEADER, organisation=office, at=MONDAY, deed=Deed.SUBMIT) is None
    with pytest.raises(NotAllowed):
        access.require(linh, LEADER, organisation=office, at=MONDAY, deed=Deed.PREPARE)


def test_what_was_delegated_is_not_delegated_further(cast, office, linh):
    give(cast, office, linh)
    actions.delegate(linh, cast.hang, terms(), organisation=office, by=linh, at=MONDAY)
    assert not may(cast.hang, office, MONDAY)


def test_a_right_that_the_giver_loses_is_lost_to_the_delegate(cast, office, linh):
    give(cast, office, linh)
    role = cast.long.roles.get(name=LEADER)
    actions.end_role(role, at=MONDAY + HOUR)
    assert (may(linh, office, MONDAY), may(linh, office, MONDAY + HOUR)) == (True, False)


def test_a_delegation_holds_for_its_own_organisation_alone(cast, office, linh):
    give(cast, office, linh)
    assert not may(linh, cast.organisation("dd-2"), MONDAY)


def test_a_word_that_nobody_confirms_lapses_after_a_day(cast, office, linh):
    row = give(cast, office, linh, terms(**word()), by=cast.hang, at=MONDAY + HOUR)
    assert row.confirmed_at is None
    assert row.lapses_at == MONDAY + DAY
    moments = (MONDAY + HOUR, MONDAY + DAY - timedelta(seconds=1), MONDAY + DAY)
    assert [may(linh, office, at) for at in moments] == [True, True, False]


def test_the_giver_confirms_a_word_and_it_holds_to_its_end(cast, office, linh):
    row = give(cast, office, linh, terms(**word()), by=cast.hang)
    row = actions.confirm_delegation(row, by=cast.long, at=MONDAY + 5 * HOUR)
    assert (row.confirmed_at, row.confirmed_name, row.lapses_at) == (MONDAY + 5 * HOUR, cast.long.name, None)
    assert may(linh, office, MONDAY + 2 * DAY)


def test_a_third_person_confirms_with_the_paper_alone(cast, office, linh):
    row = give(cast, office, linh, terms(**word()), by=cast.hang)
    with pytest.raises(NotAllowed):
        actions.confirm_delegation(row, by=cast.hang, at=MONDAY + HOUR)
    paper = {"document": "16/GUQ-DD1", "document_on": date(2020, 2, 3)}
    with pytest.raises(NotAllowed):
        actions.confirm_delegation(row, by=linh, at=MONDAY + HOUR, **paper)
    row = actions.confirm_delegation(row, by=cast.hang, at=MONDAY + HOUR, **paper)
    assert (row.document, row.confirmed_name) == ("16/GUQ-DD1", cast.hang.name)


def test_what_lapsed_is_not_confirmed_any_more(cast, office, linh):
    row = give(cast, office, linh, terms(**word()), by=cast.hang)
    with pytest.raises(CannotDelegate):
        actions.confirm_delegation(row, by=cast.long, at=MONDAY + DAY)
    assert not may(linh, office, MONDAY + DAY)


def test_who_delegates_in_person_needs_neither_paper_nor_word(cast, office, linh):
    row = give(cast, office, linh, Terms((Deed.SUBMIT,), MONDAY, MONDAY + 3 * DAY))
    assert (row.instructed_by, row.confirmed_at) == (cast.long.name, MONDAY)
    assert may(linh, office, MONDAY + 2 * DAY)


def test_nothing_is_delegated_for_the_past(cast, office, linh):
    row = give(cast, office, linh, terms(since=MONDAY - 5 * DAY), at=MONDAY)
    assert row.valid_from == MONDAY


@pytest.mark.parametrize(
    "told",
    [
        {"until": MONDAY},
        {"document": "15/GUQ-DD1"},
        {"document_on": date(2020, 2, 3)},
        {"instructed_by": "Tổng giám đốc"},
        {"document": "15/GUQ-DD1", **word()},
        {**word(), "document": "15/GUQ-DD1", "document_on": date(2020, 2, 3)},
        word(at=MONDAY - DAY),
        word(at=MONDAY + HOUR),
    ],
    ids=[
        "ends before it begins", "a paper without a day", "a day without a paper", "a word without a time",
        "half a paper and a word", "a paper and a word", "a word of yesterday", "a word of tomorrow",
    ],
)  # fmt: skip
def test_what_rests_on_nothing_is_refused(cast, office, linh, told):
    with pytest.raises(CannotDelegate):
        give(cast, office, linh, terms(**told) if set(told) != {"until"} else terms(until=MONDAY), by=cast.hang)
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("deeds", [(), ("close",)], ids=["no act", "an unknown act"])
def test_acts_that_are_not_on_the_list_are_refused(cast, office, linh, deeds):
    with pytest.raises(CannotDelegate):
        give(cast, office, linh, Terms(deeds, MONDAY, MONDAY + DAY, "15/GUQ", date(2020, 2, 3)))


def test_the_delegate_is_another_person_of_the_same_organisation(cast, office):
    for to in (cast.person("dd-2.daumoi"), cast.binh):
        with pytest.raises(CannotDelegate):
            give(cast, office, to)
    with pytest.raises((CannotDelegate, NotAllowed)):
        give(cast, office, cast.long)


def test_nobody_gives_oneself_a_right(cast, office, linh):
    with pytest.raises(NotAllowed):
        give(cast, office, cast.hang, terms(**word()), by=cast.hang)


def test_who_has_no_desk_enters_no_delegation_of_others(cast, office, linh):
    with pytest.raises(NotAllowed):
        give(cast, office, cast.hang, by=linh)


def test_who_holds_no_role_has_nothing_to_delegate(cast, office, linh):
    actions.end_role(cast.long.roles.get(name=LEADER), at=MONDAY)
    for role in cast.long.roles.filter(valid_until=None):
        actions.end_role(role, at=MONDAY)
    with pytest.raises(CannotDelegate):
        give(cast, office, linh, by=cast.hang)


@pytest.mark.parametrize("who", ["giver", "delegate", "contact"])
def test_a_delegation_is_ended_by_those_it_concerns(cast, office, linh, who):
    row = give(cast, office, linh)
    by = {"giver": cast.long, "delegate": linh, "contact": cast.hang}[who]
    row = actions.end_delegation(row, by=by, at=MONDAY + HOUR)
    assert row.valid_until == MONDAY + HOUR
    assert not may(linh, office, MONDAY + HOUR)


def test_a_stranger_ends_nothing(cast, office, linh):
    row = give(cast, office, linh)
    with pytest.raises(NotAllowed):
        actions.end_delegation(row, by=cast.binh, at=MONDAY)


def test_those_for_whom_a_deed_waits_are_the_leaders_and_their_delegates(cast, office, linh):
    give(cast, office, linh)
    told = queries.acting(LEADER, organisation=office, at=MONDAY, deed=Deed.SUBMIT)
    assert set(told) == {cast.long, linh}
    assert queries.acting(LEADER, organisation=office, at=MONDAY, deed=Deed.PREPARE) == [cast.long]


def test_the_deeds_of_a_person_name_the_role_behind_them(cast, office, linh):
    give(cast, office, linh, terms(Deed.ASSIGN))
    assert (office.pk, "assign", "leader") in queries.deeds_of(linh, MONDAY)
    assert queries.deeds_of(linh, MONDAY + 5 * DAY) == frozenset()
    assert queries.deeds_of(cast.hang, MONDAY) == frozenset()


def test_another_organisation_sees_no_delegation(cast, office, linh):
    give(cast, office, linh)
    with access.acting_for(cast.organisation("dd-2")):
        assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_until": None},
        {"deeds": []},
        {"document": "", "instructed_by": ""},
        {"confirmed_at": None},
        {"giver": "delegate"},
    ],
    ids=["without an end", "without an act", "without a basis", "a paper unconfirmed", "to oneself"],
)
def test_the_database_refuses_what_is_no_delegation(cast, office, linh, changes):
    row = give(cast, office, linh)
    told = {name: linh if value == "delegate" else value for name, value in changes.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=row.pk).update(**told)
