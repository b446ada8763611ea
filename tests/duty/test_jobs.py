"""The clock of duty: nothing is lost when a tick is late or one step fails."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.duty.watch import DAY, HOUR, MINUTE, SIX, Watch
from tests.worlds import world

from thongsuot.duty import actions, jobs, queries
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


@world
def watch(cast):
    return Watch(cast)


def test_nothing_is_done_where_nothing_is_due(watch):
    assert (jobs.run(SIX), jobs.next_due()) == (0, None)


def test_the_job_sees_every_organisation_whoever_is_seen_before(watch):
    handover = watch.expect(watch.lan)
    with access.nobody():
        assert jobs.next_due() == SIX
        assert jobs.run(SIX) == 1
    assert watch.again(handover).state == "asked"


def test_one_step_that_fails_holds_up_nobody_and_is_tried_again(watch, monkeypatch, caplog):
    bad, good = watch.expect(watch.lan), watch.expect(watch.hai, kind="leader")
    follow_up = actions.follow_up

    def fails(row, **told):
        if row.pk == bad.pk:
            raise RuntimeError("no more paper")
        return follow_up(row, **told)

    monkeypatch.setattr(jobs.actions, "follow_up", fails)
    assert watch.tick(SIX) == 1
    assert [watch.again(row).state for row in (bad, good)] == ["expected", "asked"]
    assert caplog.text.count(f"step of hand-over {bad.pk} failed") == 1
    monkeypatch.undo()
    watch.tick(SIX + MINUTE)
    assert watch.again(bad).state == "asked"


def test_a_day_that_fails_is_counted_at_the_next_tick(watch, monkeypatch, caplog):
    watch.expect(watch.lan)
    count_day = actions.count_day
    monkeypatch.setattr(jobs.actions, "count_day", lambda *row, **told: 1 / 0)
    watch.tick(SIX + 12 * HOUR)
    assert "evidence of" in caplog.text
    monkeypatch.setattr(jobs.actions, "count_day", count_day)
    watch.tick(SIX + 13 * HOUR)
    assert Evidence.objects.filter(kind="DUTY_ROSTER").count() == 1


def test_a_day_passes_by_and_everything_comes_to_an_end(watch):
    watch.shift(watch.lan)
    watch.shift(watch.hai, SIX + 12 * HOUR)
    watch.plan()
    moments = 0
    while (due := jobs.next_due()) is not None:
        watch.tick(due)
        moments += 1
        assert jobs.next_due() is None or jobs.next_due() > due
    assert moments < 2 * (5 + 24)  # asked, chased, called, and each half hour again
    assert Evidence.objects.filter(kind="DUTY_ROSTER").count() == 1
    assert not queries.handovers().exclude(state="missed").exists()


def test_planning_asks_as_often_for_a_month_as_for_a_day(watch):
    def asked(roster, begin, days):
        for number in range(days):
            watch.shift(watch.lan, begin + number * DAY, roster=roster)
            watch.shift(watch.hai, begin + number * DAY + 12 * HOUR, roster=roster)
        with CaptureQueriesContext(connection) as found:
            watch.plan(roster)
        return len(found) - days  # one for each day that is to be counted

    short = asked(watch.roster, SIX, 1)
    later = SIX + 20 * DAY
    assert asked(watch.new_roster(later.replace(hour=0), 28), later, 28) == short
