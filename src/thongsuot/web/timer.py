"""The process that watches the time: it sleeps until something is due, or until it is told that something may be.

One process works; a second waits for the advisory lock and takes over when the first is gone. What is due stands in
the tables, so that a late tick loses nothing. A job that names a lane has a thread of its own: whoever is to be called
does not wait until a mail server answers.
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import FrameType, ModuleType

import django
import psycopg

from thongsuot.web import health

LOCK = 0x7453_7431  # the advisory lock of the one timer
CHANNEL = "timer"
DATABASE = "cơ sở dữ liệu"  # the name of the trouble that lasts until it is reached again
LONGEST_SLEEP = 30.0  # seconds
SHORTEST_SLEEP = 0.2
BREATHS = {"paging": 0.05, "": 2.0}  # seconds at most that a lane rests behind a round, however often it is woken
BREATH = 0.1  # of the other lanes
RESTS = {"": 8.0}  # times what its round took a lane rests at most: what is not urgent leaves the processor to others
REST = 2.0  # of the other lanes
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0  # seconds before a job that failed is tried again

logger = logging.getLogger(__name__)


@dataclass
class Job:
    """One module of TIMER_JOBS and how it has been doing."""

    module: ModuleType
    failures: int = 0
    not_before: float = 0.0

    @property
    def name(self) -> str:
        """Return the app's name, for people."""
        return self.module.__name__.removeprefix("thongsuot.")

    @property
    def lane(self) -> str:
        """Return the lane in which it runs: jobs of one lane wait for each other."""
        return str(getattr(self.module, "LANE", ""))

    @property
    def foretold(self) -> bool:
        """Tell whether it need not run before the moment it names: most looks are in vain, and should cost little."""
        return bool(getattr(self.module, "FORETOLD", False))

    def pause(self) -> float:
        """Return how long to wait after this many failures in a row, in seconds."""
        return min(FIRST_PAUSE * 2.0 ** (self.failures - 1), LONGEST_PAUSE)


@dataclass
class Timer:
    """The jobs, and the tick that shows them at work."""

    jobs: list[Job]
    pulse: health.Pulse
    ending: bool = field(default=False)

    def lanes(self) -> list[list[Job]]:
        """Return the jobs lane by lane."""
        return [[job for job in self.jobs if job.lane == lane] for lane in dict.fromkeys(job.lane for job in self.jobs)]

    def round(self, at: datetime, jobs: list[Job] | None = None) -> float:
        """Run every job that may run and return the seconds to sleep; one that fails does not hold up the others."""
        waits = [LONGEST_SLEEP]
        for job in self.jobs if jobs is None else jobs:
            if self.ending:
                break
            waits.append(self._turn(job, at))
        return min(waits)

    def _turn(self, job: Job, at: datetime) -> float:
        """Run a job where it may be due, and return the seconds until it wants to run again."""
        if job.foretold and not job.failures:
            due = self._due(job, unknown=at)
            if due is None or due > at:
                return _until(due, at)
        if job.not_before <= time.monotonic():
            self._run(job, at)
        if job.failures:
            return max(job.not_before - time.monotonic(), SHORTEST_SLEEP)
        return _until(self._due(job, unknown=None), at)

    def _run(self, job: Job, at: datetime) -> None:
        from django.db import close_old_connections

        close_old_connections()
        try:
            with self.pulse.busy(job.name):
                _call(job.module, at)
        except Exception as error:  # one job's error is not the others'
            job.failures += 1
            job.not_before = time.monotonic() + job.pause()
            self.pulse.trouble(job.name, f"{type(error).__name__}, {job.failures} lần liên tiếp")
            logger.exception("job %s failed, %s in a row", job.name, job.failures)
        else:
            job.failures, job.not_before = 0, 0.0
            self.pulse.trouble(job.name, None)
        close_old_connections()

    def _due(self, job: Job, unknown: datetime | None) -> datetime | None:
        """Return when a job is due next."""
        from django.db import close_old_connections

        close_old_connections()
        try:
            return _next_due(job.module)
        except Exception:  # the next round asks again
            logger.exception("job %s does not say when it is due", job.name)
            return unknown


