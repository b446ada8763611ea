"""One command brings the whole install up, keeps it up whatever is done to its processes, and takes it down again."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from tests.web.processes import PROJECT, Install, get, health, running, variables, wait_for

from thongsuot.web import embedded, ports, supervisor
from thongsuot.web.process import Process

pytestmark = pytest.mark.xdist_group("one install")  # its tests share an install and end it, in this order

EVERYTHING = {"supervisor", "database", "web", "events", "timer", "worker", "worker-timer"}
NOTICED = 40.0  # seconds until a stopped process must be at work again


def put_away(install: Install) -> None:
    """End what a failed test may have left."""
    if install.process.poll() is None:
        install.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            install.process.wait(15)
    if install.process.poll() is None:
        install.process.kill()
        install.process.wait(5)
    embedded.stop(install.home)


@pytest.fixture(scope="module")
def home(tmp_path_factory, migrated_home):
    """Return the home of the install that these tests share."""
    return migrated_home(tmp_path_factory.mktemp("install") / "home")


@pytest.fixture(scope="module")
def up(home):
    """Return a running install and its address; its port is taken by somebody else, so that a free one is found."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        install = Install(home, TS_PORT=str(taken.getsockname()[1]))
        try:
            yield install, install.ready(), taken.getsockname()[1]
        finally:
            put_away(install)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Hand a redirect back as it is."""

    def http_error_302(self, req, fp, code, msg, headers):
        """Return the answer itself."""
        return fp


def pids(url: str) -> dict[str, int]:
    """Return the numbers of the processes, by name, once all of them are at work."""

    def numbers() -> dict[str, int] | None:
        found = {name: process["pid"] for name, process in health(url).items() if process["pid"]}
        return found if EVERYTHING - {"database"} <= set(found) else None

    return wait_for(numbers, NOTICED)


def alive_again(url: str, name: str, before: int) -> bool:
    """Tell whether a process was replaced and ticks."""
    process = health(url).get(name, {})
    return bool(process.get("last_tick")) and process["pid"] != before and "tín hiệu" not in (process["reason"] or "")


def test_a_free_port_is_taken_where_the_wanted_one_is_in_use(up):
    _install, url, taken = up
    assert url != f"http://127.0.0.1:{taken}/"
    assert get(url)[0] == 200


def test_every_process_says_how_it_is(up):
    _install, url, _taken = up
    wait_for(lambda: all(p["last_tick"] for p in health(url).values()) and set(health(url)) == EVERYTHING, 20)
    for process in health(url).values():
        assert {"name", "pid", "since", "last_tick"} <= set(process)
        assert running(process["pid"])


def test_the_demo_file_is_for_its_owner_alone(up):
    install, url, _taken = up
    file = install.home / "demo.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    demo = json.loads(file.read_text())
    assert demo["url"] == url
    assert demo["accounts"] == []


def test_the_accounts_of_the_demonstration_are_kept_from_start_to_start(tmp_path, capsys):
    (tmp_path / "run").mkdir()
    accounts = [{"username": "so.lanhdao", "password": "made up", "role": "leader"}]
    supervisor.accounts_file(tmp_path).write_text(json.dumps(accounts))
    for port in (8000, 8001):
        supervisor._announce(tmp_path, f"http://127.0.0.1:{port}/")
        demo = json.loads((tmp_path / "demo.json").read_text())
        assert demo == {"url": f"http://127.0.0.1:{port}/", "accounts": accounts}
    assert capsys.readouterr().out.splitlines()[-1] == "Sẵn sàng: http://127.0.0.1:8001/"


def test_signing_in_is_a_plain_form(up):
    _install, url, _taken = up
    page = get(f"{url}accounts/login/")[1]
    assert 'name="login"' in page
    assert 'name="password"' in page


def test_a_language_is_remembered_and_nobody_is_sent_elsewhere(up):
    _install, url, _taken = up
    page = urllib.request.urlopen(f"{url}accounts/login/", timeout=10)  # noqa: S310 - an address of ours
    token = page.headers["Set-Cookie"].split(";")[0]
    body = f"language=en&next=https://elsewhere.example/&csrfmiddlewaretoken={token.partition('=')[2]}".encode()
    request = urllib.request.Request(f"{url}ngon-ngu/", data=body, headers={"Cookie": token})  # noqa: S310 - the same
    answer = urllib.request.build_opener(NoRedirect).open(request, timeout=10)
    assert answer.headers["Location"] == "/"
    assert "django_language=en" in str(answer.headers)


def test_a_second_start_on_the_same_home_is_turned_away_politely(up):
    install, url, _taken = up
    before = pids(url)
    command = [sys.executable, "-m", "thongsuot", "up"]
    second = subprocess.run(
        command, env=variables(install.home), cwd=PROJECT, capture_output=True, text=True, timeout=30, check=False
    )
    assert second.returncode == 1
    assert second.stdout == ""
    assert f"đang chạy rồi tại {url}" in second.stderr
    assert pids(url) == before


def test_processes_run_as_the_app_role_alone(up):
    install, url, _taken = up
    secret = json.loads((install.home / "postgres" / "passwords.json").read_text())
    for name in ("events", "timer", "worker"):
        environment = Path(f"/proc/{pids(url)[name]}/environ").read_bytes().decode()
        assert secret["owner"] not in environment
        assert secret["superuser"] not in environment


@pytest.mark.parametrize("name", ["web", "events", "timer", "worker"])
def test_a_killed_process_is_started_again(up, name):
    _install, url, _taken = up
    before = pids(url)[name]
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: alive_again(url, name, before), NOTICED)


def test_the_process_under_the_pages_is_missed_as_well(up):
    _install, url, _taken = up
    parent = pids(url)["web"]
    listing = f"/proc/{parent}/task/{parent}/children"
    for child in Path(listing).read_text().split():
        os.kill(int(child), signal.SIGKILL)
    wait_for(lambda: alive_again(url, "web", parent) and get(url)[0] == 200, NOTICED)


def test_stopped_processes_are_noticed_killed_and_replaced(up):
    install, url, _taken = up
    before = {name: number for name, number in install.ticks().items() if name not in ("supervisor", "database")}
    for number in before.values():
        os.kill(number, signal.SIGSTOP)
    for name, number in before.items():
        wait_for(lambda name=name, number=number: alive_again(url, name, number), NOTICED)
        assert not running(number)
    assert "im lặng" in install.said()
    assert get(url)[0] == 200


def test_a_killed_database_is_started_again_and_everybody_finds_it(up):
    install, url, _taken = up
    before = embedded.pid(install.home)
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: embedded.pid(install.home) not in (None, before) and get(url)[0] == 200, NOTICED, every=0.3)
    wait_for(lambda: "nghe được" not in (health(url)["events"]["reason"] or ""), NOTICED)


def test_healthz_answers_without_the_database(up):
    install, url, _taken = up
    server = embedded.pid(install.home)
    os.kill(server, signal.SIGSTOP)
    status, body = get(f"{url}healthz")
    assert status in (200, 503)
    assert json.loads(body)["processes"]
    wait_for(lambda: embedded.pid(install.home) not in (None, server) and get(url)[0] == 200, NOTICED, every=0.3)


def test_kill_9_of_the_supervisor_takes_its_processes_along_and_the_next_start_is_clean(up):
    install, url, taken = up
    pids(url)  # waits for the workers, which pause before they start again when the database was away
    left = install.ticks()
    install.process.kill()
    install.process.wait(5)
    for name in EVERYTHING - {"supervisor", "database"}:
        wait_for(lambda name=name: not running(left[name]), 5)
    os.kill(embedded.pid(install.home), signal.SIGKILL)
    again = Install(install.home, TS_PORT=str(taken))
    try:
        assert get(again.ready())[0] == 200
        assert again.end(signal.SIGINT) < 10
        assert again.process.returncode == 0
    finally:
        put_away(again)


def test_sigterm_ends_everything_within_ten_seconds(home):
    install = Install(home, TS_PORT=str(ports.free("127.0.0.1", 0)))
    try:
        url = install.ready()
        left = pids(url)
        events = int(url.rstrip("/").rpartition(":")[2]) + 1
        with socket.create_connection(("127.0.0.1", events)):  # somebody is still connected
            assert install.end(signal.SIGTERM) < 10
        assert [name for name, number in left.items() if running(number)] == []
        assert not embedded.alive(home)
    finally:
        put_away(install)


def test_a_signal_during_the_start_ends_it_too(home):
    install = Install(home, TS_PORT=str(ports.free("127.0.0.1", 0)))
    try:
        wait_for(lambda: embedded.alive(home), 20)
        assert install.end(signal.SIGINT) < 10
        assert install.process.stdout.read() == ""
        assert not embedded.alive(home)
    finally:
        put_away(install)


def test_a_signal_while_a_step_is_being_forked_leaves_no_child_behind(monkeypatch, tmp_path):
    forked = []

    class Forked(subprocess.Popen):
        def __init__(self, *given, **named):
            super().__init__([sys.executable, "-c", "import time; time.sleep(60)"])
            forked.append(self)
            signal.raise_signal(signal.SIGINT)  # before the caller knows the child

    monkeypatch.setattr(supervisor.subprocess, "Popen", Forked)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for number in before:
            signal.signal(number, supervisor._ask_to_end)
        with pytest.raises(supervisor.AskedToEnd):
            supervisor._step(None, "migrate")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert forked[0].returncode == -signal.SIGKILL


def test_a_database_of_ones_own_choice_is_used_instead(tmp_path, migrated_home):
    server = embedded.start(migrated_home(tmp_path / "server"))
    install = Install(
        tmp_path / "home",
        TS_PORT=str(ports.free("127.0.0.1", 0)),
        DATABASE_URL=server.app_url,
        MIGRATE_DATABASE_URL=server.owner_url,
    )
    try:
        url = install.ready()
        assert set(health(url)) == EVERYTHING - {"database"}
        assert not (tmp_path / "home" / "postgres").exists()
        assert install.end() < 10
        assert embedded.alive(tmp_path / "server")
    finally:
        put_away(install)
        embedded.stop(tmp_path / "server")


def test_a_start_that_fails_says_why_and_keeps_the_data(tmp_path):
    command = [sys.executable, "-m", "thongsuot", "up"]
    nowhere = f"postgresql://nobody@127.0.0.1:{ports.free('127.0.0.1', 0)}/none"
    environment = variables(tmp_path / "home", DATABASE_URL=nowhere)
    done = subprocess.run(
        command, env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "“migrate” không thành công" in done.stderr
    assert "Sẵn sàng" not in done.stdout


def test_failures_are_answered_with_growing_but_bounded_pauses(tmp_path, monkeypatch):
    (tmp_path / "run").mkdir()
    process = Process("broken", ("no-such-command",), tmp_path, variables(tmp_path))
    pauses = []
    for _ in range(8):
        process.start()
        process.running.wait(20)
        said = process.tend()
        pauses.append(float(said.split()[-2]))
        monkeypatch.setattr(process, "not_before", 0.0)
    assert pauses == sorted(pauses)
    assert pauses[0] == 0.25
    assert pauses[-1] == 8.0


def test_ports_already_promised_are_not_given_twice():
    first = ports.free("127.0.0.1", 0)
    assert ports.free("127.0.0.1", first, first) != first
    assert ports.free("127.0.0.1", 70000) < 65536
