"""One commit: what of it is kept where a lane, a batch or a claim is not ours any more."""

from __future__ import annotations

import contextlib
from types import SimpleNamespace

import psycopg
import pytest
from tests.campaigns.gateway.pieces import claimed, lane

from thongsuot.campaigns.actions import claiming, keeping
from thongsuot.campaigns.actions.keeping import Elsewhere, Fenced, Outcome
from thongsuot.campaigns.gateway.orders import Ask, Order
from thongsuot.campaigns.queries.claims import Counts


class Tables:
    """What the tables answer; each transaction that fails leaves nothing."""

    def __init__(self, monkeypatch):
        self.kept, self.claims, self.announced = [], [], []
        self.fenced, self.gone, self.released, self.left = set(), set(), True, 100
        monkeypatch.setattr(keeping, "keep", self.keep)
        monkeypatch.setattr(claiming, "claim", self.claim)
        monkeypatch.setattr(keeping, "announce", lambda _c, shares, root: self.announced.append((shares, root)))
        self.connection = SimpleNamespace(transaction=self.transaction)

    @contextlib.contextmanager
    def transaction(self):
        before = list(self.kept), list(self.claims), self.left
        try:
            yield
        except Exception:
            self.kept, self.claims, self.left = before
            raise

    def keep(self, _connection, outcome):
        self.kept.append(outcome)
        if outcome.held in self.fenced:
            raise Fenced(outcome.held)
        if outcome.batch in self.gone:
            raise Elsewhere(outcome.batch)
        if not self.released and outcome.claimed > 10:
            raise psycopg.errors.CheckViolation("not released")
        return {outcome.was: 500 + outcome.batch}

    def claim(self, _connection, held, _kinds, most):
        if not self.released:
            raise psycopg.errors.CheckViolation("not released")
        if not self.left:
            return None
        self.left -= min(most, self.left)
        self.claims.append((held, most))
        return claimed(100, 0, most, held=held)


@pytest.fixture
def tables(monkeypatch):
    return Tables(monkeypatch)


def outcome(batch, share=1, *, sent=4, upto=20):
    """Return an outcome of a batch that was claimed up to 10."""
    return Outcome(lane(share), batch, 1, 0, sent, upto, Counts(sent, 0, 0, sent), sent, {}), 10


def test_an_order_keeps_in_the_order_in_which_receipts_lock(tables):
    order = Order([outcome(9), outcome(3), outcome(5)], [Ask(lane(1), ("rest",), 6)], frozenset({1}), 9)
    kept = order(tables.connection)
    assert [each.batch for each in tables.kept] == [3, 5, 9]
    assert kept.results == {(3, 0): 503, (5, 0): 505, (9, 0): 509}
    assert ([mine.claimed for mine in kept.claimed], kept.allowed, kept.dry) == ([6], True, frozenset())
    assert tables.announced == [({1}, 9)]


def test_a_fenced_lane_keeps_nothing_and_holds_nobody_else_up(tables):
    tables.fenced = {lane(1)}
    asks = [Ask(lane(1), ("rest",), 6), Ask(lane(2), ("rest",), 6)]
    kept = Order([outcome(3), outcome(4, 2), outcome(5)], asks)(tables.connection)
    assert (kept.fenced, [each.batch for each in tables.kept]) == ({lane(1)}, [4])
    assert tables.claims == [(lane(2), 6)]


def test_a_batch_that_others_have_is_left_out_alone(tables):
    tables.gone = {4}
    four = outcome(4)
    kept = Order([outcome(3), four, outcome(5)])(tables.connection)
    assert (kept.gone, kept.fenced, [each.batch for each in tables.kept]) == ({four[0]}, set(), [3, 5])


def test_what_one_lane_of_ours_has_taken_over_from_another_is_kept(tables, monkeypatch):
    """Both hold the batch: the one that rested has nothing of it any more, the other has sent what it claimed."""
    rested, sent = outcome(4), outcome(4, 2)

    def keep(connection, told):
        if told.held == lane(1):
            raise Elsewhere(told.batch)
        return tables.keep(connection, told)

    monkeypatch.setattr(keeping, "keep", keep)
    kept = Order([rested, sent])(tables.connection)
    assert (kept.gone, [each.held for each in tables.kept]) == ({rested[0]}, [lane(2)])


def test_where_a_claim_is_not_released_the_outcome_is_kept_all_the_same(tables):
    tables.released = False
    kept = Order([outcome(3), outcome(4, upto=4)], [Ask(lane(1), ("rest",), 6)])(tables.connection)
    assert [(each.sent, each.claimed) for each in tables.kept] == [(4, 10), (4, 4)]  # what is given back is given back
    assert (kept.allowed, kept.claimed, tables.claims) == (False, [], [])


def test_what_the_tables_refuse_even_so_is_told(tables):
    tables.released = False
    with pytest.raises(psycopg.errors.CheckViolation):
        Order([(outcome(3)[0], 15)])(tables.connection)


def test_a_share_of_which_nothing_is_left_is_asked_once(tables):
    tables.left = 6
    asks = [Ask(lane(1), ("rest",), 6)] * 3
    kept = Order([], asks)(tables.connection)
    assert (len(kept.claimed), kept.dry) == (1, {1})


def test_an_order_of_nothing_is_none():
    assert not Order(organisation=9)
    assert Order(announced=frozenset({1}))
