"""What came of an area: the same as what came of each of its recipients, in the commit that counts them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from tests.campaigns.gateway.driving import house
from tests.campaigns.gateway.pieces import FIRST, answer, lane
from tests.campaigns.gateway.shares import ledger, sending
from tests.campaigns.gateway.test_holdings import keep, sender

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import claiming, keeping
from thongsuot.campaigns.gateway import book
from thongsuot.campaigns.models import AreaCounts, Locality
from thongsuot.campaigns.queries.claims import Counts, counted, outcomes
from thongsuot.engines.smpp import Standing, Status
from thongsuot.exercise.gateway import Behaviour
from thongsuot.organisations import access

ORDER = {Standing.ACCEPTED: 0, Standing.REFUSED: 1, Standing.UNCERTAIN: 2}
LONG = "Xin chào bà con, hôm nay trời mưa to, đề nghị ở trong nhà. " * 2


def kept(share, areas, wave=1):
    """Return the sum of what is kept of all batches of a wave; each adds up to its batch."""
    sums = np.zeros((areas, 3), int)
    with access.acting_as_system():
        for row in AreaCounts.objects.filter(share=share, batch__wave=wave).select_related("batch"):
            each = np.frombuffer(bytes(row.counts), "<u4").reshape(-1, 3)
            batch = row.batch
            assert each.sum(axis=0).tolist() == [batch.accepted, batch.refused, batch.uncertain]
            sums[: len(each)] += each
    return sums.tolist()


def expected(share, areas, wave=1):
    """Return the same, counted recipient by recipient."""
    counts = np.zeros((areas, 3), int)
    for number, standing in ledger(share, wave).standing.items():
        counts[number % areas, ORDER[standing]] += 1
    return counts.tolist()


def shown(share, at):
    """Return what a page says of each area, in the order of their numbers; the unknown one comes last on a page."""
    with access.acting_as_system():
        (areas,) = queries.by_area(queries.sendings_of([share], at).values()).values()
        numbers = dict(Locality.objects.filter(share=share).values_list("area_id", "number"))
    assert areas.rows[-1].key is None
    rows = sorted(areas.rows, key=lambda row: numbers[row.key])
    return [[row.accepted, row.refused, row.uncertain] for row in rows]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("text", ["Xin chao", LONG])
def test_areas_add_up_to_what_came_of_each_recipient(running, tmp_path, text):
    share = sending(running, 900, size=200, text=text, areas=4)
    refusals = ((0.05, Status.RINVDSTADR), (0.03, Status.RSYSERR))
    with house(tmp_path, Behaviour(refusals=refusals, dropped=0.01)) as ours:
        ours.open(sessions=2, window=40, response=1)
        ours.until(lambda: ledger(share).left == 0)
    told = kept(share, 4)
    assert told == expected(share, 4) == shown(share, running.at)
    assert np.array(told).sum() == 900
    assert np.array(told).sum(axis=0).all()


@pytest.mark.django_db(transaction=True)
def test_what_a_lost_session_left_is_in_doubt_in_its_area(running, tmp_path):
    share = sending(running, 400, size=150, areas=3)
    with house(tmp_path, Behaviour(cut_after=130, dropped=0.02)) as ours:
        ours.open(window=20, response=1)
        ours.until(lambda: ledger(share).left == 0)
    told = kept(share, 3)
    assert told == expected(share, 3)
    assert sum(row[2] for row in told) > 0


@pytest.mark.django_db(transaction=True)
def test_what_a_dead_gateway_left_is_counted_by_area_with_what_it_had_written(running):
    share = sending(running, 300, areas=3)
    with book.private(share.organisation_id) as own:
        held = claiming.take_lane(own, share.pk, 0, parts=1, weight=1, gateway="one", at=running.at)
        mine = claiming.claim(own, held, ["rest"], 60)
        assert mine.areas.tolist() == (mine.recipients % 3).tolist()
        assert mine.by_area.tolist() == [[0, 0, 0]] * 3
        accepted = keeping.Told(0, 30, 1, bytes([Standing.ACCEPTED] * 30), b"a" * 30)
        by_area = mine.by_area + np.array([[10, 0, 0]] * 3)
        first = keeping.Outcome(held, mine.batch, 1, 0, 30, 60, Counts(30, 0, 0, 30), 30, {}, (accepted,), by_area)
        assert set(keeping.keep(own, first)) == {0}
        assert keeping.keep(own, first) == {}
        refused = keeping.Told(40, 6, 0, bytes([Standing.REFUSED] * 6), b"")
        keeping.keep(own, keeping.Outcome(held, mine.batch, 1, 30, 30, 60, Counts(), 0, {}, (refused,)))
        claiming.take_lane(own, share.pk, 0, parts=1, weight=1, gateway="two", at=running.at)
        assert kept(share, 3) == expected(share, 3) == [[10, 2, 8]] * 3
        again = claiming.take_lane(own, share.pk, 0, parts=1, weight=1, gateway="three", at=running.at)
        assert claiming.claim(own, again, ["rest"], 5).by_area.tolist() == [[10, 2, 8]] * 3


@pytest.mark.django_db(transaction=True)
def test_whoever_is_fenced_off_counts_in_no_area(running):
    share = sending(running, 90, areas=3)
    with book.private(share.organisation_id) as own:
        held = claiming.take_lane(own, share.pk, 0, parts=1, weight=1, gateway="one", at=running.at)
        mine = claiming.claim(own, held, ["rest"], 30)
        claiming.take_lane(own, share.pk, 0, parts=1, weight=1, gateway="two", at=running.at)
        accepted = keeping.Told(0, 30, 1, bytes([Standing.ACCEPTED] * 30), b"a" * 30)
        by_area = np.array([[10, 0, 0]] * 3)
        late = keeping.Outcome(held, mine.batch, 1, 0, 30, 30, Counts(30, 0, 0, 30), 30, {}, (accepted,), by_area)
        with pytest.raises(keeping.Fenced):
            keeping.keep(own, late)
    assert kept(share, 3) == [[0, 0, 10]] * 3


@pytest.mark.django_db(transaction=True)
def test_where_areas_are_not_told_apart_all_is_of_the_unknown(running, tmp_path):
    share = sending(running, 120, areas=1)
    with house(tmp_path) as ours:
        ours.open(window=40)
        ours.until(lambda: ledger(share).left == 0)
    assert shown(share, running.at) == [[120, 0, 0]]
    assert kept(share, 1) == [[0, 0, 0]]


# --- what is counted next, without a table


def apart(upto=100):
    """Return a holding of three areas, of which one stretch is under way."""
    one = sender()
    numbers = FIRST + np.arange(100, dtype="<i8")
    areas, none = (np.arange(100) % 3).astype("<u2"), np.zeros((3, 3), np.int64)
    one.take(claiming.Claimed(7, lane(), 1, 0, upto, 100, {}, numbers, areas, none))
    one.feed(0.0)
    return one.holdings[-1]


def test_what_waits_behind_a_hole_is_counted_by_area_with_the_hole():
    mine = apart()
    batch = mine.stretches[0].batch
    batch.take(100, 0.0)
    for place in (0, 1, 2, 5, 6):
        batch.settle_one(place, 0, b"%05X" % place)
    outcome = mine.outcome(2.0, 0)
    assert outcome.by_area.tolist() == [[1, 0, 0]] * 3
    keep(mine, outcome)
    for place in (3, 4):
        batch.settle_one(place, Status.RINVDSTADR, b"")
    outcome = mine.outcome(2.0, 0)
    assert outcome.by_area.tolist() == [[2, 1, 0], [1, 1, 0], [2, 0, 0]]
    assert outcome.counts == Counts(2, 2, 0, 2)


def test_what_is_not_kept_yet_is_not_counted_by_area():
    mine = apart()
    answer(mine.stretches[0].batch)
    outcome = mine.outcome(0.0, 0)
    assert mine.by_area.sum() == 0
    keep(mine, outcome)
    assert mine.by_area.tolist() == outcome.by_area.tolist() == [[34, 0, 0], [33, 0, 0], [33, 0, 0]]


def test_a_claim_alone_says_nothing_of_areas():
    assert apart(upto=40).outcome(0.0, 10).by_area is None


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_an_outcome_is_the_worst_of_its_parts_as_the_counts_have_it(parts):
    dice = np.random.default_rng(parts)
    states = dice.choice([Standing.ACCEPTED, Standing.REFUSED, Standing.UNCERTAIN], 300 * parts, p=[0.8, 0.1, 0.1])
    told, counts = Counter(outcomes(states.astype(np.uint8), parts).tolist()), counted(states.astype(np.uint8), parts)
    assert (told[0], told[1], told[2]) == (counts.accepted, counts.refused, counts.uncertain)
    assert outcomes(np.full(4 * parts, Standing.ACCEPTED, np.uint8), parts).tolist() == [0, 0, 0, 0]
