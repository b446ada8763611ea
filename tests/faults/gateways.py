"""Starts gateways that a test may kill: a line of input (name and address of the centre) forks one.

Each is kept as `thongsuot gateway` keeps it, its pulse is in the folder that TS_FAULTS names.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import django
from tests.web.processes import PROJECT
from tests.web.processes import running as alive

from thongsuot.web import gateway_command, health

GIVE_BACK = "UPDATE campaigns_batch SET claimed_upto = sent_upto WHERE id = %s"


def unfence() -> None:
    """Send again what a dead gateway had claimed, as a program would that knows no doubt."""
    import numpy as np

    from thongsuot.campaigns.actions import claiming
    from thongsuot.campaigns.queries.claims import Counts

    def forgotten(connection, batch, left, _parts):
        connection.execute(GIVE_BACK, [batch])
        return Counts(), np.zeros(left[1] - left[0], np.intp)

    claiming._doubt = forgotten


def work(name: str, url: str) -> None:
    """Keep the link, until asked to end."""
    from django.conf import settings

    settings.SMPP_LINKS = {name: url}
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: ending.set())
    folder = Path(os.environ["TS_FAULTS"])

    def served(*words, **told):
        try:
            gateway_command.serve()(*words, **told)
        except Exception:  # it begins anew then, and leaves a doubt that nobody's blow has made
            (folder / "failures").open("a").write(traceback.format_exc())
            raise

    gateway_command.keep(name, served, health.Pulse(folder, str(os.getpid())), ending)


def main() -> None:
    """Set up once, then fork for every line."""
    gateway_command._connect_by_oneself()
    django.setup()
    import thongsuot.campaigns.gateway.process  # noqa: F401  # read once, not after each fork

    if "unfenced" in sys.argv:
        unfence()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            work(*line.split())
            os._exit(0)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def address() -> str:
    """Return how to reach the database that Django uses here."""
    from django.db import connection
    from psycopg.conninfo import make_conninfo

    told = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo("", **{ours: told[theirs] for ours, theirs in names.items() if told[theirs]})


class Forker:
    """The process that starts them, perhaps `within` another network; all of them end with it."""

    def __init__(self, *words: str, url: str = "", within: Sequence[str] = (), **more: str) -> None:
        self.numbers: list[int] = []
        self.folder = Path(tempfile.mkdtemp(prefix="ts-gateways-"))
        told = {"DATABASE_URL": url or address(), "TS_FAULTS": str(self.folder), **more}
        self.process = subprocess.Popen(
            [*within, sys.executable, "-m", "tests.faults.gateways", *words],
            cwd=PROJECT,
            env={**os.environ, **told},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Forker:
        return self

    def __exit__(self, *_error: object) -> None:
        for number in self.numbers:
            self.kill(number)
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name: str, url: str) -> int:
        """Start a gateway and return its number."""
        self.process.stdin.write(f"{name} {url}\n")
        self.process.stdin.flush()
        self.numbers.append(int(self.process.stdout.readline()))
        return self.numbers[-1]

    def kill(self, number: int) -> None:
        """Kill one that is ours, if it still lives."""
        if number in self.numbers:
            self.numbers.remove(number)
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)

    def alive(self, number: int) -> bool:
        """Tell whether one that nobody has killed still lives."""
        return alive(number)

    @property
    def failures(self) -> str:
        """Return what made gateways give up and begin anew, as Python tells it."""
        file = self.folder / "failures"
        return file.read_text() if file.exists() else ""

    def troubles(self, number: int) -> str:
        """Return what one says is wrong with it."""
        state = health.read(self.folder, str(number)) or {}
        return " ".join(state.get("trouble", {}).values())


def backends() -> list[int]:
    """Return the database's processes that serve a gateway."""
    from django.db import connection

    from thongsuot.campaigns.gateway import book

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s",
            [book.NAME],
        )
        return [number for (number,) in cursor.fetchall()]


def terminate(numbers: Iterable[int]) -> None:
    """Let the database end some of its processes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(pg_terminate_backend(pid)) FROM unnest(%s::int[]) AS pid", [list(numbers)])


def wait_until(so: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.02)


if __name__ == "__main__":
    main()
