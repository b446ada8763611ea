"""A page asks the database as often for three operators and four campaigns as for one of each."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def asked(client, name, *args) -> int:
    """Return how often a page asks, once it is warm."""
    address = reverse(name, args=args)
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_the_list_asks_as_often_for_many_as_for_one(running):
    department, operator = client_of(running.binh), client_of(running.cast.hang)
    running.request("dd-1")
    one = [asked(client, "campaigns:list") for client in (department, operator)]
    for number in ("99/UBND", "100/UBND", "101/UBND"):
        running.request("dd-1", "dd-2", number=number)
    assert [asked(client, "campaigns:list") for client in (department, operator)] == one


def test_a_campaign_asks_as_often_for_two_operators_as_for_one(running):
    client = client_of(running.binh)
    one, two = running.approved("dd-1"), running.approved("dd-1", "dd-2", number="99/UBND")
    assert asked(client, "campaigns:campaign", two.pk) == asked(client, "campaigns:campaign", one.pk)


def test_a_share_asks_as_often_with_many_telephones(running):
    client, campaign = client_of(running.cast.hang), running.approved()
    share = running.tested(campaign)
    before = asked(client, "campaigns:share", share.pk)
    for last in range(5):
        running.phone(number=f"0900 000 12{last}")
    assert asked(client, "campaigns:share", share.pk) == before
