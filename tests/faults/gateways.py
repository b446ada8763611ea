"""Starts gateways that a test may kill: a line of input (name and address of the centre) forks one."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading

import django
from tests.web.processes import PROJECT

GIVE_BACK = "UPDATE campaigns_batch SET claimed_upto = sent_upto WHERE id = %s"


def unfence() -> None:
    """Send again what a dead gateway had claimed, as a program would that knows no doubt."""
    from thongsuot.campaigns.actions import claiming

    def forgotten(connection, _epoch, batch, _left, _parts, _weight):
        connection.execute(GIVE_BACK, [batch])

    claiming._doubt = forgotten


def work(name: str, url: str) -> None:
    """Serve the link, until asked to end."""
    from django.conf import settings

    from thongsuot.campaigns.gateway.process import serve

    settings.SMPP_LINKS = {name: url}
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: ending.set())
    serve(name, ending=ending, tick=lambda: None)


def main() -> None:
    """Set up once, then fork for every line."""
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


class Forker:
    """The process that starts them; all of them end with it."""

    def __init__(self, *words: str) -> None:
        from django.db import connection
        from psycopg.conninfo import make_conninfo

        told = connection.settings_dict
        names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        url = make_conninfo("", **{ours: told[theirs] for ours, theirs in names.items() if told[theirs]})
        self.numbers: list[int] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.gateways", *words],
            cwd=PROJECT,
            env={**os.environ, "DATABASE_URL": url},
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


if __name__ == "__main__":
    main()
