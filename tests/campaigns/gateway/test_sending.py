"""What the gateway sends, and what it writes down of it, recipient by recipient."""

from __future__ import annotations

import pytest
from tests.campaigns.gateway.driving import disagreements, house
from tests.campaigns.gateway.shares import blocks, ledger, sending

from thongsuot.campaigns import actions
from thongsuot.campaigns.gateway import book
from thongsuot.campaigns.models import Batch, Lane
from thongsuot.engines.smpp import Standing, Status
from thongsuot.exercise.gateway import Behaviour, Spread
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db(transaction=True)
VIETNAMESE = "UBND tỉnh đề nghị người dân hạn chế ra khỏi nhà từ 12 giờ ngày 04/02, khai báo y tế tại trạm y tế xã."


def all_sent(share, wave=1):
    return lambda: ledger(share, wave).left == 0


def test_everybody_gets_the_message_once_and_the_tables_say_what_the_centre_says(running, tmp_path):
    share = sending(running, 3_000, size=700)
    refusals = ((0.03, Status.RINVDSTADR), (0.02, Status.RSYSERR))
    with house(tmp_path, Behaviour(refusals=refusals, latency=Spread(0.0, 0.02))) as ours:
        ours.open(sessions=2, window=50)
        ours.until(all_sent(share))
        told = ledger(share)
        assert disagreements(ours.lines, told) == []
        assert len({line.session for line in ours.lines}) == 2
    assert (told.sums["sent_upto"], told.claimed, told.sums["uncertain"]) == (3_000, set(), 0)
    assert (
        told.sums["refused"] == told.sums[f"cause {int(Status.RINVDSTADR)}"] + told.sums[f"cause {int(Status.RSYSERR)}"]
    )
    assert told.sums["segments"] == told.sums["accepted"] > 2_000


def test_a_text_of_several_parts_counts_recipients_by_their_worst_part(running, tmp_path):
    share = sending(running, 400, size=150, text=VIETNAMESE)
    with house(tmp_path, Behaviour(refusals=((0.1, Status.RINVDSTADR),))) as ours:
        ours.open(window=30)
        ours.until(all_sent(share))
        told, lines = ledger(share), ours.lines
    parts = share.campaign.parts
    assert parts > 1
    assert disagreements(lines, told, parts=parts) == []
    refused = {int(line.destination) for line in lines if not line.accepted}
    assert {number for number, standing in told.standing.items() if standing is Standing.REFUSED} == refused
    assert told.sums["segments"] == sum(line.accepted for line in lines)
    assert {line.esm_class for line in lines} == {0x40}


def test_what_the_centre_throttles_goes_again_until_it_is_taken(running, tmp_path):
    share = sending(running, 300)
    with house(tmp_path, Behaviour(tps=200, burst=100)) as ours:
        ours.open(window=40)
        ours.until(all_sent(share))
        told, lines = ledger(share), ours.lines
    assert any(line.fate == "refused:0x00000058" for line in lines)
    assert disagreements(lines, told) == []
    assert told.sums["accepted"] == 300


def test_a_full_queue_of_one_subscriber_counts_as_refused_in_the_end(running, tmp_path):
    share = sending(running, 100)
    with house(tmp_path, Behaviour(refusals=((0.08, Status.RMSGQFUL),))) as ours:
        ours.open(window=20)
        ours.until(all_sent(share))
        told, lines = ledger(share), ours.lines
    assert len(lines) > 100  # some went again
    assert disagreements(lines, told) == []
    assert told.sums["accepted"] + told.sums["refused"] == 100


def test_what_nobody_answers_is_uncertain_and_never_sent_again(running, tmp_path):
    share = sending(running, 500, size=200)
    with house(tmp_path, Behaviour(dropped=0.02, unanswered=0.02)) as ours:
        ours.open(window=60, response=1)
        ours.until(all_sent(share))
        told, lines = ledger(share), ours.lines
    silent = {int(line.destination) for line in lines if line.fate == "dropped" or line.fate.endswith("unanswered")}
    assert silent
    assert {number for number, standing in told.standing.items() if standing is Standing.UNCERTAIN} == silent
    assert len(lines) == 500
    assert disagreements(lines, told) == []


@pytest.mark.parametrize("text", ["Xin chao", VIETNAMESE])
def test_a_lost_session_leaves_a_window_in_doubt_and_the_rest_goes_on(running, tmp_path, text):
    share = sending(running, 600, text=text)
    parts = share.campaign.parts
    with house(tmp_path, Behaviour(cut_after=250 * parts, latency=Spread(0.001, 0.004))) as ours:
        ours.open(window=20)
        ours.until(all_sent(share))
        told, lines = ledger(share), ours.lines
    assert len({line.session for line in lines}) > 2
    assert disagreements(lines, told, parts=parts) == []
    assert 0 < told.sums["uncertain"] <= 20 * len({line.session for line in lines})
    assert told.sums["accepted"] + told.sums["uncertain"] == 600


