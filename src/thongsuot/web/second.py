"""A second install beside a demonstration: a whole one, with its own home and its own database on the same server.

It plays one operator, so that orders and counts truly go by signed packages. It is asked for by `TS_DEMO_OPERATOR`, the
operator's code, and takes as much room as the first one; without the variable nothing of it is started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import psycopg

from thongsuot.engines.package import SigningKey
from thongsuot.web import embedded, environment, health, reality
from thongsuot.web.environment import Environment

VARIABLE = "TS_DEMO_OPERATOR"
NAME = "operator"
DATABASE = "thongsuot_operator"
DEPARTMENT = "so-khcn"  # the code in exercise/cast.toml, with which both installs begin
READY = "Sẵn sàng: "
GRACE = 3.0  # seconds in which the second install ends, before the first one's supervisor loses its patience


class NotPrepared(Exception):
    """A step of preparing the second install did not succeed."""


class AskedToEnd(BaseException):
    """SIGTERM arrived: not an error, and nobody's `except Exception`."""


def processes(told: Environment) -> dict[str, tuple[str, ...]]:
    """Return the process that keeps the operator's install up, where a demonstration is to have one."""
    possible = told.reality == reality.EXERCISE and not told.database_url
    return {NAME: (NAME,)} if os.environ.get(VARIABLE) and possible else {}


@dataclass
class Second:
    """The operator's install: where it is kept, and how its processes are told."""

    first: Environment
    code: str
    urls: embedded.Urls

    @property
    def home(self) -> Path:
        """Return the home of the second install, inside that of the first."""
        return self.first.home / NAME

    @property
    def variables(self) -> dict[str, str]:
        """Return the environment of its processes: nothing of the first one's own ways out is left in it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TS_")}
        passed = {name: os.environ[name] for name in ("TS_BUILD", "TS_PG_BIN") if name in os.environ}
        return {
            **kept,
            **passed,
            "TS_HOME": str(self.home),
            "TS_PORT": str(self.first.port + 10),
            "TS_REALITY": reality.EXERCISE,
            "DATABASE_URL": self.urls.app_url,
            "MIGRATE_DATABASE_URL": self.urls.owner_url,
        }

    def prepare(self) -> None:
        """Make database, tables and people, each once."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            psycopg.connect(self.urls.owner_url).close()
        except psycopg.OperationalError:  # it is not there yet; a server that is gone is met in the next line
            embedded.create_database(self.urls, DATABASE)
        thongsuot(self.variables, "migrate", "--verbosity=0")
        thongsuot(self.variables, "load-demo", str(self.home / "demo-accounts.json"), "--cast")

    def introduce(self, url: str) -> None:
        """Pin the keys of the two installs at each other, and say where each listens."""
        near, far = _key(self.first), _key(environment.read(self.variables))
        here = f"{self.first.scheme}://127.0.0.1:{self.first.port}"
        ours = {name: value for name, value in os.environ.items() if name not in ("TS_SUPERVISOR", "TS_NAME")}
        thongsuot(ours, "load-demo", "--peer", self.code, url.rstrip("/"), far)
        thongsuot(self.variables, "load-demo", "--peer", DEPARTMENT, here, near)


def run(arguments: list[str]) -> int:
    """Keep the operator's install up until asked to end."""
    code = os.environ.get(VARIABLE)
    if arguments or not code:
        sys.stderr.write(f"thongsuot {NAME}: chạy cùng minh họa khi đặt {VARIABLE}=MÃ_ĐƠN_VỊ rồi thongsuot up\n")
        return 2
    health.die_with_supervisor()
    signal.signal(signal.SIGTERM, _ask_to_end)
    told = environment.read()
    health.Pulse(told.home, os.environ.get("TS_NAME", NAME)).keep()
    urls = embedded.urls(told.home)
    if urls is None:
        sys.stderr.write(f"thongsuot {NAME}: chưa có cơ sở dữ liệu trong {told.home}; hãy chạy thongsuot up.\n")
        return 1
    try:
        return _keep_up(Second(told, code, urls.of(DATABASE)))
    except AskedToEnd:
        return 0
    except (NotPrepared, psycopg.Error, OSError) as error:
        sys.stderr.write(f"thongsuot {NAME}: {error}\n")
        return 1


def _keep_up(second: Second) -> int:
    second.prepare()
    command = [sys.executable, "-m", "thongsuot", "up"]
    child = subprocess.Popen(command, env=second.variables, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words
    try:
        line = child.stdout.readline() if child.stdout else ""
        if not line.startswith(READY):
            raise NotPrepared("hệ thống của doanh nghiệp chưa lên; nhật ký ở trên nêu lý do, lần sau sẽ thử lại.")
        second.introduce(line.removeprefix(READY).strip())
        return child.wait()
    finally:
        child.terminate()
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            child.kill()


def thongsuot(variables: dict[str, str], *words: str) -> None:
    """Run one command of an install."""
    command = [sys.executable, "-m", "thongsuot", *words]
    if code := subprocess.run(command, env=variables, stdout=sys.stderr, check=False).returncode:  # noqa: S603 - our own words
        raise NotPrepared(f"bước “{words[0]}” không thành công (mã {code}); dữ liệu đã có còn nguyên.")


def _key(told: Environment) -> str:
    return SigningKey(bytes.fromhex(told.links_keys[0])).public.text


def _ask_to_end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise AskedToEnd
