"""The job does what is due, each call alone, and says when it wants to be woken."""

from __future__ import annotations

import pytest
from tests.hotline.desk import MINUTE

from thongsuot.hotline import actions, jobs

pytestmark = pytest.mark.django_db


def test_on_a_quiet_day_nothing_is_due(desk):
    assert jobs.run(desk.at) == 0
    assert jobs.next_due() is None


def test_it_is_woken_for_the_first_of_all(desk):
    desk.ring(urgency=3)
    desk.do("promise", desk.ring(), desk.minute(90))
    assert jobs.next_due() == desk.minute(90)
    desk.ring(urgency=1)
    assert jobs.next_due() == desk.minute(5)


def test_what_was_accepted_wants_it_at_once(desk):
    desk.ring(urgency=1)
    desk.until(5)
    desk.accept_page()
    assert jobs.next_due() == desk.minute(5)
    assert jobs.run(desk.at) == 1
    assert jobs.next_due() == desk.minute(20)


def test_one_bad_call_holds_up_no_other(desk, monkeypatch):
    first, second = desk.ring(urgency=1), desk.ring(urgency=1)
    escalate = actions.escalate

    def broken(call, **told):
        if call.pk == first.pk:
            raise RuntimeError("a fault of our own")
        return escalate(call, **told)

    monkeypatch.setattr(actions, "escalate", broken)
    desk.at += 5 * MINUTE
    assert jobs.run(desk.at) == 1
    assert desk.fresh(second).escalated_at == desk.at
    assert desk.fresh(first).due_at <= desk.at
    monkeypatch.undo()
    assert jobs.run(desk.at) == 1
    assert desk.fresh(first).escalated_at == desk.at


def test_running_twice_at_a_moment_does_nothing_twice(desk):
    desk.ring(urgency=1)
    desk.at += 5 * MINUTE
    assert jobs.run(desk.at) == 1
    assert jobs.run(desk.at) == 0
    assert len(desk.ladders()) == 1


def test_late_by_hours_it_asks_once(desk):
    desk.ring(urgency=1)
    desk.at += 300 * MINUTE
    assert jobs.run(desk.at) == 1
    assert len(desk.ladders()) == 1
    assert desk.call.due_at == desk.at + 15 * MINUTE


def test_other_hotlines_are_seen_to_as_well(desk, department):
    desk.ring(urgency=1)
    department.ring(urgency=1)
    assert jobs.run(desk.minute(5)) == 2
    assert department.lan.name in department.rungs()
    assert department.lan.name not in desk.rungs()
