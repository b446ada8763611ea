"""The briefing: a link shown once, a page without an account, each worker counted once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from tests.cast import client_of
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Acknowledgement

pytestmark = pytest.mark.django_db


@world
def opened(cast, issued):
    """Return the address of a briefing that the contact has opened."""
    answer = client_of(cast.hang).post(reverse("directives:open-briefing", args=[issued.pk]))
    return answer.context["address"].removeprefix("http://testserver")


def staff(cast, code="dd-1"):
    """Return a worker of the enterprise."""
    return queries.staff_at(cast.organisation(code), now()).first()


def test_the_link_is_shown_with_its_code_to_be_scanned(cast, issued):
    answer = client_of(cast.hang).post(reverse("directives:open-briefing", args=[issued.pk]))
    body = answer.content.decode()
    assert answer.context["address"] in body
    assert "<svg" in body.partition('class="qr"')[2]
    assert answer.context["address"] not in client_of(cast.hang).get(issued.get_absolute_url()).content.decode()


def test_who_may_not_open_a_briefing_is_told(cast, issued):
    client = client_of(cast.person("dd-1.kiemsoat"))
    answer = client.post(reverse("directives:open-briefing", args=[issued.pk]), follow=True)
    assert "không có vai trò" in str(next(iter(answer.context["messages"])))


def test_a_worker_reads_without_an_account_and_is_counted_once(cast, issued, opened):
    phone, worker = Client(), staff(cast)
    body = phone.get(opened).content.decode()
    assert issued.subject in body
    assert "Các doanh nghiệp bố trí ca trực suốt tuần." in body
    assert cast.organisation("dd-2").name not in body
    assert "Đã ghi nhận" in phone.post(opened, {"code": f" {worker.code.lower()} "}).content.decode()
    assert "đã xác nhận trước đó" in phone.post(opened, {"code": worker.code}).content.decode()
    assert [row.staff for row in Acknowledgement.objects.all()] == [worker]


def test_a_wrong_code_is_said_and_nothing_counted(cast, opened):
    foreign = staff(cast, "dd-2")
    for code in ("KHÔNG-CÓ", foreign.code):
        answer = Client().post(opened, {"code": code})
        assert answer.status_code == 422
        assert "chưa ghi nhận gì" in answer.content.decode()
    assert Client().post(opened, {"code": ""}).status_code == 422
    assert not Acknowledgement.objects.exists()


def test_an_unknown_or_ended_link_opens_nothing(cast, issued, opened):
    receipt = queries.receipt_of(issued, cast.organisation("dd-1"))
    old = actions.open_briefing(receipt, by=cast.hang, at=now() - timedelta(days=31))
    for secret in ("khong-co", old):
        address = reverse("directives:briefing", args=[secret])
        for answer in (Client().get(address), Client().post(address, {"code": staff(cast).code})):
            assert answer.status_code == 404
            assert "không còn hiệu lực" in answer.content.decode()


def test_the_letters_page_counts_who_has_acknowledged(cast, issued, opened):
    Client().post(opened, {"code": staff(cast).code})
    told = client_of(cast.hang).get(issued.get_absolute_url()).context["briefed"]
    assert told == queries.Tally(1, queries.staff_at(cast.organisation("dd-1"), now()).count())
    rows = client_of(cast.binh).get(issued.get_absolute_url()).context["receipts"]
    assert {r.organisation.code: tally.done for r, tally in rows if tally}["dd-1"] == 1
