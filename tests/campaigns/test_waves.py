"""With numbers each release gives batches out; a wave begins at its time, once the one before is through."""

from __future__ import annotations

import pytest
from tests.campaigns import gated
from tests.campaigns.running import HOUR, MINUTE

from thongsuot.campaigns import actions, jobs, models
from thongsuot.campaigns.models import Batch

pytestmark = pytest.mark.django_db


def given_out(share, wave):
    rows = Batch.objects.filter(share=share, wave=wave)
    return sum(rows.values_list("count", flat=True))


def test_each_release_gives_out_what_it_releases(running):
    campaign = running.approved()
    boss = running.person("dd-1", "lanhdao")
    share = gated.gateway_tested(running, campaign, kept=30_000)
    assert (given_out(share, 0), given_out(share, 1)) == (1, 0)
    running.do("try_out", share, by=boss)
    assert given_out(share, 1) == 300
    gated.settle(*gated.batches(share, 1, "trial"))
    running.later(3 * HOUR).do("send_all", running.share(campaign), by=boss)
    assert given_out(share, 1) == 30_000


def test_without_numbers_nothing_is_given_out(running):
    running.sending()
    assert not Batch.objects.exists()


def test_a_telephone_that_the_gateway_has_not_reached_proves_nothing(running):
    campaign = running.approved()
    boss = running.person("dd-1", "lanhdao")
    share = running.tested(campaign)
    gated.numbers(running, share, 30_000)
    with pytest.raises(actions.NotYet, match="hãy gửi lại đến máy thử"):
        running.do("try_out", share, by=boss)
    running.later(MINUTE).do("test", share, by=boss)
    running.do("read_phone", running.share(campaign), models.TestPhone.objects.get(), as_approved=True, by=boss)
    with pytest.raises(actions.NotYet, match="còn 1 máy thử chưa gửi xong"):
        running.do("try_out", share, by=boss)
    gated.settle(Batch.objects.get(wave=0))
    assert running.do("try_out", share, by=boss).state == "trial"


def test_all_waits_for_the_outcome_of_the_trial_and_ten_minutes(running):
    campaign = running.approved()
    boss = running.person("dd-1", "lanhdao")
    share = gated.gateway_tested(running, campaign, kept=30_000)
    share = running.do("try_out", share, by=boss)
    (trial,) = gated.batches(share, 1, "trial")
    gated.settle(trial, upto=299)
    running.later(3 * HOUR)
    with pytest.raises(actions.NotYet, match="còn 1 thuê bao của lần gửi thử 1 %"):
        running.do("send_all", running.share(campaign), by=boss)
    gated.settle(trial)
    assert running.do("send_all", running.share(campaign), by=boss).state == "sending"


def test_a_settled_trial_is_still_looked_at_for_ten_minutes(running):
    campaign = running.approved(waves=(running.at + MINUTE,))
    gated.gateway_tried(running, campaign)
    with pytest.raises(actions.NotYet, match="dừng xem kết quả"):
        running.later(2 * MINUTE).do("send_all", running.share(campaign), by=running.person("dd-1", "lanhdao"))


def test_a_correction_gives_everybody_out_at_once(running):
    share = gated.sending(running)
    right = running.do("correct", share.campaign, reason="Sai giờ", by=running.binh)
    share = gated.gateway_tested(running, right, kept=20_000)
    running.do("send_all", share, by=running.person("dd-1", "lanhdao"))
    assert given_out(share, 1) == 20_000


def test_the_next_wave_begins_at_its_time_once_the_last_is_through(running):
    times = (running.at + 3 * HOUR, running.at + 5 * HOUR)
    share = gated.sending(running, kept=2_000, waves=times)
    assert jobs.next_due() <= running.at + HOUR  # nothing of a wave whose forerunner is under way
    running.later(3 * HOUR)
    jobs.run(running.at)
    assert given_out(share, 2) == 0
    gated.settle(*gated.batches(share, 1, "rest"))
    assert jobs.next_due() <= running.at
    assert jobs.run(running.at) >= 1
    assert given_out(share, 2) == 2_000
    assert jobs.run(running.at) == 0


def test_a_wave_does_not_begin_before_its_time(running):
    times = (running.at + 3 * HOUR, running.at + 5 * HOUR)
    share = gated.sending(running, kept=2_000, waves=times)
    gated.settle(*gated.batches(share, 1, "rest"))
    jobs.run(running.at)
    assert given_out(share, 2) == 0
    assert jobs.next_due() == times[1]


def test_no_wave_begins_of_what_is_paused_or_halted(running):
    times = (running.at + 3 * HOUR, running.at + 5 * HOUR)
    share = gated.sending(running, kept=2_000, waves=times)
    gated.settle(*gated.batches(share, 1, "rest"))
    running.later(3 * HOUR).do("pause", share.campaign, reason="Chờ", by=running.binh)
    jobs.run(running.at)
    assert given_out(share, 2) == 0
    running.do("resume", share.campaign, by=running.binh)
    jobs.run(running.at)
    assert given_out(share, 2) == 2_000


def test_it_is_finished_when_the_gateway_has_an_outcome_for_everybody(running):
    share = gated.sending(running, kept=2_000)
    boss = running.person("dd-1", "lanhdao")
    with pytest.raises(actions.NotYet, match=r"còn 1\.980 tin nhắn chưa gửi xong"):
        running.do("finish", share, by=boss)
    gated.settle(*gated.batches(share, 1, "rest"), uncertain=5, refused={0x0B: 3})
    assert running.do("finish", share, by=boss).state == "done"
