"""The storm: duplicates, late and lost deliveries; the oracle knows what was told and what really lasts."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from datetime import timedelta

import pytest
from tests.engines.alerts.storm import stormed

from thongsuot.engines import alerts
from thongsuot.engines.alerts import History, Opening, What

DELIVERIES = 15_000 if os.environ.get("CI") else 4_000
SETTLED = timedelta(seconds=30)


class Room:
    """What follows the changes, as an app would: one incident an episode, by fingerprint and start."""

    def __init__(self):
        self.states = defaultdict(History)
        self.incidents = {}
        self.heard = {}

    def take(self, delivery, received_at):
        for alert in delivery.alerts:
            self.states[alert.fingerprint], change = alerts.fold(self.states[alert.fingerprint], alert, received_at)
            self.heard[alert.fingerprint] = max(received_at, self.heard.get(alert.fingerprint, received_at))
            self.follow(alert.fingerprint, change)

    def follow(self, name, change):
        if change.what in (What.ENDED, What.RENEWED):
            self.incidents[name, change.before.starts_at] = False
        if change.what in (What.OPENED, What.RENEWED):
            self.incidents[name, change.episode.starts_at] = True
        for episode in change.passed:
            self.incidents.setdefault((name, episode.starts_at), False)

    def open(self):
        return {name: start for (name, start), lasts in self.incidents.items() if lasts}


def played(storm):
    room = Room()
    for posted in storm.posted:
        delivery = alerts.read_alertmanager(posted.body)
        assert not delivery.problems
        room.take(delivery, posted.at)
    return room


@pytest.fixture(scope="module")
def storm():
    return stormed(20_261_123, DELIVERIES, groups=DELIVERIES // 1_200)


@pytest.fixture(scope="module")
def room(storm):
    return played(storm)


def test_there_is_one_incident_for_each_failure_that_was_told(storm, room):
    told = {(line.fingerprint, start) for line in storm.lines for start in line.told}
    kept = {(name, start) for name, start in told if start >= room.states[name].facts[0].starts_at}
    assert kept <= room.incidents.keys() <= told
    assert len(kept) > DELIVERIES / 4


def test_open_is_what_was_told_last_and_not_told_to_be_over(storm, room):
    expected = {
        line.fingerprint: max(line.told) for line in storm.lines if line.told and max(line.told) not in line.told_over
    }
    assert room.open() == expected
    assert expected != storm.lasting(), "without lost resolves the storm proves little"


def test_after_reconciliation_open_is_what_really_lasts(storm, room):
    asked_at = storm.until + timedelta(hours=1)
    openings = [Opening(name, start, room.heard[name]) for name, start in room.open().items()]
    active = alerts.read_alertmanager_active(storm.active())
    found = alerts.reconcile(openings, active, asked_at=asked_at, settled_after=SETTLED)
    assert found.undecided == ()
    still = room.open()
    for opening in found.over:
        del still[opening.fingerprint]
    for alert in found.missing:
        state, change = alerts.seen(room.states[alert.fingerprint], alert, asked_at)
        assert change.what in (What.OPENED, What.RENEWED)
        still[alert.fingerprint] = change.episode.starts_at
    assert still == storm.lasting()


def test_shuffled_deliveries_leave_the_same_histories(storm):
    few = storm.posted[:600]
    one = Room()
    for posted in few:
        one.take(alerts.read_alertmanager(posted.body), posted.at)
    other = Room()
    for posted in random.Random(5).sample(few, len(few)):  # noqa: S311  # it must be played again alike
        other.take(alerts.read_alertmanager(posted.body), posted.at)
    assert one.states == other.states
    assert one.open() == other.open()


def test_a_storm_follows_from_its_seed():
    assert stormed(7, 200, groups=2) == stormed(7, 200, groups=2)
    assert stormed(7, 200, groups=2).posted != stormed(8, 200, groups=2).posted
