"""What a common cause strikes belongs together: it is shown so, and a person folds it."""

from __future__ import annotations

import pytest
from tests.incidents.scene import MINUTE

from thongsuot.incidents import queries

pytestmark = pytest.mark.django_db


def bound(scene):
    groups = queries.bound_together(scene.enterprise.pk)
    return [({row.site.code for row in rows}, [bond.kind for bond in bonds]) for rows, bonds in groups]


def test_failures_of_one_cause_are_shown_together(scene):
    scene.connect(cause_labels=("ring",))
    for site in ("bv-tinh", "bv-ia-lau"):
        scene.fire(site, ring="vong-7")
        scene.at += MINUTE
    scene.fire("bv-suoi-may", ring="vong-8")
    assert bound(scene) == [({"bv-tinh", "bv-ia-lau"}, ["cause"])]


def test_failures_at_one_site_are_shown_together(scene):
    scene.fire("bv-tinh", "line")
    scene.fire("bv-tinh", "power")
    assert bound(scene) == [({"bv-tinh"}, ["site"])]


def test_what_began_long_after_is_something_else(scene):
    scene.connect(cause_labels=("ring",))
    scene.fire("bv-tinh", ring="vong-7")
    scene.at += 11 * MINUTE
    scene.fire("bv-ia-lau", ring="vong-7")
    assert bound(scene) == []


def test_what_is_over_binds_nothing(scene):
    scene.connect(cause_labels=("ring",))
    scene.fire("bv-tinh", ring="vong-7")
    scene.at += MINUTE
    scene.fire("bv-ia-lau", ring="vong-7")
    scene.over("bv-tinh", ring="vong-7")
    assert bound(scene) == []


@pytest.mark.parametrize(("labels", "title", "expected"), [
    ({}, "Mất kết nối", "line"), ({"failure": "cable"}, "", "cable"), ({"su_co": "power"}, "", "power"),
    ({"failure": "silent"}, "", "line"), ({"failure": "<b>"}, "", "line"), ({}, "Đứt cáp quang tuyến 7", "cable"),
    ({}, "Mất điện trạm", "power"), ({"alertname": "HighLatency"}, "", "quality"), ({}, "Router treo", "device"),
    ({"alertname": "HTTP5xx"}, "", "service"),
])  # fmt: skip
def test_what_failed_is_read_from_label_or_words(labels, title, expected):
    from thongsuot.engines.alerts import Alert, Severity

    alert = Alert("f", None, True, None, title, Severity.UNKNOWN, labels, "")
    assert queries.failure_of(alert) == expected


def test_a_site_is_known_by_its_code_in_any_case(scene):
    assert {name: site.code for name, site in queries.sites_named(["BV-Tinh ", "", "khac"], scene.at).items()} == {
        "BV-Tinh ": "bv-tinh"
    }
