"""Receipts on their way into the tables: each message counts once, each batch has its lot, and acks come last."""

from __future__ import annotations

import numpy as np
import pytest
from tests.campaigns.gateway.pieces import Book

from thongsuot.campaigns.gateway import receipts
from thongsuot.campaigns.gateway.book import Done
from thongsuot.campaigns.gateway.entries import AT_ONCE, Keep, Parcel, ReadOthers, ReadStrays, rows_of, together
from thongsuot.campaigns.gateway.lots import NOTHING, ROW, BatchReceipts
from thongsuot.campaigns.gateway.receipts import ASK_AFTER, SOON, STRAY_AFTER, STRAYS_EVERY, SURE_AFTER, Ledger
from thongsuot.campaigns.queries.claims import Written
from thongsuot.engines.smpp import MessageState, Receipts, Standing

D, E, X = MessageState.DELIVERED, MessageState.EXPIRED, MessageState.UNDELIVERABLE


def came(one, *receipts_):
    """Let receipts of places come; return what is to be kept, if anything."""
    one.add(np.array([place for place, _state in receipts_]), np.array([state for _p, state in receipts_], np.uint8))
    return one.lot()


def rows(*receipts_):
    return np.array(list(receipts_), ROW).tobytes()


# --- the lots of one batch


def test_a_receipt_counts_once_and_its_row_is_what_the_tables_keep():
    one = BatchReceipts(7, 1)
    lot, kept = came(one, (5, D), (2, X))
    assert (lot.batch, lot.delivered, lot.undelivered, lot.known) == (7, 1, 1, 0)
    assert lot.rows == rows((2, X), (5, D))
    assert len(lot.rows) == 5 * 2
    one.kept(31, kept)
    assert one.known == 31
    assert came(one, (5, D), (2, D)) is None  # the first word stands


def test_of_two_receipts_that_come_together_the_first_counts():
    one = BatchReceipts(7, 1)
    lot, _kept = came(one, (3, X), (3, D), (3, E))
    assert (lot.delivered, lot.undelivered, lot.rows) == (0, 1, rows((3, X)))


def test_what_is_not_kept_yet_does_not_count_as_known():
    one = BatchReceipts(7, 1)
    first, _kept = came(one, (3, D))
    second, _kept = came(one, (3, D))
    assert first == second
    assert set(one.states.tolist()) == {NOTHING}


def test_nothing_came_nothing_is_kept():
    assert BatchReceipts(7, 1).lot() is None


@pytest.mark.parametrize(
    ("before", "now", "delivered", "undelivered"),
    [
        ([], [(0, D), (1, D), (2, D)], 1, 0),
        ([], [(0, D), (1, D)], 0, 0),  # the third part may still fail
        ([(0, D), (1, D)], [(2, D)], 1, 0),
        ([(0, D), (1, D)], [(2, X)], 0, 1),
        ([(0, X)], [(1, X), (2, D)], 0, 0),  # it has failed before, and fails once
        ([(2, D)], [(3, D), (4, D), (5, D)], 1, 0),  # of the next recipient
        ([], [(0, X), (3, E), (8, X)], 0, 3),
    ],
)
def test_a_recipient_has_the_message_with_all_parts_and_has_it_not_once_one_failed(before, now, delivered, undelivered):
    one = BatchReceipts(7, 3)
    one.load(4, rows(*before))
    lot, _kept = came(one, *now)
    assert (lot.delivered, lot.undelivered, lot.known) == (delivered, undelivered, 4)


