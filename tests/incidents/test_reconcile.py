"""What we hold open beside what the source says lasts: nothing stays open for want of a message."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.incidents.scene import MINUTE

from thongsuot.incidents import jobs
from thongsuot.incidents.gateway import Answer
from thongsuot.incidents.models import Source

pytestmark = pytest.mark.django_db
URL = "http://127.0.0.1:9093"


def test_a_lost_resolve_ends_when_the_source_was_asked(scene):
    scene.fire()
    scene.at += 20 * MINUTE
    scene.over(deliver=False)
    scene.at += MINUTE
    assert scene.reconcile() == 1
    alarm = scene.alarms()[0]
    assert (alarm.ends_at, alarm.settled_by) == (scene.at, "api")
    assert scene.incident.closing == "measured"


def test_a_source_that_was_just_started_has_forgotten_and_decides_nothing(scene):
    scene.fire()
    scene.at += 20 * MINUTE
    scene.truth.clear()
    started = f'{{"uptime": "{(scene.at - MINUTE).isoformat()}"}}'.encode()
    assert scene.reconcile(scene.api(status=started)) == 0
    assert scene.incident.state == "open"
    scene.at += 10 * MINUTE
    assert scene.reconcile(scene.api(status=started)) == 1
    assert scene.incident.state == "closed"


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>", b"null", b'{"status": "error"}'])
def test_an_answer_that_cannot_be_read_ends_nothing_and_is_noted(scene, body):
    scene.fire()
    scene.at += 20 * MINUTE
    assert scene.reconcile(Answer(body)) == 0
    assert scene.incident.state == "open"
    assert Source.objects.get().api_trouble


def test_a_source_that_cannot_be_reached_ends_nothing(scene):
    scene.fire()
    scene.at += 20 * MINUTE
    assert scene.reconcile(Answer(trouble="không kết nối được")) == 0
    assert (scene.incident.state, Source.objects.get().api_trouble) == ("open", "không kết nối được")
    scene.at += MINUTE
    scene.reconcile()
    assert Source.objects.get().api_trouble == ""


def test_what_waits_is_applied_before_the_answer(scene):
    scene.fire()
    begin = scene.truth["bv-tinh", "line"]
    scene.at += 20 * MINUTE
    scene.over(deliver=False)
    scene.post(scene.told("bv-tinh", starts=begin, ends=begin + 7 * MINUTE))
    scene.reconcile()
    alarm = scene.alarms()[0]
    assert (alarm.ends_at, alarm.settled_by) == (begin + 7 * MINUTE, "delivery")


def test_a_resolve_that_comes_after_all_puts_the_end_right_and_opens_nothing(scene):
    scene.fire()
    begin = scene.truth["bv-tinh", "line"]
    scene.at += 20 * MINUTE
    scene.over(deliver=False)
    scene.reconcile()
    scene.at += MINUTE
    scene.deliver(scene.told("bv-tinh", starts=begin, ends=begin + 12 * MINUTE))
    assert scene.board == []
    assert len(scene.alarms()) == 1
    assert [row.figures["minutes_down"] for row in scene.evidence()] == [20, 12]
    assert scene.incident.mended_at == begin + 12 * MINUTE


def test_a_truncated_delivery_has_the_source_asked_at_once(scene):
    scene.connect(api_url=URL)
    scene.run()
    scene.at += MINUTE / 10
    scene.post(body=scene.body(scene.told("bv-tinh"), truncatedAlerts=3))
    jobs.run(scene.at)
    assert Source.objects.get().next_check_at == scene.at + MINUTE / 2  # it was queued by the same run


def test_a_source_with_an_api_is_asked_every_half_minute_by_the_worker(scene):
    scene.connect(api_url=URL)
    scene.run()
    queued = ProcrastinateJob.objects.filter(task_name="incidents.ask")
    assert [job.args for job in queued] == [{"source": scene.source.pk}]
    assert Source.objects.get().next_check_at == scene.at + MINUTE / 2
    scene.at += MINUTE
    scene.run()
    assert queued.count() == 1  # it still waits


def test_nobody_asks_a_source_that_is_not_connected_any_more(scene):
    from thongsuot.incidents import actions

    source = scene.connect(api_url=URL)
    actions.end_source(source, by=scene.hang, at=scene.at)
    assert jobs.run(scene.at) == 0
    jobs.ask(source.pk)
    assert Source.objects.get().api_checked_at is None


def test_prometheus_itself_can_be_asked(scene):
    scene.connect(api_url=URL, api="prometheus")
    scene.fire()
    scene.at += 20 * MINUTE
    row = {"labels": scene.labels("bv-tinh"), "annotations": {}, "state": "firing", "activeAt": scene.at.isoformat()}
    import json

    lasting = json.dumps({"status": "success", "data": {"alerts": [row]}}).encode()
    scene.reconcile(Answer(lasting))
    assert scene.incident.state == "open"
    scene.at += MINUTE
    scene.reconcile(Answer(b'{"status": "success", "data": {"alerts": []}}'))
    assert scene.incident.state == "closed"
