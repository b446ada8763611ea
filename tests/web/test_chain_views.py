"""Auditors ask whether the records of an organisation are whole."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.worlds import world

from thongsuot.ledger import queries
from thongsuot.ledger.actions import record
from thongsuot.organisations.models import System

pytestmark = pytest.mark.django_db


@world
def url(cast):
    """Return the address for an enterprise that has one record."""
    record(
        key="thử",
        organisation=cast.organisation("dd-1"),
        reality="live",
        kind="OTHER",
        happened_at=MONDAY,
        known_at=MONDAY,
        figures={"done": 1, "total": 1},
        measured=True,
        by=System("Thử"),
    )
    return reverse("chain", args=[cast.organisation("dd-1").pk])


def test_auditors_and_administrators_check_and_nobody_else(cast, url):
    for username, status in (("so.thanhtra", 200), ("so.quantri", 200), ("so.chuyenvien", 404), ("dd-2.lanhdao", 404)):
        assert client_of(cast.person(username)).get(url).status_code == status


def test_the_chain_is_walked_on_demand_and_found_whole(cast, url):
    client = client_of(cast.person("so.thanhtra"))
    assert "nguyên vẹn" not in client.get(url).content.decode()
    assert "Chuỗi ghi nhận nguyên vẹn" in client.get(f"{url}?kiem-tra=1").content.decode()


def test_a_break_is_named_by_its_place(cast, url, monkeypatch):
    monkeypatch.setattr(queries, "broken_links", lambda organisation: ["ledger_evidence:7", "ledger_move:3"])
    text = client_of(cast.person("so.thanhtra")).get(f"{url}?kiem-tra=1").content.decode()
    assert "đứt tại ghi nhận thứ 7" in text
    assert "Sổ chuyển trạng thái: đứt tại ghi nhận thứ 3" in text
