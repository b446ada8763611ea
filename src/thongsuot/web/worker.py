"""The process that does long work: a procrastinate worker, and the rescue of work whose worker vanished.

Rescue runs beside the queue, never in it: behind a backlog it would come too late. What keeps killing its workers is
parked after a few attempts.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import django
import procrastinate
import psycopg
from procrastinate.app import WorkerOptions
from procrastinate.jobs import Status

from thongsuot.web import health

LOCK = 0x7453_7432  # the advisory lock of the one rescuer
SILENT = 12.0  # seconds without a sign of life after which a worker counts as gone
RESCUE_EVERY = 2.0
MOST_ATTEMPTS = 3
KEPT_HOURS = 24 * 14  # finished work is kept this long
HOUSEKEEPING_EVERY = 3600.0
CONCURRENCY = 4
SIDE_TASKS = {"update_heartbeats", "listener"}  # procrastinate's names; both last as long as the worker
GRACE = 2.5  # seconds work may still take once the process is asked to end

logger = logging.getLogger(__name__)


def ready(app: procrastinate.App) -> None:
    """Set the app up once Django is: every app's jobs.py has been read by then."""
    app.periodic_defaults = {"max_delay": 600}


async def rescue(app: procrastinate.App, silent: float = SILENT) -> int:
    """Give the work of vanished workers to others, and park what was tried too often; return how many there were."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent))
    for job in stalled:
        try:
            if job.attempts >= MOST_ATTEMPTS:
                await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
                logger.error("job %s was parked after %s attempts", job.call_string, job.attempts)
            else:
                await app.job_manager.retry_job(job)
                logger.warning("job %s is given to another worker", job.call_string)
        except Exception:  # one bad row must not stop the rescue of the others
            logger.exception("job %s could not be rescued", job.call_string)
    return len(stalled)


async def _keep_rescuing(app: procrastinate.App, url: str) -> None:
    """Rescue for ever; of all workers on all machines one does it, whoever holds the lock."""
    from thongsuot.web.database import KEEPALIVES

    while True:
        try:
            connecting = psycopg.AsyncConnection.connect(url, autocommit=True, **KEEPALIVES)
            async with await connecting as connection:
                await _rescue_while_alone(app, connection)
        except (psycopg.Error, procrastinate.exceptions.ProcrastinateException):
            logger.warning("rescue waits for the database")
        await asyncio.sleep(RESCUE_EVERY)


async def _rescue_while_alone(app: procrastinate.App, connection: psycopg.AsyncConnection[Any]) -> None:
    tidy_at = 0.0
    while True:
        cursor = await connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        row = await cursor.fetchone()
        if row and row[0]:
            await rescue(app)
            if time.monotonic() >= tidy_at:
                await _tidy(app)
                tidy_at = time.monotonic() + HOUSEKEEPING_EVERY
            await connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        await asyncio.sleep(RESCUE_EVERY)


async def _tidy(app: procrastinate.App) -> None:
    await app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


async def _tick(pulse: health.Pulse, end: Callable[[], None]) -> None:
    """Show that the loop turns; end where a side task has ended, for the queue's own watch misses that.

    procrastinate watches its side tasks only until the first one ends, and without periodic tasks one ends at once. A
    worker that lost the database would go on without a sign of life, and what it does would be given to others.
    """
    seen: set[str] = set()
    while True:
        there = SIDE_TASKS & {task.get_name() for task in asyncio.all_tasks()}
        if seen - there:
            logger.warning("the worker lost its %s and starts anew", ", ".join(sorted(seen - there)))
            end()
            return
        seen |= there
        pulse.tick()
        await asyncio.sleep(health.EVERY)


def _end_when_asked() -> Callable[[], None]:
    """End by cancelling the work; what outlasts its grace is left to the rescue, for a thread cannot be ended."""
    loop, work = asyncio.get_running_loop(), asyncio.current_task()

    def end() -> None:
        last = threading.Timer(GRACE + 0.5, os._exit, [0])
        last.daemon = True
        last.start()
        if work is not None:
            work.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    return end


async def _work(app: procrastinate.App, queues: list[str] | None, pulse: health.Pulse, url: str) -> None:
    """Work until asked to end; the side tasks end with the work."""
    options: WorkerOptions = {
        "name": pulse.state["name"],
        "concurrency": CONCURRENCY,
        "shutdown_graceful_timeout": GRACE,
        "fetch_job_polling_interval": 2.0,
        "install_signal_handlers": False,
    }
    if queues:
        options["queues"] = queues
    end = _end_when_asked()
    connector: Any = app.connector
    sides = [asyncio.create_task(_tick(pulse, end))]
    try:
        with app.replace_connector(connector.get_worker_connector()) as working:
            async with working.open_async():
                sides.append(asyncio.create_task(_keep_rescuing(working, url)))
                await working.run_worker_async(**options)
    finally:
        for side in sides:
            side.cancel()


def run(arguments: list[str]) -> int:
    """Work on the queues named (`timer,default`), or on all, until asked to end."""
    health.die_with_supervisor()
    django.setup()
    from django.conf import settings
    from procrastinate.contrib.django import app

    from thongsuot.web import database

    queues = arguments[0].split(",") if arguments else None
    if queues is None:  # a lane of its own is there for what is urgent
        health.give_way()
    pulse = health.Pulse(settings.HOME, os.environ.get("TS_NAME", "worker"))
    pulse.tick()
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_work(app, queues, pulse, database.app_url()))
    return 0
