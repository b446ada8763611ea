"""Two thousand deliveries, doubled, late, out of order and lost: the right incidents, and no zombie once asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Count
from tests.engines.alerts.storm import BEGIN, stormed
from tests.incidents.storms import Struck, incidents_of, staff_of
from tests.worlds import world

from thongsuot.incidents import actions, jobs, queries
from thongsuot.incidents.models import Alarm, Delivery, Incident

pytestmark = pytest.mark.django_db
DELIVERIES = 2_000
CHUNK = 500


@world
def struck(cast):
    """Return an install that a storm of two groups passed over, applied chunk by chunk."""
    storm = stormed(20_200_203, DELIVERIES, groups=2, sites=20)
    struck = Struck(storm, cast.department, BEGIN)
    enterprises = cast.enterprises[:2]
    struck.prepare(enterprises, staff_of(enterprises))
    for first in range(0, DELIVERIES, CHUNK):
        part = storm.posted[first : first + CHUNK]
        struck.take_in(part)
        while actions.apply_deliveries(by=jobs.WATCH, at=part[-1].at):
            pass
    return struck


def test_a_storm_leaves_the_right_incidents_and_no_zombie(struck):
    assert Delivery.objects.filter(applied_at=None).count() == 0
    assert Delivery.objects.exclude(fault="").count() == 0
    assert struck.wrong_alarms() == []
    assert struck.astray() == 0
    assert max(struck.standing().values()) == 1
    assert set(struck.standing()) != struck.down(), "without lost resolves the storm proves little"
    asked_at = struck.storm.until + timedelta(hours=1)
    struck.reconcile(asked_at)
    for alarm in queries.held_till(asked_at + timedelta(hours=1)):
        actions.let_go(alarm, by=jobs.WATCH, at=asked_at + timedelta(hours=1))
    assert set(struck.standing()) == struck.down()
    assert struck.wrong_alarms() == []
    assert struck.astray() == 0
    _no_two_incidents_overlap(struck)


def _no_two_incidents_overlap(struck):
    for line in struck.storm.lines:
        rows = incidents_of(line.labels["diem"])
        for before, after in zip(rows, rows[1:], strict=False):
            assert before.closed_at is not None
            assert before.mended_at <= after.starts_at
    crowded = Alarm.objects.exclude(incident=None).values("incident").annotate(n=Count("pk")).filter(n__gt=1)
    assert crowded.exists()
    assert Incident.objects.exclude(origin="source").count() == 0
