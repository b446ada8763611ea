"""One-time codes, also for matters other than coming in: bound to a person, a purpose, a row and its content."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives import invitations as told

from thongsuot.directives import actions, queries
from thongsuot.directives.actions import Matter, WrongCode
from thongsuot.directives.actions.proving import LASTS, RESUMES, TRIES
from thongsuot.directives.models import Code
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.gateway import texts
from thongsuot.outbox.models import Channel, Message

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=2)


def matter(cast, **changes):
    """Return what a code in these tests is for."""
    return Matter(cast.organisation("dd-1"), "live", **{"purpose": "approve", "about": "report:1", **changes})


def send(cast, what, person=None, *, at=MONDAY):
    """Send a code by e-mail and return its digits."""
    person = person or cast.long
    addresses = queries.addresses_of(person.organisation, at)
    to = next(a for a in addresses if a.person == person and a.way == Code.Way.EMAIL)
    actions.send_code(what, person, to, at=at)
    return told.sent(person)


def test_the_right_code_is_spent(cast):
    digits = send(cast, matter(cast))
    code = actions.check_code(matter(cast), digits, person=cast.long, at=MONDAY)
    assert code.used_at == MONDAY
    with pytest.raises(WrongCode, match="nhận mã mới"):
        actions.check_code(matter(cast), digits, person=cast.long, at=MONDAY + RESUMES)


@pytest.mark.parametrize(
    "other", [{"purpose": "enter"}, {"about": "report:2"}, {"digest": "0" * 64}], ids=["purpose", "row", "content"]
)
def test_a_code_for_one_matter_settles_no_other(cast, other):
    digits = send(cast, matter(cast))
    with pytest.raises(WrongCode):
        actions.check_code(matter(cast, **other), digits, person=cast.long, at=MONDAY)


def test_a_code_of_one_person_is_none_of_another(cast):
    digits = send(cast, matter(cast))
    for person in (cast.hang, None):
        with pytest.raises(WrongCode):
            actions.check_code(matter(cast), digits, person=person, at=MONDAY)


@pytest.mark.parametrize(("after", "heard"), [(LASTS - timedelta(seconds=1), True), (LASTS, False)])
def test_a_code_holds_ten_minutes(cast, after, heard):
    digits = send(cast, matter(cast))
    if heard:
        assert actions.check_code(matter(cast), digits, person=cast.long, at=MONDAY + after)
    else:
        with pytest.raises(WrongCode):
            actions.check_code(matter(cast), digits, person=cast.long, at=MONDAY + after)


def test_the_code_before_the_newest_still_holds(cast):
    first = send(cast, matter(cast))
    send(cast, matter(cast), at=MONDAY + timedelta(minutes=1))
    assert actions.check_code(matter(cast), first, person=cast.long, at=MONDAY + timedelta(minutes=2))


def test_after_five_wrong_ones_the_right_one_is_dead(cast):
    digits = send(cast, matter(cast))
    wrong = "000000" if digits != "000000" else "000001"
    at = MONDAY
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode, match=f"còn {left} lần"):
            actions.check_code(matter(cast), wrong, person=cast.long, at=at)
        at += timedelta(seconds=30)
    with pytest.raises(WrongCode, match="nhận mã mới"):
        actions.check_code(matter(cast), wrong, person=cast.long, at=at)
    assert Code.objects.get().attempts == TRIES
    with pytest.raises(WrongCode):
        actions.check_code(matter(cast), digits, person=cast.long, at=at + timedelta(minutes=1))


def test_a_wrong_code_is_counted_though_the_act_is_refused(cast):
    send(cast, matter(cast))
    with pytest.raises(WrongCode):
        actions.check_code(matter(cast), "123", person=cast.long, at=MONDAY)
    assert Code.objects.get().attempts == 1


def test_no_digits_are_kept_but_those_that_leave(cast):
    digits = send(cast, matter(cast))
    row = Code.objects.get()
    assert digits.encode() not in bytes(row.secret_hash)
    assert len(bytes(row.secret_hash)) == 32
    assert Message.objects.filter(body__contains=digits[:3]).count() == 1
    assert digits[:3] not in Message.objects.get(subject__startswith="Mã xác nhận").subject


def test_a_code_by_sms_fits_into_two_parts(cast, settings):
    settings.SMS_URL = "http://127.0.0.1:9/"
    address = next(a for a in queries.addresses_of(cast.organisation("dd-1"), MONDAY) if a.way == Code.Way.SMS)
    actions.send_code(matter(cast), address.person, address, at=MONDAY)
    message = Message.objects.get(channel=Channel.SMS)
    assert message.address == address.place
    assert texts.parts(texts.text_of(message)) <= 2
    digits = told.digits_in(message)
    assert actions.check_code(matter(cast), digits, person=address.person, at=MONDAY).way == Code.Way.SMS


def test_without_a_gateway_no_code_is_promised_to_a_telephone(cast):
    dd1 = cast.organisation("dd-1")
    assert {a.way for a in queries.addresses_of(dd1, MONDAY)} == {Code.Way.EMAIL}
    assert {a.way for a in queries.known_addresses(dd1, MONDAY)} == {Code.Way.EMAIL, Code.Way.CALL}


@pytest.mark.parametrize("username", ["dd-1.daumoi", "so.quantri", "so.vanthu"])
def test_only_officers_read_out_codes_and_admit(cast, username):
    row = told.invitation(told.letter(cast))
    by = cast.person(username)
    with pytest.raises(NotAllowed):
        actions.call_back(row, cast.hang, by=by, at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.admit_by_call(row, name="Vi Thị Nết", phone="0900 000 777", by=by, at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.renew_invitation(row, by=by, at=MONDAY)
    assert not Code.objects.exists()


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("0912 345 634", "0912 *** *34"),
        ("02600000100", "0260 *** *00"),
        ("dau-moi@dd-1.example", "d***i@dd-1.example"),
        ("an@dd-1.example", "a***@dd-1.example"),
        ("@", "***@"),
        ("", " *** *"),
    ],
    ids=["mobile", "landline", "mail", "short-name", "no-name", "nothing"],
)
def test_a_place_is_shown_to_its_owner_alone(place, shown):
    assert queries.masked(place) == shown


def test_a_form_names_an_address_without_telling_it(cast):
    addresses = queries.known_addresses(cast.organisation("dd-1"), MONDAY)
    assert len({address.key for address in addresses}) == len(addresses)
    for address in addresses:
        assert address.place.replace(" ", "") not in address.key


def test_every_number_of_a_person_is_offered_contacts_first(cast, settings):
    settings.SMS_URL = "http://127.0.0.1:9/"
    person = cast.hang
    type(person).objects.filter(pk=person.pk).update(other_phones=["0900 000 555"])
    places = [address.place for address in queries.addresses_of(cast.organisation("dd-1"), MONDAY)]
    assert places[:3] == [person.phone, "0900 000 555", person.email]


def test_asking_again_and_again_is_slowed_down_for_one_invitation_only(cast):
    letter = told.letter(cast)
    for code in ("dd-1", "dd-2"):
        row = told.invitation(letter, code)
        what = actions.matter_of(row)
        person = cast.person(f"{code}.daumoi")
        to = next(a for a in queries.addresses_of(row.organisation, MONDAY) if a.person == person)
        for _n in range(4):
            actions.send_code(what, person, to, at=MONDAY)
        with pytest.raises(actions.TooSoon):
            actions.send_code(what, person, to, at=MONDAY + timedelta(seconds=59))
        assert actions.send_code(what, person, to, at=MONDAY + LATER)
