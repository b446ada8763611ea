"""Somebody reachable is asked within a minute, whoever is on duty, or the leader is called."""

from __future__ import annotations

import pytest
from tests.incidents.scene import MINUTE

from thongsuot.incidents import actions, jobs, queries
from thongsuot.organisations.models import Person
from thongsuot.paging.models import Ladder, Rung

pytestmark = pytest.mark.django_db


def rungs(scene):
    return list(Rung.objects.filter(ladder=scene.ladders()[-1]).order_by("position").values_list("name", flat=True))


def test_the_ladder_is_frozen_when_the_incident_opens(scene):
    scene.fire()
    before = rungs(scene)
    assert before[:3] == [scene.lan.name, scene.hang.name, scene.long.name]
    Person.objects.filter(pk=scene.hang.pk).update(name="Người khác", is_active=False)
    scene.until(6)
    assert rungs(scene) == before


def test_the_departments_people_stand_behind_the_enterprises(scene):
    scene.fire()
    assert rungs(scene)[3:] == [scene.an.name, scene.khanh.name]


def test_second_priority_asks_the_enterprise_alone(scene):
    scene.fire("cong-tinh")
    assert scene.an.name not in rungs(scene)


def test_where_nobody_of_the_enterprise_can_be_reached_the_department_is_called_and_told(scene):
    scene.silence(*Person.objects.filter(organisation=scene.enterprise))
    scene.connect()
    scene.report("bv-tinh")
    assert scene.asked() == [(scene.an.name, "sent")]
    assert scene.incident.told_at == scene.at


def test_where_nobody_at_all_can_be_reached_it_is_said_and_tried_again_each_minute(scene):
    scene.silence(*Person.objects.all())
    scene.report("bv-tinh")
    assert scene.ladders() == []
    assert "Không có ai trực" in scene.notes()[-1]
    Person.objects.filter(pk=scene.long.pk).update(phone="0900 000 008")
    scene.until(1)
    assert scene.asked() == [(scene.long.name, "sent")]
    assert scene.incident.unreached_at is None
    assert len(scene.notes()) == 1


def test_a_ladder_that_is_exhausted_is_followed_by_the_leader(scene):
    scene.silence(scene.hang, scene.an, scene.khanh)
    scene.fire()
    scene.until(40)
    asked = [name for name, _state in scene.asked()]
    assert asked.count(scene.lan.name) == 3
    ladder = scene.ladders()[-1]
    assert (len(scene.ladders()), ladder.state) == (2, "open")
    assert rungs(scene) == [scene.long.name]


def test_the_leader_is_called_until_somebody_accepts(scene):
    scene.silence(scene.hang, scene.an, scene.khanh, scene.lan)
    scene.fire()
    scene.until(120)
    assert len(scene.ladders()) > 4
    scene.do("accept", scene.incident, by=scene.long)
    before = len(scene.asked())
    scene.until(130)
    assert len(scene.asked()) == before


def test_within_a_minute_of_a_lost_ladder_the_leader_is_called(scene):
    scene.fire()
    Ladder.objects.update(state="stopped")
    assert list(queries.forsaken(scene.at)) == []
    assert jobs.next_due() <= scene.at + MINUTE
    scene.until(1)
    assert rungs(scene)[0] == scene.long.name
    assert list(queries.forsaken(scene.at)) == []


def test_accepting_a_call_by_its_page_takes_the_incident_up_in_that_persons_name(scene):
    scene.fire()
    scene.until(6)
    scene.accept_call()
    accepted_at = scene.at
    assert jobs.next_due() <= scene.at
    scene.run()
    incident = scene.incident
    assert (incident.state, incident.accepted_by, incident.accepted_at) == ("accepted", scene.hang, accepted_at)


def test_a_closed_incident_calls_nobody(scene):
    scene.fire()
    scene.at += MINUTE
    scene.over()
    assert [ladder.state for ladder in scene.ladders()] == ["stopped"]
    before = len(scene.asked())
    scene.until(60)
    assert len(scene.asked()) == before


def test_each_opening_is_called_by_a_ladder_of_its_own(scene):
    scene.fire()
    scene.do("accept", scene.incident)
    scene.do("release", scene.incident, "Hết ca")
    assert [ladder.state for ladder in scene.ladders()] == ["stopped", "open"]
    assert scene.incident.ladder == scene.ladders()[-1]


def test_third_priority_waits_on_the_board(scene):
    scene.report(None)
    scene.until(29)
    assert scene.ladders() == []
    assert actions.call_duty(scene.incident, by=jobs.WATCH, at=scene.at).ladder is None
