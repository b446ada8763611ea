"""What sources sent is forgotten once its time is over; what it told stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from thongsuot.incidents import actions, jobs, queries
from thongsuot.incidents.actions import forgetting
from thongsuot.incidents.models import Alarm, Delivery, Incident

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_it_is_kept_for_thirty_days_and_then_goes_by_itself(scene):
    scene.deliver(scene.told("bv-tinh"))
    came = scene.at
    assert queries.next_over() == came + timedelta(days=30)
    jobs.run(came + timedelta(days=30) - SECOND)
    assert Delivery.objects.count() == 1
    jobs.run(came + timedelta(days=30))
    assert (Delivery.objects.count(), queries.next_over()) == (0, None)
    assert (Alarm.objects.count(), Incident.objects.count()) == (1, 1)


def test_what_was_not_applied_is_never_forgotten(scene):
    scene.post(scene.told("bv-tinh"))
    assert actions.forget_deliveries(scene.at + timedelta(days=400)) == 0
    assert Delivery.objects.get().applied_at is None


def test_much_of_it_goes_in_parts_the_oldest_first(scene, monkeypatch):
    monkeypatch.setattr(forgetting, "MOST", 2)
    for _ in range(5):
        scene.at += SECOND
        scene.deliver(scene.told("bv-tinh"))
    late = scene.at + timedelta(days=31)
    rows = list(Delivery.objects.order_by("received_at").values_list("pk", flat=True))
    gone = [actions.forget_deliveries(late)]
    assert list(Delivery.objects.order_by("received_at").values_list("pk", flat=True)) == rows[2:]
    while gone[-1]:
        gone.append(actions.forget_deliveries(late))
    assert gone == [2, 2, 1, 0]


def test_what_cannot_be_forgotten_holds_up_nothing_else(scene, monkeypatch):
    scene.deliver(scene.told("bv-tinh"))
    monkeypatch.setattr(actions, "forget_deliveries", lambda at: 1 // 0)
    late = scene.at + timedelta(days=30)
    jobs.run(late)
    assert Delivery.objects.count() == 1
    assert queries.deliveries_over(late).exists()
