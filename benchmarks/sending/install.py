"""An install of its own with an embedded PostgreSQL, and the gateway in it as the supervisor starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import clock_gettime, perf_counter, sleep
from typing import Any

import psycopg

PATIENCE = 600.0  # seconds; only something broken takes so long
LOOK_EVERY = 0.02
TABLES = ("campaigns_block", "campaigns_batch", "campaigns_result", "campaigns_receiptlot")
COUNTED = ["count", "sent_upto", "claimed_upto", "accepted", "refused", "uncertain", "delivered", "undelivered"]


@dataclass
class Install:
    """A home, its database as the owner sees it, and a folder for what the benchmark makes."""

    home: Path
    folder: Path
    database: psycopg.Connection[tuple[Any, ...]]
    url: str  # of the database's owner

    def counts(self, share: int) -> dict[str, int]:
        """Return what the batches of a share come to."""
        sums = ", ".join(f"coalesce(sum({name}), 0)::bigint" for name in COUNTED)
        words = f"SELECT {sums} FROM campaigns_batch WHERE share_id = %s"  # noqa: S608  # our own names
        row = self.database.execute(words, [share], prepare=True).fetchone()
        return dict(zip(COUNTED, row or [0] * len(COUNTED), strict=True))

    def settings(self) -> str:
        """Return what the durable figures rest on, as the server says it."""
        names = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_level", "shared_buffers")
        told = [f"{name}={self.database.execute(f'SHOW {name}').fetchone()[0]}" for name in names]
        asked = "SELECT relname, relpersistence = 'p' FROM pg_class WHERE relname = ANY(%s)"
        logged = dict(self.database.execute(asked, [list(TABLES)]).fetchall())
        return " ".join([*told, *(f"{name}:{'logged' if logged.get(name) else 'NOT LOGGED'}" for name in TABLES)])


@contextmanager
def install(*, own: bool = True) -> Iterator[Install]:
    """Make one with the cast in it, gone afterwards; or use the database of the environment, which has the cast."""
    with tempfile.TemporaryDirectory(prefix="ts-sms-") as name:
        home, folder = Path(name) / "home", Path(name) / "made"
        folder.mkdir()
        os.environ |= {"TS_HOME": str(home), "TS_SMTP_URL": "", "TS_SMPP_LINKS": ""}
        if own:
            os.environ["TS_REALITY"] = "exercise"
            for variable in ("DATABASE_URL", "MIGRATE_DATABASE_URL"):
                os.environ.pop(variable, None)
        from thongsuot.web import database

        with database.at_hand() as urls, psycopg.connect(urls.owner_url, autocommit=True) as connection:
            _prepare(own)
            try:
                yield Install(home, folder, connection, urls.owner_url)
            finally:
                from django.db import connections

                connections["default"].close()
                connections["default"].close_pool()


def _prepare(own: bool) -> None:
    if own:
        words = [sys.executable, "-m", "thongsuot", "migrate"]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.web.settings"
    import django

    django.setup()
    if own:
        from thongsuot.exercise.actions import casting

        casting.load_cast(at=datetime.now().astimezone() - timedelta(days=30))


class Gateway:
    """`thongsuot gateway NAME`, bound to a centre; a context."""

    def __init__(self, where: Install, name: str, port: int, **options: int) -> None:
        from thongsuot.web.process import Process

        words = "&".join(f"{option}={value}" for option, value in options.items())
        link = f"{name}=smpp://tongdai:matkhau@127.0.0.1:{port}?{words}"
        self.port = port
        self.process = Process(f"gateway-{name}", ("gateway", name), where.home, {"TS_SMPP_LINKS": link})
        self.process.start()
        until(lambda: self.alive() and self.process.ticked() and self.bound() >= options.get("sessions", 1))
        sleep(1.0)  # whatever it does first is done

    def __enter__(self) -> Gateway:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.running is not None:
            self.process.ask_to_end()
            until(self.process.ended)

    @property
    def pid(self) -> int:
        """Return the number of its process."""
        assert self.process.running is not None  # noqa: S101  # started above
        return self.process.running.pid

    def alive(self) -> bool:
        """Tell that it runs; raises SystemExit with its last words where it does not."""
        if self.process.ended():
            log = self.process.home / "log" / f"{self.process.name}.log"
            raise SystemExit(f"the gateway has ended:\n{log.read_text()[-3000:]}")
        return True

    def bound(self) -> int:
        """Count its connections to the centre."""
        rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return sum(row[2] == f"0100007F:{self.port:04X}" and row[3] == "01" for row in rows)

    def kill(self) -> None:
        """Kill it as a power cut would."""
        os.killpg(self.pid, signal.SIGKILL)
        self.process.kill()

    def peak_mb(self) -> float:
        """Return the most memory it ever held."""
        [line] = [line for line in Path(f"/proc/{self.pid}/status").read_text().splitlines() if "VmHWM" in line]
        return int(line.split()[1]) / 1024

    def cpu(self) -> float:
        """Return the seconds of processor it has used."""
        return clock_gettime(~self.pid << 3 | 2)  # the kernel's number for that clock of a process


def until(what: Callable[[], object]) -> float:
    """Wait until something is so and return the seconds that took; raises SystemExit where it never is."""
    begun = perf_counter()
    while not what():
        if perf_counter() - begun > PATIENCE:
            raise SystemExit(f"nothing came of it in {PATIENCE:.0f} s")
        sleep(LOOK_EVERY)
    return perf_counter() - begun
