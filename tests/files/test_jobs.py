"""Workers vanish: their work goes to the next one, and after three it is given up."""

import pytest
from django.db import connection
from tests.cast import MONDAY
from tests.files.runs import MINUTE, begin, fresh, jobs

from thongsuot.files import actions
from thongsuot.files import jobs as timed
from thongsuot.files.actions import Superseded

pytestmark = pytest.mark.django_db


def drain():
    """Let the queue be as after a worker that took its job and died."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE status = 'todo'")


def test_nothing_to_look_after_means_nothing_is_due(cast):
    assert timed.next_due() is None
    assert timed.run(MONDAY) == 0


def test_ended_work_is_left_alone(cast):
    actions.cancel(begin(cast), by=cast.hang, at=MONDAY)
    assert timed.next_due() is None
    assert timed.run(MONDAY + 60 * MINUTE) == 0


def test_the_longest_silence_is_due_first(cast):
    begin(cast, at=MONDAY + MINUTE)
    begin(cast, at=MONDAY)
    assert timed.next_due() == MONDAY + timed.SILENCE


def test_work_that_is_alive_is_left_alone(cast):
    run = begin(cast)
    epoch = actions.take(run, MONDAY)
    actions.progress(run, epoch, 1, "", MONDAY + 9 * MINUTE)
    assert timed.run(MONDAY + 15 * MINUTE) == 0
    assert timed.run(MONDAY + 19 * MINUTE) == 1


def test_the_work_of_a_vanished_worker_goes_to_the_next(cast):
    run = begin(cast)
    drain()
    old = actions.take(run, MONDAY)
    at = MONDAY + timed.SILENCE
    assert timed.run(at) == 1
    assert [task for task, _, _ in jobs()] == ["tests.import"]
    assert "thực hiện lại" in fresh(run).message
    assert timed.next_due() == at + timed.SILENCE
    with pytest.raises(Superseded):
        actions.finish(run, old, {"text": "cũ"}, at)
    actions.finish(run, actions.take(run, at), {"text": "mới"}, at)
    assert fresh(run).result == {"text": "mới"}


def test_work_that_only_waits_is_not_queued_twice(cast):
    run = begin(cast)
    assert timed.run(MONDAY + timed.SILENCE) == 1
    assert len(jobs()) == 1
    assert (fresh(run).phase, fresh(run).epoch, fresh(run).attempts) == ("waiting", 0, 0)


def test_a_task_that_was_lost_is_queued_again(cast):
    begin(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'cancelled'")
    timed.run(MONDAY + timed.SILENCE)
    assert len(jobs()) == 1


def test_work_that_ends_its_workers_is_given_up(cast):
    run, at = begin(cast), MONDAY
    for _ in range(timed.MOST_ATTEMPTS):
        drain()
        actions.take(run, at)
        at += timed.SILENCE
        assert timed.run(at) == 1
    run = fresh(run)
    assert (run.phase, run.failed_at, run.attempts) == ("failed", at, 3)
    assert "Đã thử 3 lần" in run.message
    assert jobs() == []
    assert timed.run(at + timed.SILENCE) == 0


def test_each_silent_work_is_looked_after_once(cast):
    for _ in range(3):
        begin(cast)
    at = MONDAY + timed.SILENCE
    assert timed.run(at) == 3
    assert timed.run(at) == 0
