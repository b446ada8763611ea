"""Whoever came in by an invitation asks and reads the replies, once a code has shown who it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from tests.directives import invitations
from tests.worlds import world

from thongsuot.directives import actions
from thongsuot.directives.actions import Published, Reply
from thongsuot.directives.models import Answer
from thongsuot.organisations import access
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


@world
def letter(cast):
    """Return a letter with invitations, issued an hour ago."""
    return invitations.letter(cast, at=now() - timedelta(hours=1))


def page(secret, proof=""):
    address = reverse("directives:guest-answers", args=[secret])
    return f"{address}?proof={proof}" if proof else address


def test_a_proven_guest_asks_and_reads_the_reply(cast, letter):
    secret, proof = invitations.proven(cast, letter, at=now())
    client = Client()
    told = {"kind": "unclear", "place": "n1", "words": "Áp dụng từ ngày nào?", "proof": proof}
    assert client.post(page(secret), told).status_code == 302
    with access.acting_as_system():
        row = Answer.objects.select_related("directive", "organisation").get()
        assert row.by_person == cast.hang
    actions.reply(row, Reply("keep", "Từ ngày ký."), by=cast.binh, at=now())
    text = client.get(page(secret, proof)).content.decode()
    assert "Áp dụng từ ngày nào?" in text
    assert "Từ ngày ký." in text


def test_whoever_is_not_proven_sends_nothing_and_keeps_what_was_typed(cast, letter):
    secret = invitations.secret_of(letter)
    told = {"kind": "obstacle", "place": "", "words": "Thiếu thiết bị.", "proof": ""}
    answer = Client().post(page(secret), told)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Thiếu thiết bị." in text
    assert "Cần xác nhận bằng mã" in text
    with access.acting_as_system():
        assert not Answer.objects.exists()


def test_a_stranger_with_the_link_reads_what_is_published_and_no_question(cast, letter):
    secret, proof = invitations.proven(cast, letter, at=now())
    told = {"kind": "unclear", "place": "", "words": "Câu hỏi riêng của đơn vị.", "proof": proof}
    Client().post(page(secret), told)
    actions.publish(letter, Published("Từ ngày nào?", "Từ ngày ký."), by=cast.binh, at=now())
    text = Client().get(page(secret)).content.decode()
    assert "Từ ngày ký." in text
    assert "Câu hỏi riêng của đơn vị." not in text
    other = Client().get(page(invitations.secret_of(letter, "dd-2"))).content.decode()
    assert "Từ ngày ký." in other
    assert "Câu hỏi riêng của đơn vị." not in other


def test_a_link_that_opens_nothing_says_so(cast, letter):
    assert Client().get(page("khong-co")).status_code == 404


def test_a_person_without_an_account_is_told_where_the_invitation_leads(cast, letter):
    secret, proof = invitations.proven(cast, letter, at=now())
    cast.hang.set_unusable_password()
    with access.acting_as_system():
        type(cast.hang).objects.filter(pk=cast.hang.pk).update(password="!")
    Client().post(page(secret), {"kind": "unclear", "place": "", "words": "Hỏi", "proof": proof})
    with access.acting_as_system():
        row = Answer.objects.select_related("directive", "organisation", "by_person").get()
    actions.reply(row, Reply("keep", "Trả lời."), by=cast.binh, at=now())
    with access.acting_as_system():
        told = Message.objects.get(key__startswith="reply:", channel="in_app")
        assert told.url.endswith(page(secret))


def test_the_page_of_a_guest_is_kept_by_nobody_and_found_by_no_search(cast, letter):
    headers = Client().get(page(invitations.secret_of(letter))).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "same-origin"
