"""The job does what is due, each matter alone, and says when it wants to be woken."""

from __future__ import annotations

import pytest
from tests.incidents.scene import MINUTE

from thongsuot.incidents import actions, jobs
from thongsuot.paging.models import Ladder

pytestmark = pytest.mark.django_db


def test_on_a_quiet_day_nothing_is_due(scene):
    assert jobs.run(scene.at) == 0
    assert jobs.next_due() is None


def test_an_incident_that_cannot_be_ticked_holds_up_no_other(scene, monkeypatch):
    first, second = scene.report(None, "cable"), scene.report(None, "power")
    tick = actions.tick

    def broken(incident, **told):
        if incident.pk == first.pk:
            raise RuntimeError("a fault of our own")
        return tick(incident, **told)

    monkeypatch.setattr(actions, "tick", broken)
    scene.at += 20 * MINUTE
    assert jobs.run(scene.at) == 1
    assert scene.fresh(second).warned_at == scene.at
    assert scene.fresh(first).due_at <= scene.at  # it stays due
    monkeypatch.undo()
    assert jobs.run(scene.at) == 1
    assert scene.fresh(first).warned_at == scene.at


def test_it_is_woken_for_the_first_of_all_that_is_due(scene):
    scene.connect(silent_after=90)
    assert jobs.next_due() == scene.minute(90)
    scene.report(None)
    assert jobs.next_due() == scene.minute(20)
    scene.report("bv-tinh")
    Ladder.objects.update(state="stopped")
    assert jobs.next_due() == scene.minute(1)


def test_running_twice_at_a_moment_does_nothing_twice(scene):
    scene.fire()
    scene.at += 110 * MINUTE
    scene.run()
    before = (len(scene.asked()), scene.notes(), scene.incident.warned_at)
    assert jobs.run(scene.at) == 0
    assert (len(scene.asked()), scene.notes(), scene.incident.warned_at) == before


def test_late_by_hours_it_does_what_was_missed_in_order(scene):
    scene.connect()
    scene.report(None)
    scene.at += 300 * MINUTE
    scene.run()
    assert scene.incident.warned_at == scene.at
    assert scene.incident.told_at is None
    scene.until(310)
    assert scene.incident.told_at == scene.at


def test_a_tick_that_comes_too_early_changes_nothing(scene):
    scene.report(None)
    scene.at += 19 * MINUTE
    assert actions.tick(scene.incident, by=jobs.WATCH, at=scene.at).warned_at is None
