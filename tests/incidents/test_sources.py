"""What leaves the enterprise is agreed first; a source has a key of its own, and its silence is an incident."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.incidents.scene import MINUTE

from thongsuot.incidents import actions, jobs, queries
from thongsuot.incidents.models import Disclosure, Source
from thongsuot.organisations import actions as keys
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
WIRING = actions.Wiring("NOC", "alertmanager")


def connect(scene, wiring=WIRING, by=None):
    return actions.connect_source(scene.enterprise, wiring, by=by or scene.hang, at=scene.at)


def test_before_anybody_has_agreed_nothing_is_connected(scene):
    with pytest.raises(actions.NotAgreed):
        connect(scene)
    assert Source.objects.count() == 0


def test_a_source_has_a_key_that_opens_this_one_door(scene):
    scene.agree()
    source, secret = connect(scene)
    assert (source.agreed_name, source.agreed_at) == (scene.long.name, scene.at)
    key = keys.use_credential(secret, scope="alarms", at=scene.at)
    assert queries.source_of(key, scene.at) == source
    with pytest.raises(keys.InvalidKey):
        keys.use_credential(secret, scope="campaigns", at=scene.at)


def test_an_ended_source_lets_nobody_in_and_keeps_what_it_told(scene):
    scene.fire()
    source, secret = scene.source, scene.secret
    scene.at += MINUTE
    actions.end_source(source, by=scene.hang, at=scene.at)
    with pytest.raises(keys.InvalidKey):
        keys.use_credential(secret, scope="alarms", at=scene.at)
    assert queries.source_of(source.credential, scene.at) is None
    assert len(scene.alarms()) == 1


def test_its_name_is_free_again(scene):
    scene.agree()
    source, _secret = connect(scene)
    with pytest.raises(actions.NameTaken):
        connect(scene)
    actions.end_source(source, by=scene.hang, at=scene.at)
    assert connect(scene)[0].pk != source.pk


@pytest.mark.parametrize("who", ["lan", "binh", "khanh"])
def test_others_connect_and_agree_nothing(scene, who):
    by = getattr(scene, who)
    scene.agree()
    with pytest.raises(NotAllowed):
        connect(scene, by=by)
    with pytest.raises(NotAllowed):
        actions.agree(scene.enterprise, minutes=30, notice=10, by=by, at=scene.at)


@pytest.mark.parametrize(("wrong", "field"), [
    ({"name": " "}, "name"), ({"zone": "Asia/Nowhere"}, "zone"), ({"zone": "../etc"}, "zone"),
    ({"kind": "generic", "mapping": {}}, "mapping"), ({"kind": "generic", "mapping": {"key": "x"}}, "mapping"),
    ({"api_url": "file:///etc/passwd"}, "api_url"), ({"api_url": "http://user:pass@noc.example"}, "api_url"),
    ({"api_url": "http://"}, "api_url"),
])  # fmt: skip
def test_what_could_never_work_is_refused_with_its_field(scene, wrong, field):
    scene.agree()
    with pytest.raises(actions.WrongSource) as caught:
        connect(scene, actions.Wiring(**{"name": "NOC", "kind": "alertmanager", **wrong}))
    assert caught.value.field == field


def test_every_kind_of_source_is_read(scene):
    scene.agree()
    mapping = {"key": "/id", "state": "/state", "time": "/time", "site": "/site"}
    bodies = {
        "grafana": scene.body(scene.told("bv-tinh")),
        "zabbix": b'{"eventid": "1", "eventvalue": "1", "event_source": "0", "date": "2020.02.03", "time": "09:00:00",'
        b' "eventname": "Link down", "severity": "5",'
        b' "eventtags": "[{\\"tag\\": \\"site\\", \\"value\\": \\"bv-tinh\\"}]"}',
        "generic": b'{"id": "7", "state": "down", "time": "2020-02-03T09:00:00+07:00", "site": "bv-tinh"}',
        "email": "Subject: [SU CO] M-7\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "Mã: M-7\nTrạng thái: mất liên lạc\nĐiểm: bv-tinh\nBắt đầu: 03/02/2020 09:00\n".encode(),
    }
    for kind, body in bodies.items():
        source, _secret = connect(scene, actions.Wiring(kind, kind, mapping=mapping if kind == "generic" else {}))
        actions.receive(source, body, at=scene.at)
        scene.run()
        assert [row.site.code for row in scene.alarms(source=source) if row.site] == ["bv-tinh"], kind
    assert len({alarm.incident_id for alarm in scene.alarms()}) == len(scene.board)


def test_what_is_agreed_holds_from_now_on(scene):
    assert queries.terms_of(scene.enterprise.pk, "live", scene.at) == queries.Terms(30, (), 10)
    scene.agree(minutes=60, causes=("cable", "khac"))
    assert queries.terms_of(scene.enterprise.pk, "live", scene.at) == queries.Terms(60, ("cable",), 10)
    scene.at += MINUTE
    scene.agree(minutes=15, notice=12)
    assert Disclosure.objects.filter(valid_until=None).count() == 1
    assert queries.terms_of(scene.enterprise.pk, "live", scene.at - MINUTE / 2).minutes == 60


@pytest.mark.parametrize("terms", [{"notice": 9}, {"minutes": 4}, {"minutes": 1441}, {"notice": 121}])
def test_terms_beyond_what_is_right_are_refused_by_the_database(scene, terms):
    with pytest.raises(IntegrityError), transaction.atomic():
        scene.agree(**terms)


def test_a_cause_that_was_agreed_is_told_at_once(scene):
    scene.agree(causes=("cable",))
    assert (scene.report(None, "cable").told_why, scene.report(None, "power").told_why) == ("cause", "")


def test_a_source_that_must_speak_and_does_not_is_an_incident_that_calls(scene):
    scene.connect(silent_after=5)
    scene.until(4)
    assert scene.incidents == []
    scene.until(5)
    incident = scene.incident
    assert (incident.failure, incident.priority, incident.title) == (
        "silent",
        2,
        "Hệ thống giám sát không còn tín hiệu: Alertmanager NOC",
    )
    assert scene.asked() == [(scene.lan.name, "sent")]
    scene.until(60)
    assert len(scene.incidents) == 1


def test_when_it_speaks_again_its_silence_is_over(scene):
    scene.connect(silent_after=5)
    scene.until(8)
    scene.deliver()
    assert (scene.incident.state, scene.incident.mended_at) == ("closed", scene.at)
    scene.until(12)
    assert len(scene.incidents) == 1
    scene.until(13)
    assert len(scene.incidents) == 2


def test_a_source_that_speaks_is_not_silent(scene):
    scene.connect(silent_after=5)
    for minute in range(0, 20, 4):
        scene.until(minute)
        scene.deliver()
    assert scene.incidents == []


def test_an_answer_of_its_api_is_a_word_as_well(scene):
    scene.connect(silent_after=5)
    scene.until(4)
    scene.reconcile()
    scene.until(8)
    assert scene.incidents == []


def test_a_source_that_need_not_speak_is_never_silent(scene):
    scene.connect()
    scene.until(600)
    assert scene.incidents == []
    assert jobs.next_due() is None


def test_an_ended_source_is_not_silent(scene):
    source = scene.connect(silent_after=5)
    actions.end_source(source, by=scene.hang, at=scene.at)
    scene.until(60)
    assert scene.incidents == []
