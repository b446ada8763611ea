"""Deliveries are applied in whatever order, how often and in whatever company they came; a bad one holds up nobody."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from tests.incidents.scene import MINUTE

from thongsuot.incidents import actions, jobs, queries
from thongsuot.incidents.actions import applying
from thongsuot.incidents.models import Alarm, Delivery, Incident, Trace

pytestmark = pytest.mark.django_db
WATCH = jobs.WATCH


def apply(scene, **more):
    return actions.apply_deliveries(by=WATCH, at=scene.at, **more)


def state_of(scene):
    """What the alarms say, whoever sent them."""
    return [(row.fingerprint, row.starts_at, row.ends_at) for row in scene.alarms()]


def test_what_was_received_waits_until_it_is_applied(scene):
    row = scene.post(scene.told("bv-tinh"))
    assert (row.applied_at, bytes(row.body)[:1]) == (None, b"{")
    assert scene.incidents == []
    assert jobs.next_due() == scene.at
    assert apply(scene) == 1
    assert Delivery.objects.get().applied_at == scene.at
    assert len(scene.incidents) == 1


def test_applying_again_finds_nothing_to_do(scene):
    scene.deliver(scene.told("bv-tinh"))
    before = state_of(scene)
    assert apply(scene) == 0
    assert state_of(scene) == before


def test_many_are_received_by_one_statement(scene, django_assert_num_queries):
    source, bodies = scene.source, [scene.body(scene.told("bv-tinh", starts=scene.at)) for _ in range(60)]
    with django_assert_num_queries(3):  # beside the rows: a savepoint, the timer woken, its release
        kept = actions.receive_many([(source, body, scene.at) for body in bodies])
    assert len(set(kept)) == 60
    assert apply(scene) == 60
    assert len(scene.incidents) == len(scene.alarms()) == 1


def test_a_resolve_that_comes_before_its_begin_still_ends_it(scene):
    begin = scene.at
    scene.at += 10 * MINUTE
    scene.deliver(scene.told("bv-tinh", starts=begin, ends=begin + 5 * MINUTE))
    scene.deliver(scene.told("bv-tinh", starts=begin))
    assert [(row.starts_at, row.ends_at) for row in scene.alarms()] == [(begin, begin + 5 * MINUTE)]
    assert scene.board == []


def test_any_order_and_grouping_gives_the_same_alarms(scene):
    chance = random.Random(7)  # noqa: S311  # it must be played again alike
    begins = [scene.at + n * 30 * MINUTE for n in range(4)]
    rows = [scene.told("bv-tinh", starts=begin) for begin in begins]
    rows += [scene.told("bv-tinh", starts=begin, ends=begin + 12 * MINUTE) for begin in begins]
    scene.at = begins[-1] + 60 * MINUTE
    expected = [(begin, begin + 12 * MINUTE) for begin in begins]
    for number in range(6):
        site = f"xa-{number}"
        scene.new_site(site, "health")
        mine = [{**row, "labels": scene.labels(site), "fingerprint": f"f{number}"} for row in rows * 2]
        chance.shuffle(mine)
        while mine:
            taken, mine = mine[:3], mine[3:]
            scene.post(*taken)
            if chance.random() < 0.5:
                apply(scene, most=chance.randrange(1, 4))
        while apply(scene, most=2):
            pass
        found = [(row.starts_at, row.ends_at) for row in scene.alarms(fingerprint=f"f{number}")]
        assert found == expected, number
    assert scene.board == []


def test_one_delivery_may_hold_what_began_and_what_is_over(scene):
    scene.fire("bv-tinh")
    begin = scene.truth["bv-tinh", "line"]
    scene.at += 15 * MINUTE
    scene.deliver(scene.told("bv-tinh", starts=begin, ends=scene.at), scene.told("bv-ia-lau"))
    assert {row.site.code: row.state for row in scene.incidents} == {"bv-tinh": "closed", "bv-ia-lau": "open"}


def test_absence_from_a_delivery_ends_nothing(scene):
    scene.fire("bv-tinh")
    scene.deliver(scene.told("bv-ia-lau"))
    assert len(scene.board) == 2


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "not_utf8"),
        (b"khong phai json", "not_json"),
        (b'{"alerts": 7}', "wrong_shape"),
        (b"[" * 100 + b"]" * 100, "too_deep"),
        (b'{"alerts": [], "pad": "' + b"x" * (6 * 1024 * 1024) + b'"}', "too_large"),
    ],
)
def test_what_cannot_be_read_is_kept_with_its_fault(scene, body, fault):
    row = scene.post(body=body)
    scene.deliver(scene.told("bv-tinh"))
    row = Delivery.objects.get(pk=row.pk)
    assert (row.fault, row.applied_at) == (fault, scene.at)
    assert bytes(row.body) == body
    assert len(scene.incidents) == 1


def test_a_delivery_that_breaks_us_is_put_aside_and_the_others_are_applied(scene, monkeypatch):
    scene.post(scene.told("bv-tinh"))
    poison = scene.post(scene.told("bv-suoi-may"))
    scene.post(scene.told("bv-ia-lau"))
    take = applying.Senses.take

    def broken(self, sensed):
        if any(alert.site == "bv-suoi-may" for alert in sensed.alerts):
            raise RuntimeError("a fault of our own")
        take(self, sensed)

    monkeypatch.setattr(applying.Senses, "take", broken)
    assert apply(scene) == 3
    poison = Delivery.objects.get(pk=poison.pk)
    assert (poison.fault, poison.troubles[0]["place"]) == ("failed", "RuntimeError")
    assert {row.site.code for row in scene.incidents} == {"bv-tinh", "bv-ia-lau"}
    assert apply(scene) == 0


def test_chunks_take_the_deliveries_of_a_source_in_order(scene):
    for _minute in range(5):
        scene.post(scene.told("bv-tinh", starts=scene.at))
        scene.at += MINUTE
    numbers = list(Delivery.objects.order_by("pk").values_list("pk", flat=True))
    assert apply(scene, most=2) == 2
    assert list(Delivery.objects.filter(applied_at=None).order_by("pk").values_list("pk", flat=True)) == numbers[2:]


def test_a_failure_at_no_site_of_the_register_is_one_incident_a_series(scene):
    scene.fire("pop-07", "cable")
    scene.fire("pop-07", "cable")
    assert [(row.site, row.priority, row.failure) for row in scene.incidents] == [(None, 3, "cable")]
    assert scene.ladders() == []


@pytest.mark.parametrize(("site", "severity", "expected"), [
    ("bv-tinh", "info", 0), ("bv-tinh", "warning", 1), ("pop-07", "warning", 0), ("pop-07", "critical", 1),
])  # fmt: skip
def test_mere_news_is_no_incident(scene, site, severity, expected):
    scene.deliver(scene.told(site, severity=severity))
    assert len(scene.incidents) == expected
    assert len(scene.alarms()) == 1


def test_what_was_over_before_we_heard_of_it_is_entered_and_closed(scene):
    begin = scene.at
    scene.at += 60 * MINUTE
    scene.deliver(scene.told("bv-tinh", starts=begin, ends=begin + 20 * MINUTE))
    incident = scene.incident
    assert (incident.state, incident.closing, incident.starts_at) == ("closed", "measured", begin)
    assert scene.evidence()[-1].figures == {"incidents": 1, "within_target": 1, "minutes_down": 20}


def test_a_blip_that_was_over_unseen_stays_an_alarm_alone(scene):
    begin = scene.at
    scene.at += MINUTE
    scene.deliver(scene.told("bv-tinh", starts=begin, ends=begin + timedelta(seconds=40)))
    assert (len(scene.alarms()), scene.incidents) == (1, [])


def test_a_source_whose_clock_runs_ahead_opens_nothing_in_the_future(scene):
    scene.deliver(scene.told("bv-tinh", starts=scene.at + 60 * MINUTE))
    assert scene.incident.starts_at == scene.at
    scene.at += 10 * MINUTE
    later = scene.alarms()[0].starts_at + 10 * MINUTE
    scene.deliver(scene.told("bv-tinh", starts=scene.alarms()[0].starts_at, ends=later))
    assert (scene.incident.state, scene.incident.mended_at) == ("closed", scene.at)


def test_a_begin_told_later_moves_the_incident_and_its_clock(scene):
    scene.report("bv-tinh")
    target = scene.incident.target_at
    scene.at += 5 * MINUTE
    scene.deliver(scene.told("bv-tinh", starts=scene.at - 15 * MINUTE))
    assert scene.incident.starts_at == scene.at - 15 * MINUTE
    assert scene.incident.target_at == target - 10 * MINUTE


def test_the_title_never_holds_the_words_of_a_machine(scene):
    scene.deliver({**scene.told("bv-tinh"), "annotations": {"summary": "router core-7 (10.0.0.7) down"}})
    assert scene.incident.title == "Mất đường truyền: Bệnh viện đa khoa tỉnh Đông Xuyên"
    assert scene.alarms()[0].title == "router core-7 (10.0.0.7) down"


def test_a_trace_is_kept_for_each_fingerprint(scene):
    scene.deliver(scene.told("bv-tinh"), scene.told("bv-ia-lau"))
    assert Trace.objects.count() == 2
    assert Alarm.objects.filter(incident__isnull=True).count() == 0


def test_the_number_of_questions_does_not_grow_with_what_repeats(scene, django_assert_max_num_queries):
    codes = [f"xa-{number}" for number in range(30)]
    for code in codes:
        scene.new_site(code)
    scene.deliver(*(scene.told(code) for code in codes))
    scene.at += MINUTE
    for _again in range(20):
        scene.post(*(scene.told(code, starts=scene.at - MINUTE) for code in codes))
    with django_assert_max_num_queries(25):
        assert apply(scene) == 20
    assert Incident.objects.count() == 30


def test_sources_wait_in_the_order_in_which_they_were_heard(scene):
    scene.post(scene.told("bv-tinh"))
    wiring = actions.Wiring("Zabbix", "zabbix")
    other, _secret = actions.connect_source(scene.enterprise, wiring, by=scene.hang, at=scene.at)
    scene.post(body=b"{}", source=other)
    assert [source.pk for source in queries.waiting()] == [scene.source.pk, other.pk]
