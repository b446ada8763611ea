"""Ai đã vào: the department sees who came in, prints the slips, calls back and renews."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from tests.cast import client_of
from tests.directives import invitations as told
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Code, Receipt
from thongsuot.directives.queries import keys
from thongsuot.organisations import access
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.models import Person, Role
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r"<output>([\d ]+)</output>")


@world
def letter(cast):
    """Return a letter that reached three enterprises just now."""
    return told.letter(cast, to=("dd-1", "dd-2", "cd-1"), at=now())


@pytest.fixture
def office(cast):
    """Return the follower's browser."""
    return client_of(cast.binh)


def place(name, letter, code=None):
    """Return an address below the letter's invitations."""
    return reverse(f"directives:{name}", args=[letter.pk] + ([told.invitation(letter, code).pk] if code else []))


def steps(client, letter):
    """Return by organisation how far the page says it has come."""
    answer = client.get(place("invitations", letter))
    return {entry.receipt.organisation.code: entry.step for entry in answer.context["entries"]}


def test_the_page_follows_each_organisation_step_by_step(cast, letter, office):
    assert set(steps(office, letter).values()) == {"invited"}
    Client().get(reverse("directives:guest", args=[told.secret_of(letter, "dd-2")]))
    secret, proof = told.proven(cast, letter, at=now())
    assert steps(office, letter) == {"dd-1": "proven", "dd-2": "opened", "cd-1": "invited"}
    with access.nobody():
        actions.acknowledge_as_guest(secret, proof, at=now())
    page = office.get(place("invitations", letter))
    assert page.context["reached"] == {"invited": 3, "opened": 2, "proven": 1, "acknowledged": 1}
    assert cast.hang.name in page.content.decode()
    assert f'href="tel:{cast.person("cd-1.daumoi").phone.replace(" ", "")}"' in page.content.decode()


def test_who_acknowledges_with_an_account_counts_as_well(cast, letter, office):
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=now())
    assert steps(office, letter)["dd-1"] == "acknowledged"


@pytest.mark.parametrize("username", ["dd-1.daumoi", "dd-1.lanhdao", "so.quantri"])
def test_nobody_else_sees_the_links(cast, letter, username):
    client = client_of(cast.person(username))
    for name, code in (
        ("invitations", None),
        ("print-invitations", None),
        ("invitation", "dd-1"),
        ("print-invitation", "dd-1"),
    ):
        assert client.get(place(name, letter, code)).status_code == 404
    for name in ("renew-invitation", "call-back", "admit-by-call"):
        assert client.post(place(name, letter, "dd-1")).status_code == 404


def test_all_slips_are_one_pdf_of_a5_pages(letter, office):
    answer = office.get(place("print-invitations", letter))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    pdf = pypdfium2.PdfDocument(answer.content)
    assert len(pdf) == 3
    assert [round(side / 72 * 25.4) for side in pdf[0].get_size()] == [148, 210]
    words = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    for code in ("dd-1", "dd-2", "cd-1"):
        own = [text for text in words if keys.in_groups(keys.short_code_of(told.invitation(letter, code))) in text]
        assert len(own) == 1
        assert told.invitation(letter, code).organisation.name in own[0]


def test_one_slip_is_printed_alone_and_the_same_again(letter, office):
    first, second = (office.get(place("print-invitation", letter, "dd-2")).content for _n in range(2))
    texts = [pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range() for pdf in (first, second)]
    assert texts[0] == texts[1]
    assert len(pypdfium2.PdfDocument(first)) == 1


def test_the_link_and_the_words_for_a_chat_stand_on_the_organisations_page(letter, office):
    page = office.get(place("invitation", letter, "dd-1")).content.decode()
    assert told.secret_of(letter) in page
    assert keys.in_groups(keys.short_code_of(told.invitation(letter))) in page
    assert told.secret_of(letter, "dd-2") not in page


def test_a_code_is_read_out_where_no_channel_works(cast, letter, office):
    answer = office.post(place("call-back", letter, "dd-1"), {"person": cast.hang.pk})
    digits = SHOWN.search(answer.content.decode())[1]
    address = reverse("directives:guest", args=[told.secret_of(letter)])
    phone = Client()
    done = phone.post(f"{address}ma/", {"code": digits, "viec": "tiep-nhan"}, follow=True)
    assert "Đơn vị đã xác nhận tiếp nhận" in done.content.decode()
    code = Code.objects.get()
    assert (code.way, code.read_by, code.person) == ("call", cast.binh, cast.hang)
    page = office.get(place("invitation", letter, "dd-1")).content.decode()
    assert f"{cast.binh.name} → {cast.hang.name}" in page
    assert digits not in page


