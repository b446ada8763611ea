"""The PostgreSQL an install brings along: made, started, attached to and stopped under one lock.

"Is it up" is only ever answered by a real connection; a cluster is made aside and renamed when whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from thongsuot.web import postgres

DATABASE = "thongsuot"
ROLES = {"owner": "thongsuot_owner", "app": "thongsuot_app"}
LONGEST_SOCKET_FOLDER = 88  # bytes; a socket's whole path may have 107
PATIENCE = 60.0  # seconds until a server that does not answer is given up
SETTINGS = """
# Thông Suốt: only this machine, by a socket only its owner may open
listen_addresses = ''
unix_socket_permissions = 0700
wal_level = replica
idle_in_transaction_session_timeout = '60s'
"""


class NotStarted(Exception):
    """The server could not be made or did not come up."""


@dataclass(frozen=True)
class Urls:
    """How to reach one database: as its owner, who migrates, and as the app, which the walls hold."""

    owner_url: str
    app_url: str

    def of(self, database: str) -> Urls:
        """Return the same two roles in another database of the server."""
        return Urls(*(make_conninfo(url, dbname=database) for url in (self.owner_url, self.app_url)))


_in_use: dict[Path, IO[str]] = {}  # shared locks this process holds: it needs the server
_ending = threading.Event()  # set while this process stops its server: a start under way gives up
_children: list[subprocess.Popen[bytes]] = []  # kept so that a dead server is reaped


def start(home: Path) -> Urls:
    """Make the cluster where there is none, start it where it is down, and return how to reach it."""
    folder = _folder(home)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _ending.clear()
    with _locked(folder):
        _hold(folder)
        runner = postgres.runner(folder)
        if not (folder / "data").exists():
            _initialise(folder, runner)
        if not alive(home):
            _launch(folder, runner)
        _prepare(folder)
    found = urls(home)
    if found is None:
        raise NotStarted(
            f"Tệp mật khẩu trong {folder} đã bị lấy đi; dữ liệu còn nguyên. Hãy khôi phục tệp passwords.json."
        )
    return found


def urls(home: Path) -> Urls | None:
    """Return how to reach the install's database, from its files alone; None where none was made."""
    folder = _folder(home)
    try:
        passwords = json.loads((folder / "passwords.json").read_text())
        socket = (folder / "socket-folder").read_text().strip()
    except FileNotFoundError:
        return None
    return Urls(*(_url(ROLES[name], passwords[name], DATABASE, socket) for name in ("owner", "app")))


def alive(home: Path) -> bool:
    """Tell whether the server answers a real connection."""
    return _answer(_folder(home)) == "yes"


def pid(home: Path) -> int | None:
    """Return the number of the server's first process, for people; never a proof that it answers."""
    return _pid(_folder(home))


def _answer(folder: Path) -> str:
    """Return what a real connection says: yes, no (or not yet), or silent: it was accepted and nothing came."""
    try:
        with contextlib.closing(_connect(folder)) as connection:
            return "yes" if connection.execute("SELECT 1").fetchone() else "no"
    except psycopg.errors.ConnectionTimeout:
        return "silent"
    except (psycopg.Error, FileNotFoundError):
        return "no"


def stop(home: Path) -> None:
    """Stop the server, whoever still uses it; a server that is down stays down."""
    folder = _folder(home)
    if not folder.exists():
        return
    _ending.set()
    with _locked(folder):
        _forget(folder)
        _end(folder)


def release(home: Path) -> None:
    """Stop the server unless another process that started or joined it still lives."""
    folder = _folder(home)
    if not folder.exists():
        return
    _ending.set()
    with _locked(folder):
        _forget(folder)
        with (folder / "users").open("a") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            _end(folder)


def create_database(where: Urls, name: str, template: str | None = None) -> Urls:
    """Make a database owned by the owner role, empty or as a copy, and return how to reach it."""
    source = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
    statement = sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(name), source)
    _administer(where, statement)
    return where.of(name)


