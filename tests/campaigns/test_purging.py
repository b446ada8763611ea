"""What single recipients can be told apart by goes in time: the timer sees to it, whatever the gateways do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.campaigns import gated
from tests.campaigns.running import MINUTE

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.models import Block, Numbers, StrayLot
from thongsuot.organisations import access
from thongsuot.web import health
from thongsuot.web import timer as timers

DAYS = timedelta(days=30)


def stray(running, code="dd-1", **other):
    """Keep a receipt whose message nobody knows, as a gateway does."""
    office = running.cast.organisation(code)
    return StrayLot.objects.create(organisation=office, reality="live", width=4, rows=b"0077\2", **other)


@pytest.mark.django_db
def test_a_receipt_without_a_message_goes_when_its_time_is_over(running):
    stray(running)
    assert actions.purge_strays(running.at) == 0
    assert StrayLot.objects.get().noticed_at == running.at
    later = stray(running, "dd-2")
    assert actions.purge_strays(running.at + DAYS - MINUTE) == 0
    assert queries.next_purge() == running.at + DAYS
    assert actions.purge_strays(running.at + DAYS) == 1
    assert StrayLot.objects.get() == later
    assert queries.next_purge() == running.at + 2 * DAYS - MINUTE


@pytest.mark.django_db
def test_how_long_it_stays_is_the_same_setting_and_a_clock_that_steps_back_loses_nothing(running, settings):
    settings.NUMBERS_KEPT_DAYS = 2
    stray(running)
    actions.purge_strays(running.at)
    assert actions.purge_strays(running.at - 400 * DAYS) == 0
    assert actions.purge_strays(running.at + timedelta(days=2)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_timer_purges_at_its_time_and_says_when_that_is(running, tmp_path):
    with access.acting_as_system():
        campaign = running.approved()
        gated.gateway_tested(running, campaign, kept=2_000)
        running.do("halt", campaign, reason="Hết dịch", by=running.khanh)
        stray(running)
    timer = timers.load(["thongsuot.campaigns.jobs"], health.Pulse(tmp_path, "timer"))

    def left(at):
        timer.round(at)
        assert timer.jobs[0].failures == 0
        with access.acting_as_system():
            kept = Block.objects.filter(recipients__isnull=False).count()
            return kept, StrayLot.objects.count(), Numbers.objects.filter(purged_at__isnull=True).count()

    assert left(running.at) == (3, 1, 1)  # the trial, the rest, a test telephone
    with access.acting_as_system():
        assert queries.next_purge() == running.at + DAYS
    assert left(running.at + DAYS - MINUTE) == (3, 1, 1)
    assert left(running.at + DAYS) == (0, 0, 0)
