"""A process that dies between taking in and applying loses nothing, and does nothing twice."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, transaction
from tests.cast import Cast
from tests.incidents.scene import Scene

from thongsuot.incidents import actions, jobs
from thongsuot.incidents.actions import applying, sensing
from thongsuot.incidents.models import Alarm, Delivery, Incident, Trace
from thongsuot.ledger.models import Evidence, Move
from thongsuot.organisations import access
from thongsuot.paging.models import Ladder

COUNTED = (Delivery, Trace, Alarm, Incident, Ladder, Move, Evidence)


def broken_off(scene, monkeypatch, error, owner, name):
    """Apply what waits in a process that ends with an error at some place, and rolls its transaction back."""

    def ends(*_told, **_more):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, ends)
        with pytest.raises(type(error)), transaction.atomic():
            actions.apply_deliveries(by=jobs.WATCH, at=scene.at)


class Killed(BaseException):
    """The process is gone: nothing catches it."""


def counted():
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["_write_traces", "_write_alarms", "_note_heard", "_hold"])
def test_killed_while_applying_the_next_one_does_it_all(scene, monkeypatch, place):
    scene.post(scene.told("bv-tinh"), scene.told("bv-ia-lau"))
    before = counted()

    broken_off(scene, monkeypatch, Killed(), sensing.Senses, place)
    assert counted() == before
    scene.run()
    assert len(scene.board) == 2


@pytest.mark.django_db
def test_killed_after_the_incidents_were_opened_opens_them_once(scene, monkeypatch):
    scene.post(scene.told("bv-tinh"))

    broken_off(scene, monkeypatch, Killed(), applying, "heard")
    assert scene.incidents == []
    scene.run()
    assert (len(scene.incidents), len(scene.ladders())) == (1, 1)


@pytest.mark.django_db
def test_the_databases_trouble_puts_no_delivery_aside(scene, monkeypatch):
    row = scene.post(scene.told("bv-tinh"))

    broken_off(scene, monkeypatch, OperationalError("the server closed the connection"), applying, "heard")
    assert Delivery.objects.get(pk=row.pk).applied_at is None


@pytest.mark.django_db(transaction=True)
def test_what_receive_returned_is_committed_and_another_applier_leaves_it_to_the_first(cluster, worker_database):
    import psycopg
    from tests.conftest import named

    with access.acting_as_system():
        scene = Scene(Cast())
        scene.post(scene.told("bv-tinh"))
        source = scene.source.pk
    with psycopg.connect(named(cluster.owner_url, worker_database)) as other:
        other.execute("SELECT set_config('row_security', 'off', true)")
        (waiting,) = other.execute("SELECT count(*) FROM incidents_delivery WHERE applied_at IS NULL").fetchone()
        assert waiting == 1
        other.execute("SELECT id FROM incidents_source WHERE id = %s FOR UPDATE", [source])
        with access.acting_as_system():
            assert actions.apply_deliveries(by=jobs.WATCH, at=scene.at) == 0
        other.rollback()
    with access.acting_as_system():
        assert actions.apply_deliveries(by=jobs.WATCH, at=scene.at) == 1
        assert len(scene.board) == 1
    assert not connection.in_atomic_block
