"""Issuing invites each organisation once; what is sent and printed is always the same, and kept nowhere."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.cast import MONDAY
from tests.directives import invitations as told
from tests.directives import small
from tests.worlds import world

from thongsuot.directives import actions, papers, queries
from thongsuot.directives.models import Invitation
from thongsuot.directives.queries import keys
from thongsuot.ledger.queries import moves_of
from thongsuot.organisations.models import Person, SignedLink
from thongsuot.outbox.gateway import texts
from thongsuot.outbox.models import Channel, Message

pytestmark = pytest.mark.django_db


@world
def letter(cast):
    """Return a letter that reached two enterprises."""
    return told.letter(cast)


def to(person, channel=Channel.EMAIL):
    """Return what was sent to a person about the letter."""
    return Message.objects.get(recipient=person, channel=channel, subject__startswith="Văn bản chỉ đạo")


def test_each_addressee_has_one_invitation(cast, letter):
    rows = Invitation.objects.filter(directive=letter)
    assert {row.organisation.code for row in rows} == {"dd-1", "dd-2"}
    assert {row.state for row in rows} == {Invitation.State.INVITED}
    assert len({keys.secret_of(row) for row in rows}) == len({keys.short_code_of(row) for row in rows}) == 2


def test_inviting_twice_changes_nothing(cast, letter):
    before = Message.objects.count(), SignedLink.objects.count()
    actions.invite(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.khanh, at=MONDAY)
    assert (Message.objects.count(), SignedLink.objects.count()) == before


def test_neither_link_nor_digits_stand_in_the_tables_of_invitations(cast, letter):
    row = told.invitation(letter)
    secret, short = keys.secret_of(row), keys.short_code_of(row)
    with connection.cursor() as cursor:
        for table in ("directives_invitation", "organisations_signedlink", "directives_pace"):
            cursor.execute(f"SELECT t::text FROM {table} AS t")  # noqa: S608  # the names stand in the line above
            kept = " ".join(text for (text,) in cursor.fetchall())
            assert secret not in kept
            assert short not in kept


def test_link_and_digits_hang_on_the_installs_own_key(cast, letter, settings):
    row = told.invitation(letter)
    before = keys.secret_of(row), keys.short_code_of(row)
    assert (keys.secret_of(row), keys.short_code_of(row)) == before
    settings.SECRET_KEY = "another install"
    assert keys.secret_of(row) != before[0]
    assert keys.short_code_of(row) != before[1]


def test_the_contacts_are_told_link_and_digits(cast, letter):
    body = to(cast.hang).body
    assert told.secret_of(letter) in body
    assert keys.in_groups(keys.short_code_of(told.invitation(letter))) in body
    assert told.secret_of(letter, "dd-2") not in body


def test_who_never_had_a_password_goes_on_by_the_invitation(cast):
    Person.objects.filter(pk=cast.long.pk).update(password="usable")
    letter = told.letter(cast)
    assert to(cast.hang).url == f"/moi/{told.secret_of(letter)}/"
    assert to(cast.long).url == letter.get_absolute_url()


def test_an_sms_holds_the_link_in_two_parts(cast, settings):
    settings.SMS_URL = "http://127.0.0.1:9/"
    settings.PUBLIC_URL = "https://thongsuot.dongxuyen.example"
    letter = told.letter(cast)
    text = texts.text_of(to(cast.hang, Channel.SMS))
    assert f"{settings.PUBLIC_URL}/moi/{told.secret_of(letter)}/" in text
    assert texts.parts(text) <= 2


def test_an_organisation_that_is_reached_late_is_invited_as_well(cast, letter):
    actions.add_addressees(letter, [cast.organisation("cd-1")], note="Bổ sung", by=cast.khanh, at=MONDAY)
    assert told.invitation(letter, "cd-1").state == Invitation.State.INVITED


def test_a_renewed_invitation_has_another_link_and_says_who_renewed_it(cast, letter):
    row = told.invitation(letter)
    before = keys.secret_of(row), keys.short_code_of(row)
    renewed = actions.renew_invitation(row, by=cast.binh, at=MONDAY)
    assert renewed.serial == 2
    assert {keys.secret_of(renewed), keys.short_code_of(renewed)}.isdisjoint(before)
    assert moves_of(row).get().by_person == cast.binh


def test_the_reality_of_a_letter_goes_into_its_invitations(cast):
    letter = small.issue(cast, small.OTHER, reality="live")
    assert told.invitation(letter).reality == letter.reality


def test_a_slip_says_all_that_a_contact_needs(cast, letter, settings):
    settings.PUBLIC_URL = "https://thongsuot.dongxuyen.example"
    row = told.invitation(letter)
    (slip,) = papers.slips([row], queries.first_deadlines(letter))
    assert slip.addressee == row.organisation.name
    assert slip.address == f"{settings.PUBLIC_URL}/moi/{keys.secret_of(row)}/"
    assert slip.short_address == f"{settings.PUBLIC_URL}/moi/"
    assert slip.short_code == keys.in_groups(keys.short_code_of(row))
    assert slip.deadline == "14 giờ 00 phút ngày 07 tháng 02 năm 2020"
    assert slip.phone == cast.department.phone
    assert slip.exercise == ""
    row.reality = "exercise"
    assert papers.slips([row], {})[0].exercise == "DIỄN TẬP"
    assert papers.slips([row], {})[0].deadline == ""


def test_the_words_for_a_chat_name_one_organisation_and_its_way(cast, letter):
    words = papers.words_for_chat(told.invitation(letter))
    assert told.secret_of(letter) in words
    assert cast.organisation("dd-1").name in words
    assert cast.organisation("dd-2").name not in words


def test_the_words_for_the_letter_hold_no_secret(cast, letter):
    words = papers.words_for_letter()
    assert papers.door() in words
    assert told.secret_of(letter) not in words


@pytest.mark.parametrize(
    ("code", "shown"), [("482190", "482 190"), ("4821903577", "482 190 3577"), ("", ""), ("12", "12")]
)
def test_codes_are_read_in_groups(code, shown):
    assert keys.in_groups(code) == shown
    assert keys.digits_of(shown) == code
