"""What counts of an incident: once each, measured where a tool saw begin and end, and the same when entered again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.incidents.scene import MINUTE

from thongsuot.incidents import actions, evidence
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import queries as book
from thongsuot.ledger.models import Evidence

pytestmark = pytest.mark.django_db
KIND = "PRIORITY_RESTORATION"


def counted(scene):
    span = {"since": MONDAY - timedelta(days=1), "until": MONDAY + timedelta(days=1)}
    return list(book.counted(KIND, scene.enterprise, reality="live", **span))


def test_what_was_seen_from_begin_to_end_is_measured(scene):
    scene.fire()
    scene.at += 42 * MINUTE
    scene.over()
    row = counted(scene)[0]
    assert (row.key, row.about, row.by_name) == (f"incident:{scene.incident.pk}", "", "Giám sát sự cố")
    assert row.figures == {"incidents": 1, "within_target": 1, "minutes_down": 42}


def test_what_a_person_told_is_declared_about_itself(scene):
    scene.report()
    scene.at += 42 * MINUTE
    scene.do("confirm", scene.incident, by=scene.binh)
    row = scene.evidence()[-1]
    assert (row.measured, row.about) == (False, f"incident:{scene.incident.pk}")
    assert counted(scene) == []


def test_what_a_person_told_serves_the_order_in_force(scene):
    order = {"kind": KIND, "organisation": scene.enterprise, "reality": "live"}
    ledger.enter_order(key="obligation:9", starts_at=MONDAY - MINUTE, known_at=MONDAY - MINUTE, **order)
    scene.report()
    scene.do("confirm", scene.incident, by=scene.binh)
    assert scene.evidence()[-1].about == "obligation:9"


def test_a_begin_told_by_a_person_is_not_measured_whatever_the_end(scene):
    scene.report()
    scene.fire()
    scene.at += 5 * MINUTE
    scene.over()
    assert (scene.incident.closing, scene.evidence()[-1].measured) == ("measured", False)


def test_where_no_time_is_laid_down_nothing_counts(scene):
    scene.fire("pop-07")
    scene.at += 5 * MINUTE
    scene.over("pop-07")
    assert Evidence.objects.filter(kind=KIND).count() == 0


def test_begun_minutes_count_and_the_time_between_does_not(scene):
    begin = scene.at
    scene.at += 60 * MINUTE
    spans = ((0, 1.5), (3, 4), (3.5, 6))
    rows = [
        {
            **scene.told("bv-tinh", starts=begin + start * MINUTE, ends=begin + end * MINUTE),
            "fingerprint": f"f{number}",
        }
        for number, (start, end) in enumerate(spans)
    ]
    scene.deliver(*rows)
    assert len(scene.incidents) == 1
    assert scene.evidence()[-1].figures["minutes_down"] == 5  # 1.5 + 3, and the last minute was begun


@pytest.mark.parametrize(("minutes", "within"), [(119, 1), (120, 1), (121, 0)])
def test_within_is_until_the_target_and_no_longer(scene, minutes, within):
    scene.report()
    scene.at += minutes * MINUTE
    scene.do("confirm", scene.incident, by=scene.binh)
    assert scene.evidence()[-1].figures["within_target"] == within


def test_entering_all_again_changes_nothing(scene):
    scene.fire()
    scene.report("bv-ia-lau")
    scene.at += 42 * MINUTE
    scene.over()
    scene.do("confirm", scene.incidents[1], by=scene.binh)
    before = list(Evidence.objects.values())
    assert actions.rebuild() == 2
    assert list(Evidence.objects.values()) == before


def test_what_was_lost_is_entered_again(scene):
    scene.fire()
    scene.at += 42 * MINUTE
    scene.over()
    row = scene.evidence()[-1]
    told = evidence.of_measured(scene.incident)
    assert {name: told[name] for name in ("key", "figures", "summary", "happened_at")} == {
        name: getattr(row, name) for name in ("key", "figures", "summary", "happened_at")
    }


def test_what_was_none_and_what_stands_counts_nothing(scene):
    scene.fire()
    scene.report("bv-ia-lau")
    scene.do("void", scene.incident, "Bấm nhầm")
    assert actions.rebuild() == 0
