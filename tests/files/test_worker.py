"""Through a real worker: what an action began is carried out, also after a worker that died with it in hand."""

import pytest
from django.db import connection
from django.utils.timezone import now
from procrastinate.contrib.django import app
from tests.files.runs import begin, fresh

from thongsuot.files import actions, jobs
from thongsuot.files.models import File
from thongsuot.organisations import access
from thongsuot.organisations.models import System

pytestmark = pytest.mark.django_db(transaction=True)


@app.task(name="tests.keep")
def keep(run):
    """Store a file and say where it is, as any app's task would."""

    def work(row, step):
        step(1, "Đang lưu")

        def ending(at):
            file = actions.store(
                b"%PDF-1.4 kept",
                name="a.pdf",
                organisation=row.organisation,
                reality=row.reality,
                by=System(row.kind),
                at=at,
            )
            return {"text": "Đã lưu", "url": file.get_absolute_url()}

        return ending

    actions.perform(run, work, clock=now)


@app.task(name="tests.die")
def die(run):
    """Take the run and end before the end, as a killed worker does."""
    with access.acting_as_system():
        actions.take(run, now())


def work_off():
    """Let a worker do everything that waits."""
    with app.replace_connector(app.connector.get_worker_connector()) as ready, ready.open():
        ready.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def read(run):
    """Return the run as the system sees it."""
    with access.acting_as_system():
        return fresh(run)


def test_a_worker_carries_out_what_was_begun(cast):
    with access.acting_as_system():
        run = begin(cast, kind="tests.keep", at=now())
    work_off()
    done = read(run)
    assert (done.phase, done.attempts, done.message) == ("done", 1, "Đang lưu")
    with access.acting_as_system():
        assert File.objects.get().get_absolute_url() == done.result["url"]


def test_work_of_a_dead_worker_is_done_by_the_next(cast):
    with access.acting_as_system():
        run = begin(cast, kind="tests.die", at=now())
    work_off()
    assert read(run).phase == "running"
    with access.acting_as_system(), connection.cursor() as cursor:
        cursor.execute("UPDATE files_run SET kind = 'tests.keep' WHERE id = %s", [run.pk])
        assert jobs.run(now() + jobs.SILENCE) == 1
    work_off()
    done = read(run)
    assert (done.phase, done.epoch, done.attempts) == ("done", 3, 2)
