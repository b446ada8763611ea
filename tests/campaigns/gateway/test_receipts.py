"""Receipts: each counts once, is kept before it is acknowledged, and finds its message wherever it comes in."""

from __future__ import annotations

import numpy as np
import psycopg
import pytest
from tests.campaigns.gateway.driving import disagreements, house
from tests.campaigns.gateway.shares import ledger, sending

from thongsuot.campaigns.actions import keeping
from thongsuot.campaigns.gateway import receipts
from thongsuot.campaigns.gateway.book import private
from thongsuot.campaigns.gateway.lots import NOTHING, BatchReceipts
from thongsuot.campaigns.models import StrayLot
from thongsuot.campaigns.queries import claims
from thongsuot.engines.smpp import MessageState
from thongsuot.exercise.gateway import Behaviour, Spread
from thongsuot.exercise.gateway.ids import Ids
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db(transaction=True)
VIETNAMESE = "UBND tỉnh đề nghị người dân hạn chế ra khỏi nhà từ 12 giờ ngày 04/02, khai báo y tế tại trạm y tế xã."


def all_told(share, count):
    return lambda: sum(ledger(share).sums[name] for name in ("delivered", "undelivered")) >= count


def fates(lines):
    return sum(line.fate.startswith("delivered") for line in lines)


def strays():
    with access.acting_as_system():
        return StrayLot.objects.count()


@pytest.mark.parametrize("ids", list(Ids))
def test_every_receipt_counts_once_however_ids_are_written_and_when_it_comes(running, tmp_path, ids):
    share = sending(running, 300, size=120)
    wild = {"early": 0.2, "late": 0.2, "twice": 0.2, "delivery": Spread(0.0, 0.1)}
    with house(tmp_path, Behaviour(ids=ids, outcomes=((0.2, MessageState.EXPIRED),), **wild)) as ours:
        ours.open(window=50, sessions=2)
        ours.until(all_told(share, 300))
        ours.turn(0.3)
        told, lines = ledger(share), ours.lines
    assert disagreements(lines, told) == []
    assert told.sums["delivered"] == fates(lines) < 300
    assert told.sums["undelivered"] == 300 - told.sums["delivered"]
    assert told.sums["receipts"] == 300


def test_a_message_of_several_parts_is_delivered_when_all_of_them_are(running, tmp_path):
    share = sending(running, 120, text=VIETNAMESE)
    parts = share.campaign.parts
    with house(tmp_path, Behaviour(outcomes=((0.1, MessageState.UNDELIVERABLE),), delivery=Spread(0.0, 0.1))) as ours:
        ours.open(window=60)
        ours.until(lambda: ledger(share).sums["receipts"] == 120 * parts)
        told, lines = ledger(share), ours.lines
    bad = {line.destination for line in lines if line.fate != "delivered"}
    assert (told.sums["delivered"], told.sums["undelivered"]) == (120 - len(bad), len(bad))


def test_a_receipt_that_could_not_be_kept_is_not_acknowledged(running, tmp_path, monkeypatch):
    share = sending(running, 50)
    keep, full = keeping.keep_receipts, [True]

    def kept(connection, lots):
        if full[0]:
            raise psycopg.errors.DiskFull("no space left")
        return keep(connection, lots)

    monkeypatch.setattr(keeping, "keep_receipts", kept)
    with house(tmp_path) as ours:
        ours.open(window=50)
        ours.until(lambda: len(ours.lines) == 50)
        ours.turn(0.5)
        waiting = sum(link.session.outstanding for link in ours.server.centre.links)
        full[0] = False
        ours.until(all_told(share, 50))
        ours.turn(0.2)
        assert waiting > 0
        assert sum(link.session.outstanding for link in ours.server.centre.links) == 0


def test_another_gateway_counts_the_receipts_of_one_that_is_gone(running, tmp_path):
    share = sending(running, 300)
    with house(tmp_path, Behaviour(delivery=Spread(0.5, 1.0))) as ours:
        ours.open(window=100)
        ours.until(lambda: ledger(share).left == 0)
        ours.close()
        before = ledger(share).sums["delivered"]
        ours.open(window=100)
        ours.until(all_told(share, 300))
        ours.turn(0.3)
        assert before < ledger(share).sums["delivered"] == ledger(share).sums["receipts"] == 300
    assert strays() == 0


def test_what_nobody_knows_is_kept_as_a_stray_until_its_message_is_known(running, tmp_path, monkeypatch):
    share = sending(running, 100)
    monkeypatch.setattr(receipts, "STRAY_AFTER", 0.2)
    monkeypatch.setattr(receipts, "ASK_AFTER", 60.0)
    monkeypatch.setattr(receipts, "STRAYS_EVERY", 0.5)
    with house(tmp_path, Behaviour(delivery=Spread(0.4, 0.6))) as ours:
        ours.open(window=100)
        ours.until(lambda: ledger(share).left == 0)
        ours.close()
        second = ours.open(window=100)
        ours.until(lambda: strays() > 0)
        ours.turn(0.5)
        counted = ledger(share).sums["receipts"]
        monkeypatch.setattr(receipts, "ASK_AFTER", 0.0)
        second.receipts._unread = True
        second.receipts._ask()
        ours.until(all_told(share, 100))
        ours.until(lambda: strays() == 0)
    assert counted < 100


def test_what_two_gateways_count_of_one_batch_adds_up(running, tmp_path):
    share = sending(running, 40, text=VIETNAMESE)
    with house(tmp_path, Behaviour(lost=1.0)) as ours:
        ours.open(window=200)
        ours.until(lambda: ledger(share).left == 0)
    with access.acting_as_system():
        number = share.batches.order_by("-count").values_list("pk", flat=True)[0]
    parts = share.campaign.parts
    one, other = BatchReceipts(number, parts), BatchReceipts(number, parts)
    with private(share.organisation_id) as own:
        one.add(np.arange(0, parts - 1), np.full(parts - 1, MessageState.DELIVERED, np.uint8))
        lot, rows = one.lot()
        assert (lot.delivered, lot.undelivered) == (0, 0)
        one.kept(keeping.keep_receipts(own, [lot])[number], rows)
        other.add(np.array([parts - 1]), np.array([MessageState.DELIVERED], np.uint8))
        stale, rows = other.lot()
        assert keeping.keep_receipts(own, [stale]) == {}
        other.load(*claims.lots_of(own, number))
        other.coming.append(rows)
        lot, rows = other.lot()
        assert lot.delivered == 1
        assert number in keeping.keep_receipts(own, [lot])
    assert ledger(share).sums["delivered"] == 1


def test_a_lot_knows_repeats_and_the_worst_of_a_recipients_parts():
    of = BatchReceipts(7, 2)
    of.add(np.array([0, 1, 2, 2]), np.array([2, 2, 5, 2], np.uint8))
    lot, rows = of.lot()
    assert (lot.batch, lot.delivered, lot.undelivered, rows.size) == (7, 1, 1, 3)
    of.kept(9, rows)
    of.add(np.array([3, 0]), np.array([2, 5], np.uint8))
    lot, rows = of.lot()
    assert (lot.delivered, lot.undelivered, lot.known, rows["place"].tolist()) == (0, 0, 9, [3])
    of.kept(10, rows)
    of.add(np.array([3]), np.array([2], np.uint8))
    assert of.lot() is None
    assert of.states[4:].tolist().count(NOTHING) == of.states.size - 4
