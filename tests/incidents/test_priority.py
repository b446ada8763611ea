"""How urgent, why and until when: the register, the outbreak area, the conference, and a person with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.incidents.scene import MINUTE

from thongsuot.incidents import actions, queries
from thongsuot.ledger.models import Edit
from thongsuot.organisations import actions as directory
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Area, SiteClass

pytestmark = pytest.mark.django_db


def weigh(scene, site, at=None):
    return queries.weigh(site, scene.enterprise, at or scene.at)


@pytest.mark.parametrize(
    ("kind", "priority", "minutes"),
    [("health", 1, 120), ("party_state", 1, 120), ("conference", 1, 30), ("outbreak_area", 1, 240),
     ("portal", 2, 240), ("other", 3, None)],
)  # fmt: skip
def test_each_class_has_its_usual_priority(scene, kind, priority, minutes):
    found = weigh(scene, scene.new_site("noi-nay", kind))
    assert (found.priority, found.minutes) == (priority, minutes)
    assert [(reason["code"], reason["minutes"]) for reason in found.reasons] == [(kind, minutes)]


def test_of_several_classes_the_strictest_counts_and_all_are_told(scene):
    site = scene.new_site("noi-nay", "portal")
    directory.classify(site, "health", at=MONDAY - timedelta(days=1))
    found = weigh(scene, site)
    assert (found.priority, found.minutes) == (1, 120)
    assert [reason["code"] for reason in found.reasons] == ["health", "portal"]


def test_a_site_without_a_class_and_no_site_come_last(scene):
    assert weigh(scene, scene.new_site("noi-nay")) == queries.Weight(3, None, [])
    assert weigh(scene, None) == queries.Weight(3, None, [])


def test_a_conference_counts_while_it_is_in_progress(scene):
    site = scene.new_site("hoi-truong")
    row = directory.classify(site, "conference", at=scene.minute(60))
    directory.declassify(row, at=scene.minute(120))
    assert [weigh(scene, site, scene.minute(minute)).priority for minute in (59, 60, 119, 120)] == [3, 1, 1, 3]


def test_a_site_inside_an_outbreak_area_comes_first_because_of_it(scene):
    province = Area.objects.get(kind="province")
    commune = Area.objects.create(
        code="DX-1", kind="commune", name="Xã Một", sort_key="mot", parent=province, valid_from=MONDAY, source="x"
    )
    hamlet = Area.objects.create(
        code="DX-2", kind="commune", name="Thôn Hai", sort_key="hai", parent=commune, valid_from=MONDAY, source="x"
    )
    inside, beside = scene.new_site("trong", area=hamlet), scene.new_site("ngoai", area=province)
    outbreak = scene.new_site("o-dich", "outbreak_area", area=commune)
    found = weigh(scene, inside)
    assert (found.priority, found.minutes) == (1, 240)
    assert found.reasons[0]["where"] == outbreak.name
    assert weigh(scene, beside).priority == 3
    SiteClass.objects.filter(site=outbreak).update(valid_until=scene.at)
    assert weigh(scene, inside).priority == 3


def test_what_the_department_lays_down_goes_before_the_usual(scene):
    told = {"priority": 2, "minutes": 45, "ground": "98/UBND-KGVX"}
    actions.set_target(scene.department, "health", by=scene.binh, at=scene.at, **told)
    found = weigh(scene, scene.site())
    assert (found.priority, found.minutes, found.reasons[0]["ground"]) == (2, 45, "98/UBND-KGVX")


def test_a_new_target_ends_the_old_one_and_leaves_what_stands_alone(scene):
    scene.fire()
    target = scene.incident.target_at
    for minutes in (45, 60):
        scene.at += MINUTE
        actions.set_target(scene.department, "health", priority=1, minutes=minutes, by=scene.khanh, at=scene.at)
    assert weigh(scene, scene.site()).minutes == 60
    assert scene.incident.target_at == target


def test_an_enterprise_lays_nothing_down(scene):
    with pytest.raises(NotAllowed):
        actions.set_target(scene.department, "health", priority=3, minutes=9_000, by=scene.long, at=scene.at)


def test_the_reasons_stand_as_they_were(scene):
    scene.fire()
    directory.declassify(scene.site().classes.get(), at=scene.at + MINUTE)
    assert [reason["code"] for reason in scene.incident.reasons] == ["health"]
    assert scene.incident.target_at == scene.at + 120 * MINUTE


def test_a_person_weighs_otherwise_with_a_reason_and_what_stood_is_kept(scene):
    scene.report(None)
    assert scene.ladders() == []
    incident = scene.do("override_priority", scene.incident, 1, "Đường trục của ba xã", minutes=60)
    assert (incident.priority, incident.overridden_by) == (1, scene.lan.name)
    assert incident.target_at == scene.at + 60 * MINUTE
    assert len(scene.ladders()) == 1
    edit = Edit.objects.get(topic="incident", row=incident.pk)
    assert (edit.before["priority"], edit.after["priority"]) == (3, 1)


def test_without_a_reason_nothing_is_weighed_otherwise(scene):
    scene.fire()
    with pytest.raises(actions.NoReason):
        scene.do("override_priority", scene.incident, 3, "  ")
    assert scene.incident.priority == 1


def test_less_urgent_calls_nobody_anew(scene):
    scene.fire()
    scene.do("override_priority", scene.incident, 2, "Đã có đường dự phòng")
    assert len(scene.ladders()) == 1


def test_the_department_may_weigh_and_another_enterprise_may_not(scene):
    scene.fire()
    scene.do("override_priority", scene.incident, 2, "Đã có đường dự phòng", by=scene.binh)
    assert scene.incident.overridden_by == scene.binh.name
    with pytest.raises(NotAllowed):
        actions.override_priority(scene.incident, 3, "Không gấp", by=scene.cast.person("dd-2.trucban"), at=scene.at)
