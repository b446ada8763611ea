"""Whoever took the work last may write; everyone before is superseded."""

import pytest
from tests.cast import MONDAY
from tests.files.runs import MINUTE, begin, fresh

from thongsuot.files import actions
from thongsuot.files.actions import Superseded
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import System

pytestmark = pytest.mark.django_db
LATER = MONDAY + MINUTE


def test_taking_starts_the_work(cast):
    run = begin(cast)
    assert actions.take(run, LATER) == 1
    run = fresh(run)
    assert (run.phase, run.started_at, run.heard_at, run.attempts) == ("running", LATER, LATER, 1)


def test_progress_is_a_sign_of_life(cast):
    run = begin(cast, total=10)
    epoch = actions.take(run, MONDAY)
    actions.progress(run, epoch, 4, "Đã đọc 4 dòng", LATER)
    run = fresh(run)
    assert (run.done, run.total, run.message, run.heard_at) == (4, 10, "Đã đọc 4 dòng", LATER)


def test_more_than_was_expected_moves_the_end(cast):
    run = begin(cast, total=3)
    actions.progress(run, actions.take(run, MONDAY), 5, "", LATER)
    assert fresh(run).total == 5


def test_the_end_carries_the_result(cast):
    run = begin(cast, total=10)
    epoch = actions.take(run, MONDAY)
    actions.finish(run, epoch, {"text": "Đã nhập 10 người", "at": LATER}, LATER)
    run = fresh(run)
    assert (run.phase, run.done, run.finished_at) == ("done", 10, LATER)
    assert run.result["text"] == "Đã nhập 10 người"


def test_a_failure_says_why(cast):
    run = begin(cast)
    actions.fail(run, actions.take(run, MONDAY), "Tệp bị hỏng.", LATER)
    assert (fresh(run).phase, fresh(run).message, fresh(run).failed_at) == ("failed", "Tệp bị hỏng.", LATER)


WRITES = {
    "progress": lambda run, epoch: actions.progress(run, epoch, 9, "cũ", LATER),
    "finish": lambda run, epoch: actions.finish(run, epoch, {"text": "cũ"}, LATER),
    "fail": lambda run, epoch: actions.fail(run, epoch, "cũ", LATER),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_worker_that_wakes_after_another_took_over_writes_nothing(cast, write):
    run = begin(cast, total=10)
    old = actions.take(run, MONDAY)
    new = actions.take(run, MONDAY)
    assert new == old + 1
    actions.progress(run, new, 2, "mới", MONDAY)
    with pytest.raises(Superseded, match="tiến trình khác"):
        WRITES[write](run, old)
    assert (fresh(run).phase, fresh(run).done, fresh(run).message) == ("running", 2, "mới")
    actions.finish(run, new, None, LATER)


@pytest.mark.parametrize("write", WRITES)
def test_what_has_ended_stays_as_it_ended(cast, write):
    run = begin(cast)
    epoch = actions.take(run, MONDAY)
    actions.finish(run, epoch, {"text": "xong"}, MONDAY)
    with pytest.raises(Superseded):
        WRITES[write](run, epoch)
    with pytest.raises(Superseded):
        actions.take(run, LATER)
    with pytest.raises(Superseded):
        actions.cancel(run, by=cast.hang, at=LATER)
    assert (fresh(run).phase, fresh(run).result) == ("done", {"text": "xong"})


def test_cancelled_work_tells_its_worker_at_the_next_step(cast):
    run = begin(cast)
    epoch = actions.take(run, MONDAY)
    actions.cancel(run, by=cast.long, at=LATER)
    with pytest.raises(Superseded):
        actions.progress(run, epoch, 1, "", LATER)
    run = fresh(run)
    assert (run.phase, run.cancelled_at, run.cancelled_by) == ("cancelled", LATER, str(cast.long))


def test_waiting_work_can_be_cancelled_and_is_never_taken(cast):
    run = actions.cancel(begin(cast), by=cast.hang, at=LATER)
    with pytest.raises(Superseded):
        actions.take(run, LATER)


def test_only_the_own_people_cancel(cast):
    run = begin(cast)
    for stranger in (cast.binh, cast.person("dd-2.daumoi")):
        with pytest.raises(NotAllowed):
            actions.cancel(run, by=stranger, at=LATER)
    assert fresh(run).phase == "waiting"
    assert actions.cancel(run, by=System("timer"), at=LATER).phase == "cancelled"
