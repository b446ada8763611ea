"""Pause, halt, another gateway, a database that is gone: nothing leaves that may not, and nothing is forgotten."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.db import connection
from tests.campaigns.gateway.driving import disagreements, house
from tests.campaigns.gateway.shares import campaign_of, ledger, sending

from thongsuot.campaigns.actions import claiming, keeping
from thongsuot.campaigns.gateway import book
from thongsuot.campaigns.gateway import sending as sending_room
from thongsuot.campaigns.gateway.lanes import Take
from thongsuot.campaigns.gateway.orders import Order
from thongsuot.campaigns.models import Batch, Lane
from thongsuot.campaigns.queries.claims import Counts, Doubtful
from thongsuot.engines.smpp import Standing
from thongsuot.exercise.gateway import Behaviour, Spread
from thongsuot.organisations import access
from thongsuot.outbox.gateway import links, wire

pytestmark = pytest.mark.django_db(transaction=True)
SLOW = Behaviour(latency=Spread(0.01, 0.03))


def some_sent(share, count):
    return lambda: ledger(share).sums["sent_upto"] >= count


def nothing_claimed(share):
    return lambda: ledger(share).claimed == set()


def person(running, name):
    return running.person("dd-1", name)


def test_a_paused_share_sends_nothing_more_and_goes_on_where_it_stopped(running, tmp_path):
    share = sending(running, 800, size=400)
    with house(tmp_path, SLOW) as ours:
        ours.open(window=20)
        ours.until(some_sent(share, 100))
        before = len(ours.lines)
        with access.acting_as_system():
            running.do("pause_share", running.share(share.campaign), reason="Nghẽn", by=person(running, "daumoi"))
        ours.until(nothing_claimed(share))
        stopped = len(ours.lines)
        ours.turn(0.3)
        assert stopped == len(ours.lines) < 800
        assert stopped - before < 400  # what was under way, not what was waiting
        assert disagreements(ours.lines, ledger(share)) == []
        with access.acting_as_system():
            running.do("resume_share", running.share(share.campaign), by=person(running, "lanhdao"))
        ours.until(some_sent(share, 800))
        told = ledger(share)
        assert disagreements(ours.lines, told) == []
        assert told.sums["accepted"] == 800


def test_a_halt_gives_the_claims_back_and_keeps_what_was_answered(running, tmp_path):
    share = sending(running, 800, size=400)
    with house(tmp_path, SLOW) as ours:
        ours.open(window=20, sessions=2)
        ours.until(some_sent(share, 100))
        with access.acting_as_system():
            running.do("halt", campaign_of(share), reason="Sai nội dung", by=running.khanh)
        ours.until(nothing_claimed(share))
        ours.turn(0.3)
        told, lines = ledger(share), ours.lines
        assert disagreements(lines, told) == []
        assert 100 <= len(lines) == told.sums["sent_upto"] < 800
        assert told.sums["uncertain"] == 0


def test_what_is_on_its_way_at_a_halt_is_waited_for_and_nothing_more_leaves(running, tmp_path):
    """The centre takes its time with every answer: that is no doubt."""
    share = sending(running, 800, size=400)
    with house(tmp_path, Behaviour(latency=Spread(0.4, 0.8))) as ours:
        ours.open(window=30, sessions=2)
        ours.until(lambda: len(ours.lines) >= 60)
        with access.acting_as_system():
            running.do("halt", campaign_of(share), reason="Sai nội dung", by=running.khanh)
        ours.turn(0.1)  # the moment in which it is told
        left = len(ours.lines)
        ours.until(nothing_claimed(share))
        told, lines = ledger(share), ours.lines
    assert disagreements(lines, told) == []
    assert left == len(lines) == told.sums["sent_upto"] == told.sums["accepted"]


def test_what_was_claimed_before_a_hold_does_not_leave_during_it(running, tmp_path):
    share = sending(running, 400)
    with house(tmp_path, SLOW) as ours:
        gateway = ours.open(window=10)
        ours.until(some_sent(share, 20))
        gateway.sender.hold("share", share.pk)
        gateway.watch.sights.clear()
        seen, gateway.sender.see = gateway.sender.see, lambda _shares: None  # nobody has looked yet
        ours.turn(0.3)
        left = len(ours.lines)
        ours.turn(0.3)
        assert len(ours.lines) == left < 400
        gateway.sender.see = seen
        ours.until(some_sent(share, 400))


def test_who_gets_another_place_goes_on_undisturbed_in_its_own(running, tmp_path):
    share = sending(running, 1_500, size=300)
    with house(tmp_path, SLOW) as ours:
        first = ours.open(window=10, sessions=2)
        ours.until(lambda: len(first.sender.places) == 2)
        second = ours.open(window=10, sessions=2)
        ours.until(lambda: [len(gateway.sender.places) for gateway in ours.gateways] == [1, 1])
        ours.until(some_sent(share, 300))
        ours.gateways.remove(second)
        second.finish()
        ours.until(lambda: len(first.sender.places) == 2)
        ours.until(some_sent(share, 1_500))
        told = ledger(share)
        assert disagreements(ours.lines, told) == []
        assert (told.sums["accepted"], told.sums["uncertain"]) == (1_500, 0)


def test_what_is_held_leaves_only_after_it_was_looked_at(running, tmp_path):
    share = sending(running, 400)
    with house(tmp_path, SLOW) as ours:
        gateway = ours.open(window=10)
        ours.until(some_sent(share, 20))
        gateway.sender.hold("campaign", share.campaign_id)
        assert [stretch.batch.held for each in gateway.sender.holdings for stretch in each.stretches].count(False) == 0
        gateway.sender.see(gateway.sender.released.values())
        ours.until(some_sent(share, 400))


def test_a_stop_between_two_parts_lets_the_begun_message_go_whole(running, tmp_path):
    share = sending(running, 300, text="Đề nghị người dân hạn chế ra khỏi nhà. " * 4)
    parts = share.campaign.parts
    with house(tmp_path, SLOW) as ours:
        ours.open(window=3 * parts + 1)
        ours.until(some_sent(share, 30))
        with access.acting_as_system():
            running.do("halt", campaign_of(share), reason="Sai nội dung", by=running.khanh)
        ours.until(nothing_claimed(share))
        told, lines = ledger(share), ours.lines
    assert disagreements(lines, told, parts=parts) == []
    assert len(lines) == parts * told.sums["accepted"]


def test_the_end_of_a_gateway_leaves_nothing_claimed(running, tmp_path):
    share = sending(running, 1_000)
    with house(tmp_path, SLOW) as ours:
        ours.open(window=20)
        ours.until(some_sent(share, 60))
        ours.close()
        told = ledger(share)
        assert (told.claimed, told.sums["uncertain"]) == (set(), 0)
        assert disagreements(ours.lines, told) == []


def test_two_gateways_share_the_places_and_the_work(running, tmp_path):
    share = sending(running, 1_500, size=100)
    with house(tmp_path, SLOW) as ours:
        ours.open(window=10, sessions=2)
        ours.until(some_sent(share, 50))
        ours.open(window=10, sessions=2)
        ours.until(lambda: [len(gateway.sender.places) for gateway in ours.gateways] == [1, 1])
        ours.until(some_sent(share, 1_500))
        told = ledger(share)
        assert disagreements(ours.lines, told) == []
        assert told.sums["accepted"] == 1_500
    with access.acting_as_system():
        assert {lane.number for lane in Lane.objects.all()} == {0, 1}


def cut_off(thread) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [thread.pid])


def test_who_lost_its_lane_is_fenced_off_and_what_it_had_claimed_is_uncertain(running, tmp_path, monkeypatch):
    share = sending(running, 700, size=300)
    with house(tmp_path, SLOW) as ours:
        first = ours.open(window=10, rate=200)
        ours.until(some_sent(share, 50))
        monkeypatch.setattr(book, "PAUSE", 2.0)  # the first is slow to come back
        cut_off(first.book)
        second = ours.open(window=10, rate=200)
        ours.until(lambda: second.sender.places)
        ours.until(lambda: not first.sender.places)
        ours.until(some_sent(share, 700))
        told = ledger(share)
        assert disagreements(ours.lines, told) == []
        assert 0 < told.sums["uncertain"] <= 200
    with access.acting_as_system():
        assert Lane.objects.get(share=share).epoch == 2


def test_a_lost_connection_loses_nothing_where_nobody_took_the_lane(running, tmp_path):
    share = sending(running, 1_000)
    with house(tmp_path, SLOW) as ours:
        gateway = ours.open(window=20)
        for count in (100, 300, 500):
            ours.until(some_sent(share, count))
            cut_off(gateway.book)
        ours.until(some_sent(share, 1_000))
        told = ledger(share)
        assert disagreements(ours.lines, told) == []
        assert told.sums["accepted"] == 1_000
    with access.acting_as_system():
        assert Lane.objects.get(share=share).epoch == 1


def test_a_full_disk_keeps_the_outcomes_until_there_is_room(running, tmp_path, monkeypatch):
    share = sending(running, 500)
    keep, left = keeping.keep, [3]

    def full(conn, outcome):
        if outcome.was > 100 and left[0]:
            left[0] -= 1
            raise psycopg.errors.DiskFull("no space left")
        return keep(conn, outcome)

    monkeypatch.setattr(keeping, "keep", full)
    with house(tmp_path, SLOW) as ours:
        ours.open(window=20)
        ours.until(some_sent(share, 500))
        told = ledger(share)
        assert disagreements(ours.lines, told) == []
        assert (left, told.sums["accepted"]) == ([0], 500)


def test_a_claim_is_never_more_than_a_second_of_the_contract_or_a_window(running, tmp_path, monkeypatch):
    share = sending(running, 300)
    open_claims = []
    keep = keeping.keep

    def watched(conn, outcome):
        open_claims.append(outcome.claimed - outcome.sent)
        return keep(conn, outcome)

    monkeypatch.setattr(keeping, "keep", watched)
    with house(tmp_path) as ours:
        ours.open(window=10, rate=100)
        ours.until(some_sent(share, 300))
    assert 0 < max(open_claims) <= 100


def test_what_lies_beyond_the_claim_is_refused_by_the_tables(running):
    share = sending(running, 20)
    with access.acting_as_system():
        batch = Batch.objects.filter(share=share).last()
        with book.private(share.organisation_id) as own:
            held = claiming.take_lane(own, share.pk, 0, parts=1, weight=1, gateway="test", at=running.at)
            mine = claiming.claim(own, held, ["rest"], 5)
            assert (mine.batch, mine.sent, mine.claimed) == (batch.pk, 0, 5)
            taken = claiming.take_lane(own, share.pk, 0, parts=1, weight=1, gateway="test", at=running.at)
            assert (taken.lane, taken.epoch) == (held.lane, held.epoch + 1)
            assert claiming.claim(own, held, ["rest"], 5) is None  # of an epoch that is over
    told = ledger(share)
    assert (told.sums["uncertain"], told.claimed) == (5, set())


def test_what_cannot_leave_for_a_while_is_given_to_others(running, tmp_path, monkeypatch):
    share = sending(running, 200)
    monkeypatch.setattr(sending_room, "GIVE_BACK", 0.2)
    monkeypatch.setattr(wire, "FIRST_WAIT", 1.0)
    with house(tmp_path, Behaviour(cut_after=150, latency=Spread(0.01, 0.03))) as ours:
        gateway = ours.open(window=20)
        ours.until(lambda: ours.lines and not any(place.wire.bound for place in gateway.sender.places.values()))
        ours.until(nothing_claimed(share))
        given = ledger(share)
        assert given.left > 0
        assert not gateway.sender.holdings
        ours.until(some_sent(share, 200))
        assert disagreements(ours.lines, ledger(share)) == []


def test_what_a_session_left_that_the_link_has_no_more_of_is_settled_too(running, tmp_path):
    share = sending(running, 200, size=50)
    with book.private(share.organisation_id) as dead:
        held = claiming.take_lane(dead, share.pk, 7, parts=1, weight=1, gateway="gone", at=running.at)
        assert claiming.claim(dead, held, ["rest"], 20).claimed == 20
    with house(tmp_path) as ours:
        ours.open(window=20)
        ours.until(some_sent(share, 200))
        told = ledger(share)
        assert disagreements(ours.lines, told) == []
    assert (told.sums["uncertain"], told.sums["accepted"], told.claimed) == (20, 180, set())


def test_a_batch_that_rested_goes_to_another_lane_of_ours_and_what_that_sends_is_kept(running):
    share = sending(running, 200)
    with book.private(share.organisation_id) as own:
        one, other = (
            claiming.take_lane(own, share.pk, number, parts=1, weight=1, gateway="one", at=running.at)
            for number in (0, 1)
        )
        batch = claiming.claim(own, one, ["rest"], 10).batch
        ten = keeping.Told(0, 10, 0, bytes([Standing.REFUSED] * 10), b"")
        keeping.keep(own, keeping.Outcome(one, batch, 1, 0, 10, 10, Counts(0, 10), 0, {}, (ten,)))
        assert claiming.claim(own, other, ["rest"], 10).batch == batch  # all that was claimed of it has its outcome
        rested = keeping.Outcome(one, batch, 1, 10, 10, 20, Counts(), 0, {})
        more = keeping.Told(10, 10, 0, bytes([Standing.REFUSED] * 10), b"")
        sent = keeping.Outcome(other, batch, 1, 10, 20, 30, Counts(0, 10), 0, {}, (more,))
        kept = Order([(rested, 10), (sent, 20)])(own)
    assert (kept.gone, kept.fenced, [start for _batch, start in kept.results]) == ({rested}, set(), [10])
    told = ledger(share)
    assert (told.sums["refused"], told.sums["sent_upto"], len(told.claimed)) == (20, 20, 10)


def test_results_beyond_a_hole_count_when_the_lane_is_taken_over(running):
    share = sending(running, 200)
    with book.private(share.organisation_id) as own:
        held = claiming.take_lane(own, share.pk, 0, parts=1, weight=1, gateway="one", at=running.at)
        mine = claiming.claim(own, held, ["rest"], 30)
        results = (
            keeping.Told(5, 10, 1, bytes([Standing.ACCEPTED] * 10), b"abcdefghij"),
            keeping.Told(20, 2, 0, bytes([Standing.REFUSED] * 2), b""),
        )
        outcome = keeping.Outcome(held, mine.batch, 1, 0, 0, 30, Counts(), 0, {}, results)
        assert set(keeping.keep(own, outcome)) == {5, 20}
        assert keeping.keep(own, outcome) == {}  # a second time nothing is new
        claiming.take_lane(own, share.pk, 0, parts=1, weight=1, gateway="two", at=running.at)
        with pytest.raises(keeping.Fenced):
            keeping.keep(own, outcome)
    told = ledger(share)
    assert (told.sums["accepted"], told.sums["refused"], told.sums["uncertain"], told.sums["segments"]) == (
        10,
        2,
        18,
        10,
    )
    assert (told.twice, told.claimed, len(told.standing)) == (set(), set(), 30)


def test_nothing_is_decided_by_a_clock_that_people_set():
    rooms = [Path(book.__file__).parent, Path(wire.__file__)]
    files = [file for room in rooms for file in ([room] if room.is_file() else room.glob("*.py"))]
    told = {file.name for file in files if "time.time(" in file.read_text() or "datetime.now(" in file.read_text()}
    assert told <= {"lanes.py", "process.py"}  # what is shown to people, and the outbox's own times


def test_a_lane_is_not_taken_once_its_place_is_lost(running):
    share = sending(running, 20)
    wanted = Doubtful(share.pk, 0, share.campaign_id, share.campaign.brand, share.campaign.text)
    told = links.read_one("dd-1", "smpp://esme:secret@127.0.0.1:2775", "live")
    with book.private(share.organisation_id) as own:
        for holds in (True, False):
            take = Take(told, share.organisation_id, "test", lambda _number, holds=holds: holds, [(wanted, 0)])
            assert len(take(own)) == holds
    with access.acting_as_system():
        assert Lane.objects.get(share=share).epoch == 1