def test_the_contract_is_shared_by_the_sessions_and_nothing_is_throttled(running, tmp_path):
    share = sending(running, 300)
    with house(tmp_path, Behaviour(tps=250, burst=12)) as ours:
        gateway = ours.open(window=30, sessions=2, rate=240)
        ours.until(all_sent(share))
        assert {place.wire.told.rate for place in gateway.sender.places.values()} == {240}
        lines, told = ours.lines, ledger(share)
    assert told.sums["accepted"] == len(lines) == 300
    assert all(line.accepted for line in lines)


def test_only_those_are_sent_to_whom_the_share_is_released_for(running, tmp_path):
    with access.acting_as_system():
        campaign = running.approved()
        share = running.tried(campaign)
        blocks(share, 1_000, size=400)
        actions.cut_trial(share, running.at)
        actions.cut_rest(share, running.at)  # it is cut, and still not released
    with house(tmp_path) as ours:
        ours.open(window=10)
        ours.until(lambda: ledger(share).sums["sent_upto"] == 10)
        ours.turn(0.5)
        assert len({int(line.destination) for line in ours.lines}) == 10
    with access.acting_as_system():
        rest = Batch.objects.filter(share=share, block__kind="rest")
        assert {batch.claimed_upto for batch in rest} == {0}
        assert set(Lane.objects.values_list("number", flat=True)) == {0}


def test_the_listed_telephones_are_sent_the_test_anew_each_time(running, tmp_path):
    with access.acting_as_system():
        share = running.tested(running.approved())
        assert actions.cut_phones(share, running.at) == 1
    parts = share.campaign.parts
    with house(tmp_path) as ours:
        ours.open(window=10)
        ours.until(lambda: len(ours.lines) == parts)
        with access.acting_as_system():
            assert actions.cut_phones(share, running.at) == 1
        ours.until(lambda: len(ours.lines) == 2 * parts)
        ours.close()
        assert {line.destination for line in ours.lines} == {"84900000111"}
    with access.acting_as_system():
        assert {(batch.wave, batch.accepted) for batch in Batch.objects.filter(share=share)} == {(0, 1)}


def test_two_sessions_that_hand_one_batch_to_and_fro_lose_nothing_of_it(running, tmp_path):
    """While all that is claimed of it has its outcome, whoever asks has it next, also another session of ours."""
    share = sending(running, 3_000, text=VIETNAMESE)
    with house(tmp_path, Behaviour(refusals=((0.02, Status.RINVDSTADR),))) as ours:
        ours.open(window=12, sessions=3, rate=3_000)
        ours.until(all_sent(share))
        told, lines = ledger(share), ours.lines
    assert disagreements(lines, told, parts=share.campaign.parts) == []
    assert (told.sums["sent_upto"], told.sums["uncertain"], told.claimed) == (3_000, 0, set())


def test_the_end_of_a_wave_wakes_the_timer_and_tells_the_campaign_once(running, tmp_path):
    share = sending(running, 300, size=100)
    said = []
    with book.private(share.organisation_id) as listener, house(tmp_path) as ours:
        listener.execute("LISTEN timer")
        listener.execute("LISTEN changes")
        listener.add_notify_handler(lambda notice: said.append((notice.channel, notice.payload)))
        gateway = ours.open(window=20, sessions=2)
        ours.until(all_sent(share))
        listener.execute("SELECT 1")
        by_us = (("timer", ""), ("changes", f"campaign:{share.campaign_id}:{share.organisation_id}"))
        assert [said.count(word) for word in by_us] == [1, 1]
        assert gateway.planner.idle


def test_a_wave_begins_once_the_one_before_is_over(running, tmp_path):
    share = sending(running, 300, size=100)
    with access.acting_as_system():
        assert actions.cut_wave(share, 2, running.at) == 0
    with house(tmp_path) as ours:
        ours.open(window=50)
        ours.until(all_sent(share))
        with access.acting_as_system():
            assert actions.cut_wave(share, 2, running.at) == 4
            assert actions.cut_wave(share, 2, running.at) == 0
        ours.until(all_sent(share, 2))
        lines, second = ours.lines, ledger(share, 2)
    assert len(lines) == 600
    assert second.sums["accepted"] == 300
