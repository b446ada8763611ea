"""The one door below /moi/: a link lets in, a proof says who it is, and one organisation alone is seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives import invitations as told
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Assignment, Invitation, Receipt
from thongsuot.organisations import access
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.actions import InvalidKey
from thongsuot.organisations.models import Deed, Person

pytestmark = pytest.mark.django_db
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@world
def letter(cast):
    """Return a letter that reached two enterprises."""
    return told.letter(cast)


def test_a_link_lets_its_holder_in_as_nobody(cast, letter):
    secret = told.secret_of(letter)
    with access.nobody():
        guest = actions.enter(secret, "", at=MONDAY)
    assert guest.invitation.organisation == cast.organisation("dd-1")
    assert guest.person is None
    assert not guest.proven
    with pytest.raises(queries.NotProven, match="được giữ"):
        guest.require_proven()


def test_after_entering_one_organisation_alone_is_seen(cast, letter):
    secret = told.secret_of(letter)
    with access.nobody():
        actions.enter(secret, "", at=MONDAY)
        for model in (Invitation, Receipt, Assignment, Person):
            seen = set(model.objects.values_list("organisation__code", flat=True))
            assert seen == {"dd-1"}, model


def test_a_proof_says_who_acts(cast, letter):
    secret, proof = told.proven(cast, letter)
    with access.nobody():
        guest = actions.enter(secret, proof, at=MONDAY)
    assert guest.require_proven() == cast.hang


def test_a_proof_lasts_a_week(cast, letter):
    secret, proof = told.proven(cast, letter)
    with access.nobody():
        assert actions.enter(secret, proof, at=MONDAY + WEEK - timedelta(seconds=1)).proven
        assert not actions.enter(secret, proof, at=MONDAY + WEEK).proven


def test_a_proof_for_one_invitation_proves_nothing_at_another(cast, letter):
    _secret, proof = told.proven(cast, letter)
    other = told.secret_of(letter, "dd-2")
    with access.nobody():
        assert not actions.enter(other, proof, at=MONDAY).proven


def test_whoever_left_the_desk_is_a_stranger_again(cast, letter):
    secret, proof = told.proven(cast, letter)
    for role in cast.hang.roles.filter(valid_until=None):
        organisations.end_role(role, at=MONDAY)
    with access.nobody():
        assert not actions.enter(secret, proof, at=MONDAY).proven


def test_who_acts_for_an_absent_contact_comes_in_and_acknowledges(cast, letter):
    delegate = cast.person("dd-1.kiemsoat")  # holds no role at the desk
    terms = organisations.Terms((Deed.ACKNOWLEDGE,), MONDAY, MONDAY + DAY)
    organisations.delegate(cast.hang, delegate, terms, organisation=cast.organisation("dd-1"), by=cast.hang, at=MONDAY)
    secret, proof = told.proven(cast, letter, "dd-1.kiemsoat")
    with access.nobody():
        actions.acknowledge_as_guest(secret, proof, at=MONDAY)
        assert not actions.enter(secret, proof, at=MONDAY + DAY).proven
    assert queries.receipt_of(letter, cast.organisation("dd-1")).acknowledged_by == delegate


@pytest.mark.parametrize("secret", ["", "khong-co", "A" * 32])
def test_an_unknown_secret_opens_nothing(cast, letter, secret):
    with access.nobody(), pytest.raises(InvalidKey):
        actions.enter(secret, "", at=MONDAY)


def test_a_link_ends_after_half_a_year(cast, letter):
    secret = told.secret_of(letter)
    with access.nobody(), pytest.raises(InvalidKey):
        actions.enter(secret, "", at=MONDAY + timedelta(days=180))


def test_a_contact_whose_main_organisation_is_another_acts_for_the_one_invited(cast, letter):
    sharer = cast.person("dd-2.daumoi")
    organisations.grant(sharer, "contact", organisation=cast.organisation("dd-1"), by=cast.khanh, at=MONDAY)
    secret = told.secret_of(letter)
    address = next(a for a in queries.addresses_of(cast.organisation("dd-1"), MONDAY) if a.person == sharer)
    with access.nobody():
        actions.ask_code(secret, address.key, at=MONDAY)
    digits = told.sent(sharer)
    with access.nobody():
        guest, proof = actions.prove(secret, digits, person_id=sharer.pk, acknowledge=True, at=MONDAY)
        assert guest.person == sharer
        assert actions.enter(secret, proof, at=MONDAY).person == sharer
    assert queries.receipt_of(letter, cast.organisation("dd-1")).acknowledged_by == sharer
    assert queries.receipt_of(letter, cast.organisation("dd-2")).acknowledged_by is None
