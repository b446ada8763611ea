"""A planner with a book that only keeps what it is given; the test says what came of it."""

from __future__ import annotations

from tests.campaigns.gateway.pieces import Book, Wire, claimed, told

from thongsuot.campaigns.gateway.book import Done
from thongsuot.campaigns.gateway.lanes import Take
from thongsuot.campaigns.gateway.orders import Kept, Order
from thongsuot.campaigns.gateway.places import Place
from thongsuot.campaigns.gateway.planning import Planner
from thongsuot.campaigns.gateway.sending import Sender
from thongsuot.campaigns.queries.claims import Released


def released(number, text="Xin chao"):
    return Released(number, 40, "UBND-DX", text, ("trial", "rest"))


class House:
    """A planner with a book that only keeps what it is given."""

    def __init__(self, *shares, places=1, **options):
        self.told = told(**options)
        self.sender, self.book, self.counted = Sender(self.told), Book(), []
        self.planner = Planner(self.sender, self.book, "may-1:7", lambda *heard: self.counted.append(heard))
        self.sender.places = {number: Place(number, self.told, Wire()) for number in range(places)}
        self.sender.see(shares)

    def lanes(self, *helds):
        """Let lanes be ours."""
        self.done(Take(self.told, 9, "may-1:7", self.book.holds), list(helds))

    def done(self, job, result, now=0.0, seconds=0.01):
        return self.planner.done(Done(job, result, seconds), now)

    def order(self, now=0.0):
        """Plan, and return the order that is given, if any."""
        self.planner.plan(now)
        orders = self.book.took(Order)
        return orders[0] if orders else None

    def kept(self, order, now=0.0, *, seconds=0.01, **other):
        """Say what came of an order."""
        plain = {"fenced": (), "gone": (), "allowed": True, "claimed": [], "dry": (), "results": {}}
        told_so = {**plain, **other}
        kept = Kept(*(frozenset(told_so[name]) for name in ("fenced", "gone")), told_so["allowed"], *_rest(told_so))
        assert self.done(order, kept, now, seconds)

    def begun(self, count=100, upto=10, **other):
        """Claim of a batch and let it leave; return the holding."""
        self.sender.take(claimed(count, 0, upto, **other))
        self.sender.feed(0.0)
        return self.sender.holdings[-1]


def _rest(told_so):
    return told_so["claimed"], frozenset(told_so["dry"]), told_so["results"]


def asked(order):
    return [(ask.held.share, ask.most) for ask in order.asks]
