"""Each process says how it is in a small file, and silence is noticed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.test import Client
from tests.web.processes import PROJECT, running, wait_for

from thongsuot.web import health


def age(home, name, seconds):
    """Make a process's last tick older."""
    file = home / "run" / f"{name}.json"
    state = json.loads(file.read_text())
    file.write_text(json.dumps(state | {"monotonic": state["monotonic"] - seconds}))


@pytest.fixture
def pulse(tmp_path):
    """Return the pulse of a process that has ticked."""
    pulse = health.Pulse(tmp_path, "web")
    pulse.tick()
    return pulse


def only(tmp_path):
    """Return the one process of the report."""
    (process,) = health.report(tmp_path)["processes"]
    return process


def test_a_ticking_process_is_well(pulse, tmp_path):
    assert health.report(tmp_path)["ok"]
    process = only(tmp_path)
    assert process["name"] == "web"
    assert process["pid"] == os.getpid()
    assert process["since"] <= process["last_tick"]
    assert process["reason"] is None


def test_silence_is_named(pulse, tmp_path):
    age(tmp_path, "web", health.SILENT + 5)
    assert not health.report(tmp_path)["ok"]
    assert only(tmp_path)["reason"] == "không có tín hiệu trong 15 giây"


def test_a_process_that_never_came_up_is_named(tmp_path):
    health.expect(tmp_path, ["timer"])
    assert not health.report(tmp_path)["ok"]
    assert only(tmp_path) == {
        "name": "timer",
        "pid": None,
        "since": None,
        "last_tick": None,
        "busy": None,
        "ok": False,
        "reason": "tiến trình chưa khởi động",
    }


def test_what_earlier_processes_wrote_is_forgotten(pulse, tmp_path):
    health.expect(tmp_path, ["timer"])
    assert health.read(tmp_path, "web") is None


def test_work_that_takes_too_long_is_named_though_the_process_ticks(pulse, tmp_path):
    with pulse.busy("reports.jobs"):
        pulse.tick()
        assert only(tmp_path)["busy"] == "reports.jobs"
        assert only(tmp_path)["ok"]
        pulse.state["busy"]["monotonic"] -= health.BUSY + 1
        pulse.tick()
        assert only(tmp_path)["reason"] == "reports.jobs kéo dài 121 giây"
    pulse.tick()
    assert only(tmp_path)["ok"]


def test_trouble_is_shown_until_it_is_over(pulse, tmp_path):
    pulse.trouble("outbox.jobs", "3 lần liên tiếp")
    pulse.tick()
    assert only(tmp_path)["reason"] == "outbox.jobs: 3 lần liên tiếp"
    pulse.trouble("outbox.jobs", None)
    pulse.tick()
    assert only(tmp_path)["ok"]


def test_a_tick_is_never_seen_half_written(pulse, tmp_path):
    stop = threading.Event()

    def write():
        while not stop.is_set():
            pulse.tick()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert all(health.read(tmp_path, "web") for _ in range(2000))
    finally:
        stop.set()
        writer.join()


def test_a_pulse_keeps_itself(tmp_path):
    pulse = health.Pulse(tmp_path, "timer")
    pulse.keep()
    first = health.read(tmp_path, "timer")["monotonic"]
    wait_for(lambda: health.read(tmp_path, "timer")["monotonic"] > first, 5)


def test_another_programs_number_may_change(tmp_path):
    pulse = health.Pulse(tmp_path, "database")
    pulse.tick_for(11)
    since = only(tmp_path)["since"]
    time.sleep(0.01)
    pulse.tick_for(11)
    assert only(tmp_path)["since"] == since
    pulse.tick_for(12)
    assert only(tmp_path)["pid"] == 12
    assert only(tmp_path)["since"] > since


def test_the_page_answers_503_with_the_reason_and_asks_no_database(tmp_path, settings):
    settings.HOME = tmp_path
    pulse = health.Pulse(tmp_path, "web")
    pulse.tick()
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert "no-cache" in answer.headers["Cache-Control"]
    age(tmp_path, "web", 60)
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert "không có tín hiệu" in answer.json()["processes"][0]["reason"]


def test_a_process_dies_with_its_supervisor_even_when_that_is_killed():
    child = (
        "import time; from thongsuot.web import health; health.die_with_supervisor();"
        "print('up', flush=True); time.sleep(60)"
    )
    parent = (
        "import os, subprocess, sys; os.environ['TS_SUPERVISOR'] = str(os.getpid());"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}]); print(child.pid, flush=True); child.wait()"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        number = int(process.stdout.readline())
        assert process.stdout.readline() == "up\n"
        assert running(number)
        process.send_signal(signal.SIGKILL)
    wait_for(lambda: not running(number), 5)


def test_a_process_whose_supervisor_is_gone_already_does_not_begin():
    gone = subprocess.Popen(["true"])
    gone.wait()
    code = "from thongsuot.web import health; health.die_with_supervisor(); print('began')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TS_SUPERVISOR": str(gone.pid)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert done.stdout == ""
