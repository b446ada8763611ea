"""Work whose worker vanished goes to another; what keeps killing its workers is parked."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from tests.conftest import named
from tests.web.processes import PROJECT, variables, wait_for

from thongsuot.web import health, worker

pytestmark = pytest.mark.django_db(transaction=True)

TOY = """
import os, pathlib, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.web.settings"
from procrastinate.contrib.django import app

@app.task(name="toy", queue="toy")
def toy(path):
    note = pathlib.Path(path)
    first = not note.exists()
    with note.open("a") as stream:
        stream.write(f"begun {os.getpid()}\\n")
    time.sleep(60 if first else 0)
    with note.open("a") as stream:
        stream.write("done\\n")

from thongsuot.web import worker
sys.exit(worker.run(["toy"]))
"""


def ask(question, *values):
    """Return the rows of a question."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall() if cursor.description else []


def add(state="doing", attempts=0, silent=60, lock=None):
    """Put a job into the queue, taken by a worker that has been silent for so many seconds; return its number."""
    [[owner]] = ask(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
        silent,
    )
    [[number]] = ask(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts, worker_id, queueing_lock, args)"
        " VALUES ('default', 'toy', %s, %s, %s, %s, '{}') RETURNING id",
        state,
        attempts,
        owner if state == "doing" else None,
        lock,
    )
    return number


def rescue():
    """Let the rescue run once, as a worker does."""

    async def once():
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                return await worker.rescue(working)

    return asyncio.run(once())


def state(number):
    """Return the state of a job."""
    [[found]] = ask("SELECT status::text FROM procrastinate_jobs WHERE id = %s", number)
    return found


def test_work_of_a_silent_worker_is_given_to_another(cast):
    number = add()
    assert rescue() == 1
    assert state(number) == "todo"
    assert ask("SELECT attempts FROM procrastinate_jobs WHERE id = %s", number) == [(1,)]


def test_work_of_a_worker_that_lives_is_left_alone(cast):
    number = add(silent=1)
    assert rescue() == 0
    assert state(number) == "doing"


def test_work_that_was_tried_too_often_is_parked(cast):
    number = add(attempts=worker.MOST_ATTEMPTS)
    rescue()
    assert state(number) == "failed"


def test_one_job_that_cannot_be_rescued_does_not_hold_up_the_others(cast):
    add(state="todo", lock="same")
    blocked, free = add(lock="same"), add()
    assert rescue() == 2
    assert state(blocked) == "doing"
    assert state(free) == "todo"


def test_old_finished_work_is_forgotten_and_new_is_kept(cast):
    old, new = add(state="succeeded"), add(state="succeeded")
    for number, hours in ((old, worker.KEPT_HOURS + 1), (new, 1)):
        ask(
            "INSERT INTO procrastinate_events (job_id, type, at)"
            " VALUES (%s, 'succeeded', now() - make_interval(hours => %s))",
            number,
            hours,
        )

    async def once():
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                await worker._tidy(working)

    asyncio.run(once())
    assert ask("SELECT id FROM procrastinate_jobs WHERE status = 'succeeded'") == [(new,)]


@pytest.fixture
def start(cluster, worker_database, tmp_path):
    """Return a way to start worker processes that know the toy; what was started is ended."""
    started = []

    def begin(name):
        environment = variables(tmp_path, DATABASE_URL=named(cluster.app_url, worker_database), TS_NAME=name)
        process = subprocess.Popen([sys.executable, "-c", TOY], cwd=PROJECT, env=environment)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()


def test_kill_9_in_the_middle_of_work_loses_nothing(cast, start, tmp_path):
    note = tmp_path / "note"
    first = start("first")
    app.configure_task("toy", queue="toy").defer(path=str(note))
    wait_for(lambda: note.exists() and "begun" in note.read_text(), 30)  # written, not only opened
    first.send_signal(signal.SIGKILL)
    start("second")
    wait_for(lambda: "done" in note.read_text(), 45)
    assert note.read_text().count("begun") == 2
    wait_for(lambda: ask("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'toy'") == [("succeeded",)], 10)


def test_a_worker_ends_within_seconds_though_it_is_at_work(cast, start, tmp_path):
    note = tmp_path / "note"
    process = start("only")
    app.configure_task("toy", queue="toy").defer(path=str(note))
    wait_for(note.exists, 30)
    assert health.read(tmp_path, "only")["pid"] == process.pid
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(8)
    assert time.monotonic() - began < 8