@pytest.mark.parametrize("parts", [1, 2, 3, 7])
def test_however_receipts_are_cut_into_lots_the_counts_add_up(parts):
    random = np.random.default_rng(parts)
    states = random.choice([D, E, X], 400 * parts, p=[0.8, 0.1, 0.1]).astype(np.uint8)
    order = random.permutation(np.repeat(np.arange(states.size), 2))  # each comes twice
    one, sums = BatchReceipts(7, parts), [0, 0, 0]
    for number, some in enumerate(np.array_split(order, 37), 1):
        one.add(some, states[some])
        if (lot := one.lot()) is not None:
            sums = [sums[0] + lot[0].delivered, sums[1] + lot[0].undelivered, sums[2] + len(lot[0].rows) // 5]
            one.kept(number, lot[1])
    whole = (states.reshape(-1, parts) == D).all(axis=1)
    assert sums == [int(whole.sum()), int((~whole).sum()), states.size]


def test_after_another_gateway_wrote_the_counts_begin_again_from_the_tables():
    one = BatchReceipts(7, 1)
    _lot, kept = came(one, (0, D), (1, D))
    one.load(55, rows((1, X), (9, D)))
    one.coming.append(kept)
    lot, _kept = one.lot()
    assert (lot.delivered, lot.undelivered, lot.known, lot.rows) == (1, 0, 55, rows((0, D)))


def test_a_batch_of_ten_thousand_long_messages_has_room():
    one = BatchReceipts(7, 255)
    lot, kept = came(one, *((10_000 * 255 - 1 - part, D) for part in range(255)))
    assert lot.delivered == 1
    one.kept(1, kept)
    assert one.states.size % 255 == 0
    assert np.count_nonzero(one.states != NOTHING) == 255


# --- the ledger of all batches


class Session:
    """Keeps the acknowledgements."""

    def __init__(self):
        self.acked = []

    def acknowledge(self, sequences):
        """Take them."""
        self.acked += sequences.tolist()


class House:
    """A ledger, its book, and one session."""

    def __init__(self):
        self.book, self.session, self.sequence = Book(), Session(), 0
        self.ledger = Ledger(self.book, "live")

    def expect(self, number, batch, ids, *, start=0, parts=1, refused=()):
        """Expect receipts for the messages of a Result."""
        states = bytes(Standing.REFUSED if place in refused else Standing.ACCEPTED for place in range(len(ids)))
        self.ledger.expect(Written(number, batch, start, parts, 4, states, b"".join(ids)))

    def hear(self, *said, now=0.0):
        """Let receipts come: ids and states."""
        ids, states = [name for name, _state in said], np.array([state for _name, state in said], np.uint8)
        sequences = self.sequence + np.arange(1, len(said) + 1, dtype=np.uint32)
        self.sequence += len(said)
        errors = np.zeros(len(said), "S1")
        self.ledger.heard(self.session, Receipts(sequences, np.array(ids, "S4"), states, errors), now)

    def plan(self, now=1.0, *, sending=False):
        """Plan; return what is to be kept, if anything."""
        self.ledger.plan(now, sending=sending)
        keeps = self.book.took(Keep)
        return keeps[0] if keeps else None

    def done(self, job, result):
        return self.ledger.done(Done(job, result, 0.01))


def counts(keep):
    return {lot.batch: (lot.delivered, lot.undelivered) for _of, lot, _rows in keep.lots}


def ids(first, count):
    return [b"%04d" % (first + place) for place in range(count)]


def test_receipts_that_come_together_are_split_by_batch():
    house = House()
    house.expect(501, 7, ids(0, 3))
    house.expect(502, 8, ids(10, 3), start=20)
    house.hear((b"0001", D), (b"0012", X), (b"0010", D), (b"0002", D))
    keep = house.plan()
    assert counts(keep) == {7: (2, 0), 8: (1, 1)}
    assert {lot.batch: lot.rows for _of, lot, _rows in keep.lots} == {
        7: rows((1, D), (2, D)),
        8: rows((20, D), (22, X)),
    }


def test_nothing_is_acknowledged_before_it_is_kept_and_then_all_of_it():
    house = House()
    house.expect(501, 7, ids(0, 2))
    house.hear((b"0000", D), (b"0001", MessageState.ENROUTE), (b"0001", D))
    keep = house.plan()
    assert (house.session.acked, house.ledger.idle) == ([], False)
    assert house.plan(2.0) is None  # one commit at a time
    house.done(keep, ({7: 31}, {}))
    assert (sorted(house.session.acked), house.ledger.idle) == ([1, 2, 3], True)


def test_a_word_from_on_the_way_is_acknowledged_and_counts_as_nothing():
    house = House()
    house.expect(501, 7, ids(0, 2))
    house.hear((b"0000", MessageState.ENROUTE), (b"0001", MessageState.ACCEPTED), (b"0000", MessageState.SCHEDULED))
    assert house.plan() is None
    assert sorted(house.session.acked) == [1, 2, 3]
    house.hear((b"0000", D), now=2.0)
    assert counts(house.plan(2.0)) == {7: (1, 0)}


def test_a_receipt_that_comes_again_is_only_acknowledged():
    house = House()
    house.expect(501, 7, ids(0, 2))
    house.hear((b"0000", D))
    house.done(house.plan(), ({7: 31}, {}))
    house.hear((b"0000", X))
    assert house.plan(2.0) is None
    assert house.session.acked == [1, 2]


def test_a_message_that_was_refused_is_not_waited_for():
    house = House()
    house.expect(501, 7, ids(0, 3), refused={1})
    house.hear((b"0001", D), now=1.0)
    assert house.plan(1.0) is None
    assert house.session.acked == []


def test_a_receipt_that_overtakes_its_outcome_waits_for_it():
    house = House()
    house.expect(501, 7, ids(0, 1))
    house.hear((b"0077", D), now=5.0)
    assert (house.plan(5.0), house.ledger.next_due(5.0)) == (None, 5.25)
    house.expect(502, 8, ids(77, 1))
    house.ledger.again()
    assert counts(house.plan(5.1)) == {8: (1, 0)}


def test_while_sending_receipts_wait_a_moment_for_what_is_about_to_be_counted():
    house = House()
    house.expect(501, 7, ids(0, 1))
    house.hear((b"0000", D), now=5.0)
    assert house.plan(5.0 + SOON / 2, sending=True) is None
    assert house.ledger.next_due(5.0) == 5.0 + SOON
    assert counts(house.plan(5.0 + 1.01 * SOON, sending=True)) == {7: (1, 0)}


def test_what_nobody_here_knows_is_looked_for_among_the_results_of_others():
    house = House()
    house.expect(501, 7, ids(0, 1))
    house.hear((b"0077", D), now=5.0)
    house.plan(5.0)
    assert house.book.jobs == []
    house.plan(5.1 + ASK_AFTER)
    (read,) = house.book.took(ReadOthers)
    assert (read.organisation, read.known) == (9, (501,))
    house.done(read, [Written(400, 3, 50, 1, 4, bytes([Standing.ACCEPTED]), b"0077")])
    assert counts(house.plan(6.2)) == {3: (1, 0)}


def test_what_nobody_knows_at_all_is_kept_as_a_stray_and_then_acknowledged():
    house = House()
    house.expect(501, 7, ids(0, 1))
    house.hear((b"0077", D), (b"0078", X), now=5.0)
    house.plan(5.0)
    keep = house.plan(5.1 + STRAY_AFTER)
    assert (keep.lots, keep.organisation, keep.reality) == ([], 9, "live")
    assert keep.strays == (4, b"0077" + bytes([D]) + b"0078" + bytes([X]))
    assert house.session.acked == []
    house.done(keep, ({}, {}))
    assert house.session.acked == [1, 2]
    assert house.plan(60.0) is None


def test_what_no_result_has_is_not_waited_for_in_full_once_all_of_them_were_read():
    """A gateway that died leaves many such behind, and the centre tells nothing else until they are answered."""
    house = House()
    house.expect(501, 7, ids(0, 1))
    house.hear((b"0077", D), now=5.0)
    house.plan(5.0)
    assert house.plan(5.1 + ASK_AFTER) is None
    (read,) = house.book.took(ReadOthers)
    one = Written(400, 3, 50, 1, 4, bytes([Standing.ACCEPTED]), b"0001")
    house.done(read, [one] * AT_ONCE)
    assert house.plan(5.1 + SURE_AFTER) is None  # there may be more
    house.done(read, [])
    assert house.plan(5.2 + SURE_AFTER).strays == (4, b"0077" + bytes([D]))


def test_too_many_that_nobody_knows_do_not_wait_their_time(monkeypatch):
    monkeypatch.setattr(receipts, "MOST_WAITING", 2)
    house = House()
    house.expect(501, 7, ids(0, 1))
    house.hear((b"0077", D), (b"0078", D), (b"0079", D), now=5.0)
    assert house.plan(5.1).strays is not None


def test_strays_that_found_their_message_are_counted_and_the_rest_takes_their_place():
    house = House()
    house.expect(501, 7, ids(0, 2))
    house.ledger.look(1.0 + STRAYS_EVERY)
    (read,) = house.book.took(ReadStrays)
    lots = [(61, 4, b"0001" + bytes([D]) + b"0099" + bytes([X])), (62, 4, b"0098" + bytes([D]))]
    assert house.done(read, lots)
    (keep,) = house.book.took(Keep)
    assert (counts(keep), keep.settled, keep.strays) == ({7: (1, 0)}, [61], (4, b"0099" + bytes([X])))
    house.ledger.look(2.0 + STRAYS_EVERY)
    assert house.book.jobs == []


def test_a_lot_of_strays_that_were_all_found_leaves_nothing_behind():
    house = House()
    house.expect(501, 7, ids(0, 2))
    house.done(ReadStrays(9), [(61, 4, b"0001" + bytes([D]) + b"0000" + bytes([X]))])
    (keep,) = house.book.took(Keep)
    assert (counts(keep), keep.settled, keep.strays) == ({7: (1, 1)}, [61], None)


def test_counts_that_another_gateway_changed_meanwhile_are_made_again_before_the_acknowledgement():
    house = House()
    house.expect(501, 7, ids(0, 3))
    house.expect(502, 8, ids(10, 1))
    house.hear((b"0000", D), (b"0001", D), (b"0010", D))
    house.done(house.plan(), ({8: 41}, {7: (40, rows((0, X)))}))
    assert house.session.acked == []
    again = house.plan(2.0)
    assert counts(again) == {7: (1, 0)}
    assert again.lots[0][1].known == 40
    house.done(again, ({7: 42}, {}))
    assert sorted(house.session.acked) == [1, 2, 3]


def test_of_more_than_can_be_remembered_the_oldest_are_read_again_when_their_receipt_comes(monkeypatch):
    monkeypatch.setattr(receipts, "REMEMBERED", 8)
    house = House()
    for number in range(5):
        house.expect(501 + number, 7, ids(10 * number, 2), start=2 * number)
    house.hear((b"0000", D), now=1.0)
    assert house.plan(1.0) is None
    (read,) = house.book.took(ReadOthers)
    assert read.known == (504, 505)  # half of what there is room for, the newest
    house.done(read, [Written(501, 7, 0, 1, 4, bytes([Standing.ACCEPTED] * 2), b"00000001")])
    keep = house.plan(1.1)
    assert (counts(keep), keep.lots[0][1].rows) == ({7: (1, 0)}, rows((0, D)))


def test_what_is_not_about_receipts_is_left_to_others():
    assert not House().done(object(), [])


# --- what goes to the book


def test_parcels_of_one_session_and_second_are_looked_at_together():
    one, other = Session(), Session()

    def parcel(session, first, since):
        return Parcel(session, np.array([first], np.uint32), np.array([b"x"], "S1"), np.array([D], np.uint8), since)

    found = list(together([parcel(one, 1, 5.1), parcel(other, 2, 5.2), parcel(one, 3, 5.9), parcel(one, 4, 6.0)]))
    assert [(each.session, each.sequences.tolist(), each.since) for each in found] == [
        (one, [1, 3], 5.1),
        (other, [2], 5.2),
        (one, [4], 6.0),
    ]


def test_rows_of_strays_have_the_id_and_an_octet_of_state():
    assert rows_of(np.array([b"ab", b"c"], "S2"), np.array([D, X], np.uint8)) == b"ab\2c\0\5"
