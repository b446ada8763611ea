"""The timer runs what is due, for the whole system, and no job's failure or slowness hides another's."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from tests.conftest import named
from tests.web.processes import PROJECT, wait_for

from thongsuot.incidents import actions as incidents
from thongsuot.organisations.models import Organisation, Person
from thongsuot.web import health
from thongsuot.web import timer as timers


def job(name="toy.jobs", due=None, run=None, **more):
    """Return a module of jobs that notes when it ran."""
    ran = []

    def note(at):
        ran.append(at)
        return run(at) if run else 1

    return SimpleNamespace(__name__=f"thongsuot.{name}", run=note, next_due=lambda: due, ran=ran, **more)


def fail(_at):
    """Fail as a job may."""
    raise ValueError("broken")


def timer_of(tmp_path, *jobs):
    """Return a timer of these jobs."""
    return timers.Timer([timers.Job(module) for module in jobs], health.Pulse(tmp_path, "timer"))


def test_every_lane_that_a_notice_may_name_has_jobs():
    lanes = {timers.Job(importlib.import_module(name)).lane for name in settings.TIMER_JOBS}
    named = {lane for model in apps.get_models() for lane in getattr(model, "LANES", {}).values()}
    assert {"outbox", "paging"} <= named | {incidents.LANE} <= lanes


@pytest.mark.django_db(transaction=True)
class TestRound:
    """One round of the timer."""

    def test_every_job_runs_at_the_moment_of_the_round(self, cast, tmp_path):
        first, second, moment = job(), job("other.jobs"), datetime.now(UTC)
        timer_of(tmp_path, first, second).round(moment)
        assert first.ran == second.ran == [moment]

    def test_it_sleeps_until_the_earliest_is_due_and_never_too_long(self, cast, tmp_path):
        at = datetime.now(UTC)
        soon, late = job(due=at + timedelta(seconds=5)), job(due=at + timedelta(days=3))
        assert 4 < timer_of(tmp_path, late, soon).round(at) <= 5
        assert timer_of(tmp_path, late, job()).round(at) == timers.LONGEST_SLEEP
        assert timer_of(tmp_path, job(due=at - timedelta(hours=1))).round(at) == timers.SHORTEST_SLEEP

    def test_what_falls_due_in_a_moment_is_not_slept_over(self, cast, tmp_path):
        at = datetime.now(UTC)
        assert timer_of(tmp_path, job(due=at + timedelta(milliseconds=50))).round(at) <= 0.05

    def test_a_job_that_names_all_it_does_runs_when_that_is_due_and_not_before(self, cast, tmp_path):
        at = datetime.now(UTC)
        moments = (None, at + timedelta(minutes=1), at - timedelta(seconds=1))
        told = [job(due=due, FORETOLD=True) for due in moments]
        timer_of(tmp_path, *told).round(at)
        assert [len(one.ran) for one in told] == [0, 0, 1]

    def test_one_that_cannot_say_when_it_is_due_runs_all_the_same(self, cast, tmp_path):
        silent = job(FORETOLD=True)
        silent.next_due = lambda: fail(None)
        timer_of(tmp_path, silent).round(datetime.now(UTC))
        assert len(silent.ran) == 1

    def test_a_job_sees_every_organisation_and_the_next_one_nothing_left_over(self, cast, tmp_path):
        seen = []
        looking = job(run=lambda _at: seen.append(Person.objects.count()))
        timer_of(tmp_path, looking).round(datetime.now(UTC))
        assert seen[0] > 5
        assert Person.objects.count() == 0

    def test_an_autonomous_job_opens_its_own_transactions(self, cast, tmp_path):
        inside = []
        timer_of(
            tmp_path,
            job(run=lambda _at: inside.append(connection.in_atomic_block)),
            job(run=lambda _at: inside.append(connection.in_atomic_block), AUTONOMOUS=True),
        ).round(datetime.now(UTC))
        assert inside == [True, False]

    def test_what_a_failing_job_wrote_is_undone_and_the_others_go_on(self, cast, tmp_path):
        def spoil(at):
            Organisation.objects.update(short_name="spoilt")
            fail(at)

        after = job("after.jobs")
        timer_of(tmp_path, job(run=spoil), after).round(datetime.now(UTC))
        assert len(after.ran) == 1
        assert not Organisation.objects.filter(short_name="spoilt").exists()

    def test_a_failing_job_is_shown_and_tried_again_with_growing_pauses(self, cast, tmp_path):
        broken = job(run=fail)
        timer = timer_of(tmp_path, broken)
        wait = timer.round(datetime.now(UTC))
        assert 1 < wait <= timers.FIRST_PAUSE
        timer.round(datetime.now(UTC))
        assert len(broken.ran) == 1
        assert timer.pulse.state["trouble"] == {"toy.jobs": "ValueError, 1 lần liên tiếp"}
        pauses = []
        for _ in range(8):
            timer.jobs[0].not_before = 0.0
            timer.round(datetime.now(UTC))
            pauses.append(timer.jobs[0].pause())
        assert pauses == sorted(pauses)
        assert pauses[-1] == timers.LONGEST_PAUSE

    def test_a_job_that_works_again_is_no_longer_shown(self, cast, tmp_path):
        mended = job()
        timer = timer_of(tmp_path, mended)
        mended.run = fail
        timer.round(datetime.now(UTC))
        mended.run = lambda _at: 1
        timer.jobs[0].not_before = 0.0
        timer.round(datetime.now(UTC))
        assert timer.pulse.state["trouble"] == {}
        assert timer.jobs[0].failures == 0

    def test_a_job_that_cannot_say_when_it_is_due_is_asked_again(self, cast, tmp_path):
        unsure = job()
        unsure.next_due = lambda: fail(None)
        assert timer_of(tmp_path, unsure).round(datetime.now(UTC)) == timers.LONGEST_SLEEP

    def test_a_job_that_hangs_is_shown_while_it_does(self, cast, tmp_path):
        shown = []
        timer = timer_of(tmp_path, job(run=lambda _at: shown.append(timer.pulse.state["busy"]["what"])))
        timer.round(datetime.now(UTC))
        assert shown == ["toy.jobs"]
        assert timer.pulse.state["busy"] is None

    def test_ending_stops_between_two_jobs(self, cast, tmp_path):
        after = job("after.jobs")
        timer = timer_of(tmp_path, job(run=lambda _at: setattr(timer, "ending", True)), after)
        timer.round(datetime.now(UTC))
        assert after.ran == []


def test_a_module_that_cannot_be_read_is_shown_and_holds_up_nobody(tmp_path):
    pulse = health.Pulse(tmp_path, "timer")
    loaded = timers.load(["thongsuot.no_such_app.jobs", "thongsuot.web.health"], pulse)
    assert [entry.name for entry in loaded.jobs] == ["web.health"]
    assert "ModuleNotFoundError" in pulse.state["trouble"]["thongsuot.no_such_app.jobs"]


@pytest.fixture
def address(cluster, worker_database):
    """Return the address of this worker's database, for connections of one's own."""
    return named(cluster.app_url, worker_database)


@pytest.mark.django_db(transaction=True)
class TestWatch:
    """The waiting and the lock, on real connections."""

    def watching(self, timer, address):
        """Watch from a thread and return it."""

        def watch():
            timers.watch(timer, address)
            connection.close()

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        return thread

    def test_a_notice_wakes_it_long_before_its_time(self, cast, tmp_path, address):
        toy = job()
        timer = timer_of(tmp_path, toy)
        thread = self.watching(timer, address)
        try:
            wait_for(lambda: len(toy.ran) == 1, 10)
            time.sleep(0.3)
            with psycopg.connect(address, autocommit=True) as other:
                other.execute("SELECT pg_notify('timer', '')")
            wait_for(lambda: len(toy.ran) == 2, 3)
        finally:
            timer.ending = True
            thread.join(10)
        assert not thread.is_alive()

    def test_a_notice_may_name_the_one_lane_that_it_wakes(self, cast, tmp_path, address):
        calls, others = job("calls.jobs", LANE="calls"), job("other.jobs")
        timer = timer_of(tmp_path, calls, others)
        thread = self.watching(timer, address)
        try:
            wait_for(lambda: calls.ran and others.ran, 10)
            time.sleep(0.3)
            with psycopg.connect(address, autocommit=True) as other:
                other.execute("SELECT pg_notify('timer', 'calls')")
            wait_for(lambda: len(calls.ran) == 2, 3)
            assert len(others.ran) == 1
        finally:
            timer.ending = True
            thread.join(10)

    def test_a_job_with_a_lane_of_its_own_waits_for_no_other(self, cast, tmp_path, address):
        free = threading.Event()
        slow = job("slow.jobs", run=lambda _at: free.wait(20))
        urgent = job("urgent.jobs", LANE="urgent")
        timer = timer_of(tmp_path, slow, urgent)
        thread = self.watching(timer, address)
        try:
            wait_for(lambda: slow.ran and urgent.ran, 10)
            with psycopg.connect(address, autocommit=True) as other:
                other.execute("SELECT pg_notify('timer', '')")
            wait_for(lambda: len(urgent.ran) >= 2, 10)
            assert len(slow.ran) == 1
            assert timer.pulse.state["busy"]["what"] == "slow.jobs"
        finally:
            timer.ending = True
            free.set()
            thread.join(10)
        assert not thread.is_alive()

    def test_jobs_of_one_lane_run_one_after_another(self, cast, tmp_path):
        one, two, three = job("one.jobs"), job("two.jobs", LANE="calls"), job("three.jobs")
        lanes = timer_of(tmp_path, one, two, three).lanes()
        assert [[entry.name for entry in lane] for lane in lanes] == [["one.jobs", "three.jobs"], ["two.jobs"]]

    def test_a_second_timer_waits_and_takes_over(self, cast, tmp_path, address):
        first, second = job(), job()
        one, two = timer_of(tmp_path, first), timer_of(tmp_path, second)
        first_thread = self.watching(one, address)
        wait_for(lambda: first.ran, 10)
        second_thread = self.watching(two, address)
        try:
            time.sleep(1.5)
            assert second.ran == []
            one.ending = True
            first_thread.join(10)
            wait_for(lambda: second.ran, 10)
        finally:
            one.ending = two.ending = True
            first_thread.join(10)
            second_thread.join(10)

    def test_the_process_ends_when_asked_and_ticks_until_then(self, cast, tmp_path, address):
        environment = {**os.environ, "TS_HOME": str(tmp_path), "DATABASE_URL": address}
        with subprocess.Popen([sys.executable, "-m", "thongsuot", "timer"], cwd=PROJECT, env=environment) as process:
            try:
                first = wait_for(lambda: health.read(tmp_path, "timer"), 30)
                wait_for(lambda: health.read(tmp_path, "timer")["monotonic"] > first["monotonic"], 10)
            finally:
                process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
