"""Live pages and the timer hear of a change when it is certain, and only its number."""

from __future__ import annotations

import psycopg
import pytest
from django.db import transaction
from psycopg.conninfo import make_conninfo
from tests.cast import MONDAY
from tests.ledger.steps import enter

from thongsuot.ledger.actions import move, notify, stir, wake_timer
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ear(cluster, worker_database, cast):
    """Return what both channels have said since the last question."""
    url = make_conninfo(cluster.app_url, dbname=worker_database)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("LISTEN changes")
        connection.execute("LISTEN timer")

        def heard(patience=0.3):
            return [(told.channel, told.payload) for told in connection.notifies(timeout=patience)]

        yield heard


def test_it_is_said_at_the_commit_and_not_before(ear):
    with transaction.atomic():
        notify("assignment:5", 7)
        notify("area:2", None)
        wake_timer()
        assert ear() == []
    assert set(ear()) == {("changes", "assignment:5:7"), ("changes", "area:2:"), ("timer", "")}


def test_where_one_lane_of_the_timer_alone_has_to_do_with_it_no_other_is_woken(ear):
    stir("page:3", 7, lane="paging")
    assert set(ear()) == {("changes", "page:3:7"), ("timer", "paging")}


def test_what_is_rolled_back_was_never_said(ear):
    with transaction.atomic():
        notify("assignment:5", 7)
        transaction.set_rollback(True)
    assert ear() == []


def test_a_move_and_evidence_say_their_own_number_and_organisation(ear, cast, letter):
    ear()
    with access.acting_as_system():
        move(letter, "withdrawn", by=cast.khanh, at=MONDAY)
    assert set(ear()) == {("changes", f"directive:{letter.pk}:{cast.department.pk}"), ("timer", "")}
    first = cast.organisation("dd-1")
    with access.acting_as_system():
        row = enter(first)
    assert ear() == [("changes", f"evidence:{row.pk}:{first.pk}")]
    with access.acting_as_system():
        enter(first)
    assert ear() == []
