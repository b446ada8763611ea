"""What a source says is data: templates, markup, control characters and giants stay what they are, bounded."""

from __future__ import annotations

import pytest

from thongsuot.incidents.models import Delivery

pytestmark = pytest.mark.django_db
HOSTILE = {
    "template": "{{ settings.SECRET_KEY }}{% load static %}",
    "format": "%(name)s {0.__class__} %s %n",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "control": "a\u0000b\u001b[31m\u202e",
    "sql": "'; DROP TABLE incidents_incident; --",
    "long": "x" * 1_000_000,
    "lines": "one\r\nBcc: all@example.vn",
    "combining": "e" + "\u0301" * 5_000,
    "surrogate": "\ud800",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_labels_and_texts_change_no_incident(scene, name):
    hostile = HOSTILE[name]
    alert = scene.told("bv-tinh")
    alert["labels"] |= {"note": hostile, "cause": hostile, hostile[:50]: "x"}
    alert["annotations"] = {"summary": hostile, "description": hostile}
    scene.deliver(alert)
    incident = scene.incident
    assert incident.title == "Mất đường truyền: Bệnh viện đa khoa tỉnh Đông Xuyên"
    kept = scene.alarms()[0]
    assert len(kept.title) <= 200
    assert "\x00" not in kept.title
    assert "\n" not in kept.title
    assert all(len(value) <= 1_000 for value in kept.labels.values())
    assert scene.ladders()[0].title == f"Sự cố ưu tiên 1: {incident.title}"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_site_is_no_site_and_names_nothing(scene, name):
    alert = scene.told("xa-1")
    alert["labels"]["site"] = HOSTILE[name]
    scene.deliver(alert)
    assert Delivery.objects.get().applied_at == scene.at
    for incident in scene.incidents:
        assert (incident.site, incident.title, incident.place) == (None, "Mất đường truyền", "")


@pytest.mark.parametrize("odd", [
    {"startsAt": "hôm qua"}, {"startsAt": None}, {"endsAt": 17}, {"labels": []}, {"annotations": "không"},
    {"fingerprint": "x" * 5_000}, {"status": "maybe"}, {"labels": {"a": {"b": "c"}}},
    {"startsAt": "9999-12-31T00:00:00Z"},
])  # fmt: skip
def test_an_odd_alert_leaves_the_good_one_beside_it_alone(scene, odd):
    scene.deliver({**scene.told("bv-ia-lau"), **odd}, scene.told("bv-tinh"))
    assert "bv-tinh" in {row.site.code for row in scene.incidents if row.site}
    assert Delivery.objects.get().fault == ""


def test_what_was_odd_is_kept_beside_the_delivery(scene):
    scene.deliver({**scene.told("bv-ia-lau"), "status": "maybe"}, scene.told("bv-tinh"))
    assert [trouble["code"] for trouble in Delivery.objects.get().troubles] == ["no_state"]


def test_thousands_of_alerts_in_one_delivery_are_bounded(scene):
    rows = [scene.told(f"x-{number}", severity="info") for number in range(1_500)]
    scene.deliver(*rows, scene.told("bv-tinh"))
    assert len(scene.alarms()) == 1_501
    assert len(scene.incidents) == 1