def _until(due: datetime | None, at: datetime) -> float:
    """Return the seconds until a job is to run again; what was due and is left undone is tried after a while."""
    if due is None:
        return LONGEST_SLEEP
    return max((due - datetime.now(UTC)).total_seconds(), 0.0 if due > at else SHORTEST_SLEEP)


def _call(module: ModuleType, at: datetime) -> None:
    from thongsuot.organisations import access

    if getattr(module, "AUTONOMOUS", False):
        module.run(at)
        return
    with access.acting_as_system():
        module.run(at)


def _next_due(module: ModuleType) -> datetime | None:
    from thongsuot.organisations import access

    with access.acting_as_system():
        due: datetime | None = module.next_due()
        return due


def load(names: list[str], pulse: health.Pulse) -> Timer:
    """Return a timer of the named modules; one that cannot be read is shown as trouble and holds up nobody."""
    jobs = []
    for name in names:
        try:
            jobs.append(Job(importlib.import_module(name)))
        except Exception as error:
            logger.exception("job %s cannot be read", name)
            pulse.trouble(name, f"{type(error).__name__}, không nạp được")
    return Timer(jobs, pulse)


def watch(timer: Timer, url: str) -> None:
    """Work until asked to end; needs a direct connection, for the lock and the wake-ups live in it."""
    from thongsuot.web.database import KEEPALIVES

    with psycopg.connect(url, autocommit=True, **KEEPALIVES) as connection:
        timer.pulse.trouble(DATABASE, None)
        if not _alone(timer, connection):
            return
        connection.execute(f"LISTEN {CHANNEL}")
        lanes = [Lane(timer, jobs) for jobs in timer.lanes()]
        for lane in lanes:
            lane.start()
        try:
            while not timer.ending:
                for told in connection.notifies(timeout=1.0, stop_after=1):
                    for lane in lanes:
                        lane.hear(told.payload)
        finally:
            for lane in lanes:
                lane.over = True
                lane.woken.set()
            for lane in lanes:
                lane.join()


class Lane(threading.Thread):
    """Jobs that wait for each other and for nobody else."""

    def __init__(self, timer: Timer, jobs: list[Job]) -> None:
        self.lane = jobs[0].lane
        super().__init__(name=f"lane {self.lane}".strip(), daemon=True)
        self.timer, self.jobs = timer, jobs
        self.woken = threading.Event()
        self.over = False

    def hear(self, lane: str) -> None:
        """Wake where all lanes are called, or this one."""
        if lane in ("", self.lane):
            self.woken.set()

    def run(self) -> None:
        """Work, and sleep until something is due or may be; what was told during a round leads to another."""
        from django.db import connections

        while not (self.over or self.timer.ending):
            self.woken.clear()
            begun = time.monotonic()
            wait = self.timer.round(datetime.now(UTC), self.jobs)
            breath = self._breath(time.monotonic() - begun, wait)
            if not (self.over or self.timer.ending):
                time.sleep(breath)
                self.woken.wait(max(wait - breath, 0.0))
        connections.close_all()

    def _breath(self, took: float, wait: float) -> float:
        """Return how long to rest behind a round; never so short that a lane that is always wanted takes all."""
        longest = min(RESTS.get(self.lane, REST) * took, BREATHS.get(self.lane, BREATH))
        return min(longest, max(wait, SHORTEST_SLEEP))


def _alone(timer: Timer, connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    """Wait until no other timer works."""
    while not timer.ending:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        if row and row[0]:
            return True
        time.sleep(1.0)
    return False


def run(arguments: list[str]) -> int:
    """Watch the time until asked to end; without the database, wait for it."""
    health.die_with_supervisor()
    django.setup()
    from django.conf import settings

    from thongsuot.web import database

    pulse = health.Pulse(settings.HOME, os.environ.get("TS_NAME", "timer"))
    pulse.keep()
    timer = load(settings.TIMER_JOBS, pulse)

    def end(_number: int, _frame: FrameType | None) -> None:
        timer.ending = True

    health.take_short_turns()
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not timer.ending:
        try:
            watch(timer, database.app_url())
        except psycopg.Error as error:
            pulse.trouble(DATABASE, type(error).__name__)
            logger.warning("the timer lost the database: %s", error)
            time.sleep(1.0)
    return 0
