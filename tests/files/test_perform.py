"""A task takes the run, goes step by step, and writes its ending together with the result or not at all."""

import pytest
from tests.cast import MONDAY
from tests.files.runs import MINUTE, begin, fresh

from thongsuot.files import actions
from thongsuot.files.gateway import Unreadable
from thongsuot.files.models import File

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 short"


def clock():
    """Return the same moment again and again."""
    return MONDAY + MINUTE


def keep(cast):
    """Return an ending that stores a file and says so."""

    def ending(at):
        file = actions.store(
            PDF, name="a.pdf", organisation=cast.organisation("dd-1"), reality="live", by=cast.hang, at=at
        )
        return {"text": "Đã lưu", "url": file.get_absolute_url()}

    return ending


def test_work_goes_step_by_step_to_its_end(cast):
    run, seen = begin(cast, total=3, argument={"rows": 3}), []

    def work(row, step):
        for number in range(1, row.argument["rows"] + 1):
            step(number, f"dòng {number}")
            seen.append((fresh(run).done, fresh(run).message, fresh(run).phase))
        return keep(cast)

    actions.perform(run.pk, work, clock=clock)
    assert seen == [(1, "dòng 1", "running"), (2, "dòng 2", "running"), (3, "dòng 3", "running")]
    assert (fresh(run).phase, fresh(run).finished_at) == ("done", clock())
    assert fresh(run).result == {"text": "Đã lưu", "url": File.objects.get().get_absolute_url()}


def test_a_worker_that_was_overtaken_writes_nothing(cast):
    run = begin(cast)

    def work(row, step):
        actions.take(run.pk, clock())
        return keep(cast)

    actions.perform(run.pk, work, clock=clock)
    assert not File.objects.exists()
    assert (fresh(run).phase, fresh(run).epoch) == ("running", 2)


def test_cancelled_work_stops_at_its_next_step(cast):
    run, steps = begin(cast), []

    def work(row, step):
        step(1, "một")
        steps.append(1)
        actions.cancel(run.pk, by=cast.hang, at=clock())
        step(2, "hai")
        steps.append(2)
        return keep(cast)

    actions.perform(run.pk, work, clock=clock)
    assert steps == [1]
    assert fresh(run).phase == "cancelled"
    assert not File.objects.exists()


def test_an_ending_that_breaks_takes_back_what_it_wrote(cast):
    run = begin(cast)

    def work(row, step):
        def ending(at):
            keep(cast)(at)
            raise RuntimeError("disk")

        return ending

    actions.perform(run.pk, work, clock=clock)
    assert not File.objects.exists()
    assert (fresh(run).phase, fresh(run).failed_at) == ("failed", clock())
    assert "disk" not in fresh(run).message
    assert "không có kết quả nào được ghi" in fresh(run).message


def test_a_failure_that_has_words_for_people_is_told_in_them(cast):
    run = begin(cast)

    def work(row, step):
        raise Unreadable("timeout")

    actions.perform(run.pk, work, clock=clock)
    assert fresh(run).message == Unreadable("timeout").message


def test_work_that_has_ended_is_not_done_again(cast):
    run, calls = actions.cancel(begin(cast), by=cast.hang, at=MONDAY), []
    actions.perform(run.pk, lambda row, step: calls.append(1) or keep(cast), clock=clock)
    assert calls == []