def drop_database(where: Urls, name: str) -> None:
    """Drop a database, ending whatever is still connected to it; one that is not there is no error.

    DROP ... WITH (FORCE) is refused to an owner while autovacuum is at work there; the plain form asks it to leave.
    """
    end = (
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = {} AND pg_has_role(usesysid, 'USAGE')"
    )
    _administer(where, sql.SQL(end).format(sql.Literal(name)))
    _administer(where, sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _administer(where: Urls, statement: sql.Composed) -> None:
    with contextlib.closing(psycopg.connect(where.of("postgres").owner_url, autocommit=True)) as connection:
        connection.execute(statement)


def _folder(home: Path) -> Path:
    return home.resolve() / "postgres"


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _hold(folder: Path) -> None:
    if folder not in _in_use:
        users = (folder / "users").open("a")
        fcntl.flock(users, fcntl.LOCK_SH)
        _in_use[folder] = users


def _forget(folder: Path) -> None:
    if held := _in_use.pop(folder, None):
        held.close()


def _url(user: str, password: str, database: str, socket: str) -> str:
    return f"postgresql://{user}:{quote(password, safe='')}@/{database}?host={quote(socket, safe='')}"


def _connect(folder: Path) -> psycopg.Connection[tuple[object, ...]]:
    password = json.loads((folder / "passwords.json").read_text())["superuser"]
    socket = (folder / "socket-folder").read_text().strip()
    return psycopg.connect(_url("postgres", password, "postgres", socket), connect_timeout=3, autocommit=True)


def _write_private(file: Path, text: str) -> None:
    unfinished = file.with_suffix(".new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    unfinished.rename(file)


def _initialise(folder: Path, runner: postgres.Runner) -> None:
    """Make the cluster aside and rename it when it is whole."""
    runner.give(folder)
    unfinished, password_file = folder / "data.new", folder / "superuser"
    shutil.rmtree(unfinished, ignore_errors=True)
    passwords = {name: secrets.token_urlsafe(24) for name in ("superuser", *ROLES)}
    _write_private(folder / "passwords.json", json.dumps(passwords))
    _write_private(password_file, passwords["superuser"])
    runner.give(password_file)
    options = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--data-checksums", "--username=postgres"]
    command = runner.command("initdb", f"--pgdata={unfinished}", f"--pwfile={password_file}", *options)
    made = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")  # noqa: S603 - our own words
    password_file.unlink()
    if made.returncode != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise NotStarted(f"Không tạo được cơ sở dữ liệu trong {folder}; chưa có gì được ghi.\n{made.stderr}")
    with (unfinished / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS)
    unfinished.rename(folder / "data")


def _socket_folder(folder: Path, runner: postgres.Runner) -> Path:
    """Return the folder of the socket: inside the home, or a short private one where the home lies too deep."""
    note = folder / "socket-folder"
    known = Path(note.read_text().strip()) if note.exists() else None
    if known is not None and known.is_dir() and (known.parent == folder or known.stat().st_uid == folder.stat().st_uid):
        return known
    socket = folder / "socket"
    if len(os.fsencode(socket)) > LONGEST_SOCKET_FOLDER:
        socket = Path(tempfile.mkdtemp(prefix="thongsuot-"))
    socket.mkdir(exist_ok=True, mode=0o700)
    runner.give(socket)
    _write_private(note, str(socket))
    return socket


def _launch(folder: Path, runner: postgres.Runner) -> None:
    """Start the server and wait until it answers; leftovers of a killed one may hold it up for a moment."""
    socket = _socket_folder(folder, runner)
    command = runner.command("postgres", "-D", str(folder / "data"), "-k", str(socket))
    deadline, server, silent = time.monotonic() + PATIENCE, None, 0
    while time.monotonic() < deadline and not _ending.is_set():
        answer = _answer(folder)
        if answer == "yes":
            return
        silent = silent + 1 if answer == "silent" else 0
        if silent > 1:
            _kill(folder)  # stopped or stuck: it accepts and never answers
        elif server is None or server.poll() is not None:
            _remove_stale_pid(folder, socket)
            server = _spawn(command, folder / "log")
        time.sleep(0.1)
    tail = (folder / "log").read_text(errors="replace")[-2000:]
    raise NotStarted(f"Cơ sở dữ liệu trong {folder} không trả lời; dữ liệu còn nguyên. Nhật ký:\n{tail}")


def _spawn(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own, so that signals to us do not reach it."""
    with log.open("ab") as stream:
        server = subprocess.Popen(  # noqa: S603 - our own words
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, start_new_session=True, cwd="/"
        )
    _children.append(server)
    time.sleep(0.2)
    return server


def _pid(folder: Path) -> int | None:
    """Return the process that runs on this very data folder, by its own command line; a zombie is none."""
    try:
        number = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        command = Path(f"/proc/{number}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return number if state not in "ZX" and os.fsencode(folder / "data") in command else None


def _remove_stale_pid(folder: Path, socket: Path) -> None:
    """Remove the pid files of a server that is gone: a zombie or a stranger with its number would block the start."""
    _children[:] = [child for child in _children if child.poll() is None]
    if _pid(folder) is None:
        for file in (folder / "data" / "postmaster.pid", *socket.glob(".s.PGSQL.*")):
            file.unlink(missing_ok=True)


def _kill(folder: Path) -> None:
    number = _pid(folder)
    if number is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def _end(folder: Path) -> None:
    """End the server: politely, then at once, then by force; committed rows survive all three."""
    for number, patience in ((signal.SIGINT, 3.5), (signal.SIGQUIT, 1.5), (signal.SIGKILL, 1.0)):
        server = _pid(folder)
        if server is None:
            break
        with contextlib.suppress(ProcessLookupError):
            os.kill(server, number)
        deadline = time.monotonic() + patience
        while _pid(folder) is not None and time.monotonic() < deadline:
            time.sleep(0.05)
    _children[:] = [child for child in _children if child.poll() is None]


def _prepare(folder: Path) -> None:
    """Make the two roles and the database where they are missing."""
    passwords = json.loads((folder / "passwords.json").read_text())
    with contextlib.closing(_connect(folder)) as connection:
        present = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        for name, role in ROLES.items():
            if role not in present:
                rights = sql.SQL("CREATEDB" if name == "owner" else "NOCREATEDB")
                statement = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS {} PASSWORD {}")
                connection.execute(statement.format(sql.Identifier(role), rights, sql.Literal(passwords[name])))
        if not set(ROLES.values()) <= present:  # so that the owner may end the app's sessions when it drops a database
            statement = sql.SQL("GRANT {} TO {}")
            connection.execute(statement.format(sql.Identifier(ROLES["app"]), sql.Identifier(ROLES["owner"])))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(ROLES["owner"])))
