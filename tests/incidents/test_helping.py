"""Many deliveries hold up no clock: the timer applies for a while, the worker helps, and calls come after."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from thongsuot.incidents import actions, jobs, queries
from thongsuot.incidents.models import Alarm, Delivery, Incident

pytestmark = pytest.mark.django_db


def waiting() -> int:
    return Delivery.objects.filter(applied_at=None).count()


def posted(scene, count: int) -> None:
    """Let deliveries of one source come, each of another site."""
    for number in range(count):
        scene.new_site(f"xa-{number}", "health")
        scene.post(scene.told(f"xa-{number}"))


def test_the_timer_asks_the_worker_to_help_once(scene, monkeypatch):
    monkeypatch.setattr(jobs, "APPLYING", 0.0)
    monkeypatch.setattr(jobs, "FEW", 1)
    monkeypatch.setattr(actions.apply_deliveries, "__kwdefaults__", {"most": 2, "going_on": bool})
    posted(scene, 5)
    jobs.run(scene.at)
    jobs.run(scene.at)
    assert waiting() == 1
    assert [job.task_name for job in ProcrastinateJob.objects.filter(task_name=queries.APPLY)] == [queries.APPLY]
    assert ProcrastinateJob.objects.get(task_name=queries.APPLY).queue_name == "timer"
    jobs.apply()
    assert waiting() == 0
    assert Incident.objects.count() == 5


def test_a_helper_that_has_no_more_time_asks_for_another(scene, monkeypatch):
    monkeypatch.setattr(jobs, "HELPING", 0.0)
    posted(scene, 1)
    jobs.apply()
    assert waiting() == 1
    assert ProcrastinateJob.objects.filter(task_name=queries.APPLY).count() == 1


def test_in_a_rush_applying_rests_and_no_helper_is_asked(scene, monkeypatch):
    monkeypatch.setattr(queries.sources, "RUSH", 3)
    monkeypatch.setattr(jobs, "APPLYING", 0.0)
    monkeypatch.setattr(jobs, "FEW", 1)
    monkeypatch.setattr(jobs, "_rest", jobs.Rest())
    monkeypatch.setattr(actions.apply_deliveries, "__kwdefaults__", {"most": 2, "going_on": bool})
    posted(scene, 5)
    jobs.run(scene.at)
    jobs._rest.until += 60.0
    jobs.run(scene.at)
    jobs.run(scene.at)
    assert waiting() == 3
    assert ProcrastinateJob.objects.filter(task_name=queries.APPLY).count() == 0
    scene.at += queries.sources.PUT_OFF
    jobs.run(scene.at)
    assert waiting() == 1, "what has waited for a minute waits no longer"


def test_what_waits_long_has_its_turn_in_a_rush(scene, monkeypatch):
    monkeypatch.setattr(queries.sources, "RUSH", 3)

    def rushing(count: int) -> bool:
        for _ in range(count):
            scene.post(scene.told("bv-tinh"))
        return queries.rushing(scene.at)

    assert [rushing(2), rushing(2)] == [False, True]
    scene.at += queries.sources.PUT_OFF
    assert not rushing(3)


def test_what_comes_in_does_not_wait_for_what_is_applied(scene):
    posted(scene, 1)
    with CaptureQueriesContext(connection) as asked:
        assert actions.apply_deliveries(by=jobs.WATCH, at=scene.at) == 1
    (lock,) = [told["sql"] for told in asked if '"incidents_source"' in told["sql"] and "FOR " in told["sql"]]
    assert "FOR NO KEY UPDATE" in lock, "else the foreign key of a new delivery waits for it"


def test_alarms_open_incidents_and_time_calls_for_them(scene):
    posted(scene, 3)
    actions.apply_deliveries(by=jobs.WATCH, at=scene.at)
    assert [row.ladder_id for row in scene.incidents] == [None] * 3
    assert queries.uncalled().count() == 3
    assert jobs.next_due() == scene.at
    scene.run()
    assert all(row.ladder_id for row in scene.incidents)
    assert queries.uncalled().count() == 0


def test_nobody_is_called_for_what_was_over_before(scene):
    scene.fire(deliver=False)
    scene.post(scene.told("bv-tinh", starts=scene.at))
    actions.apply_deliveries(by=jobs.WATCH, at=scene.at)
    row = scene.incident
    begin = scene.truth["bv-tinh", "line"]
    scene.post(scene.told("bv-tinh", starts=begin, ends=scene.at))
    actions.apply_deliveries(by=jobs.WATCH, at=scene.at)
    assert actions.call_first(row, by=jobs.WATCH, at=scene.at).state == "closed"
    assert scene.ladders(row) == []


def test_a_call_that_fails_holds_up_no_other(scene, monkeypatch):
    posted(scene, 3)
    call = actions.call_first

    def broken(row, **told):
        if row.site.code == "xa-1":
            raise RuntimeError("a fault of our own")
        return call(row, **told)

    monkeypatch.setattr(jobs.actions, "call_first", broken)
    scene.run()
    assert [row.ladder_id is not None for row in scene.incidents] == [True, False, True]


def test_the_number_of_questions_grows_little_with_the_incidents(scene):
    def asked(first: int, count: int) -> int:
        for number in range(first, first + count):
            scene.new_site(f"diem-{number}", "health")
        rows = [scene.told(f"diem-{number}") for number in range(first, first + count)]
        scene.post(*rows)
        with CaptureQueriesContext(connection) as found:
            actions.apply_deliveries(by=jobs.WATCH, at=scene.at)
        return len(found)

    few, many = asked(0, 3), asked(100, 40)
    assert many - few <= 40 - 3, "one notice to the pages for each incident, and nothing else"
    assert Alarm.objects.count() == 43