def test_a_code_read_out_dies_after_five_wrong_ones(cast, letter, office):
    digits = SHOWN.search(office.post(place("call-back", letter, "dd-1"), {"person": cast.hang.pk}).content.decode())[1]
    address = reverse("directives:guest-call", args=[told.secret_of(letter)])
    wrong = "111111" if digits.replace(" ", "") != "111111" else "222222"
    with access.acting_as_system():
        for _n in range(5):
            Client().post(address, {"code": wrong, "viec": "vao"})
        Code.objects.update(attempts=5)  # as if the waits between had been kept
    assert Client().post(address, {"code": digits, "viec": "vao"}).status_code == 422


def test_guessing_at_sent_codes_does_not_shut_the_way_of_the_call(cast, letter, office):
    address = reverse("directives:guest", args=[told.secret_of(letter)])
    for _n in range(12):
        Client().post(f"{address}ma/{cast.hang.pk}/", {"code": "000001", "viec": "vao"})
    digits = SHOWN.search(office.post(place("call-back", letter, "dd-1"), {"person": cast.hang.pk}).content.decode())[1]
    assert Client().post(f"{address}ma/", {"code": digits, "viec": "vao"}).status_code == 302


@pytest.mark.parametrize("person", ["", "0", "x", "9" * 30])
def test_nobody_unknown_is_called(letter, office, person):
    assert office.post(place("call-back", letter, "dd-1"), {"person": person}).status_code == 404


def test_somebody_of_another_organisation_gets_no_code(cast, letter, office):
    other = cast.person("dd-2.daumoi")
    answer = office.post(place("call-back", letter, "dd-1"), {"person": other.pk})
    assert answer.status_code == 422
    assert "không phải người được đăng ký" in answer.content.decode()
    assert not Code.objects.exists()


def test_an_organisation_without_a_contact_stands_out_and_is_entered_after_a_call(cast, letter, office):
    with access.acting_as_system():
        for role in Role.objects.filter(organisation__code="cd-1", valid_until=None):
            organisations.end_role(role, at=now())
    assert office.get(place("invitations", letter)).context["unreachable"] == 1
    guest = reverse("directives:guest", args=[told.secret_of(letter, "cd-1")])
    assert "chưa đăng ký nơi nhận mã" in Client().get(guest).content.decode()
    answer = office.post(place("admit-by-call", letter, "cd-1"), {"name": "Vi Thị Nết", "phone": "0900 000 777"})
    digits = SHOWN.search(answer.content.decode())[1]
    person = Person.objects.get(name="Vi Thị Nết")
    assert not person.has_usable_password()
    done = Client().post(f"{guest}ma/", {"code": digits, "viec": "tiep-nhan"}, follow=True)
    assert "Đơn vị đã xác nhận tiếp nhận" in done.content.decode()
    assert queries.receipt_of(letter, cast.organisation("cd-1")).acknowledged_by == person


@pytest.mark.parametrize("form", [{"name": "", "phone": "0900 000 777"}, {"name": "Vi Thị Nết", "phone": "12"}])
def test_whoever_cannot_be_named_or_dialled_is_not_entered(letter, office, form):
    before = Person.objects.count()
    answer = office.post(place("admit-by-call", letter, "cd-1"), form)
    assert answer.status_code == 422
    assert Person.objects.count() == before


def test_a_renewed_invitation_ends_the_link_and_the_digits_that_are_about(cast, letter, office):
    old, digits = told.secret_of(letter), keys.short_code_of(told.invitation(letter))
    Client().get(reverse("directives:guest", args=[old]))
    office.post(place("renew-invitation", letter, "dd-1"))
    assert Client().get(reverse("directives:guest", args=[old])).status_code == 404
    assert Client().post("/moi/", {"code": digits}).status_code == 422
    new = told.secret_of(letter)
    assert new != old
    assert steps(office, letter)["dd-1"] == "invited"
    assert Client().get(reverse("directives:guest", args=[new])).status_code == 200
    assert Message.objects.filter(recipient=cast.hang, body__contains=new, channel="email").exists()


def test_a_proof_does_not_outlive_the_link_it_was_made_for(cast, letter, office):
    secret, proof = told.proven(cast, letter, at=now())
    office.post(place("renew-invitation", letter, "dd-1"))
    answer = Client().post(reverse("directives:guest-acknowledge", args=[secret]), {"proof": proof})
    assert answer.status_code == 404
    assert queries.receipt_of(letter, cast.organisation("dd-1")).state == Receipt.State.SENT


def test_no_page_stands_for_a_letter_under_review(cast, office):
    from tests.directives import small

    draft = small.receive(cast, small.OTHER, text_sha256="1" * 64)
    assert office.get(reverse("directives:invitations", args=[draft.pk])).status_code == 404
