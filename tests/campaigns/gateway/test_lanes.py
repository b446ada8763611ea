"""A doubt is settled also where the link could not carry the text any more."""

from __future__ import annotations

import pytest
from tests.campaigns.gateway.pieces import lane, told

from thongsuot.campaigns.actions import claiming
from thongsuot.campaigns.gateway.lanes import Take
from thongsuot.campaigns.queries import claims
from thongsuot.campaigns.queries.claims import Doubtful


@pytest.mark.parametrize(("text", "parts"), [("Xin chao", 1), ("Xin chao. " * 30, 2), ("Đề nghị ở nhà", 1)])
def test_what_a_gateway_left_is_settled_whatever_the_link_can_carry_now(monkeypatch, text, parts):
    left, given = Doubtful(1, 0, 40, "UBND-DX", text), []

    def taken(_connection, share, number, **other):
        given.append((share, number, other["parts"]))
        return lane(share, number)

    monkeypatch.setattr(claims, "doubtful", lambda _connection, _organisation: [left])
    monkeypatch.setattr(claiming, "take_lane", taken)
    take = Take(told(alphabets="gsm7"), 9, "may-1:7", lambda _number: True, settle=True)
    assert take(None) == [lane(1)]
    assert given == [(1, 0, parts)]


def test_what_this_very_gateway_has_claimed_is_in_no_doubt(monkeypatch):
    """A place comes to it while it sends in others: only what gateways left that are gone is settled."""
    left = [Doubtful(share, number, 40, "UBND-DX", "Xin chao") for share in (1, 2) for number in (0, 1)]
    monkeypatch.setattr(claims, "doubtful", lambda _connection, _organisation: left)
    monkeypatch.setattr(claiming, "take_lane", lambda _connection, share, number, **_other: lane(share, number))
    live = {(1, 0), (2, 1)}
    take = Take(told(), 9, "may-1:7", lambda _number: True, settle=True, live=lambda: live)
    assert take(None) == [lane(1, 1), lane(2, 0)]
