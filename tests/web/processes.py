"""Real processes on the loopback: a test starts them, waits for them with a bound, and ends what it started."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]


def wait_for(what: Callable[[], Any], seconds: float, *, every: float = 0.1) -> Any:
    """Return the first true answer; fail when none comes in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := what():
            return answer
        time.sleep(every)
    raise AssertionError(f"nothing after {seconds} s")


def running(pid: int) -> bool:
    """Tell whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def variables(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of an install of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MIGRATE_DATABASE_URL")}
    return {**kept, "TS_HOME": str(home), **more}


class Install:
    """One `thongsuot up` of a test."""

    def __init__(self, home: Path, **more: str) -> None:
        self.home = home
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "thongsuot", "up"],
            env=variables(home, **{"TS_REALITY": "live", **more}),  # live: nothing is loaded into it
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=(home.parent / f"{home.name}.err").open("ab"),
            text=True,
            start_new_session=True,
        )

    def ready(self) -> str:
        """Wait for the last line and return the address it names."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Sẵn sàng: "), self.said()
        return line.removeprefix("Sẵn sàng: ").strip()

    def said(self) -> str:
        """Return what it told the operator."""
        return (self.home.parent / f"{self.home.name}.err").read_text()

    def ticks(self) -> dict[str, int]:
        """Return the process numbers by name, as the processes themselves write them."""
        names = json.loads((self.home / "run" / "expected.json").read_text())
        files = {name: self.home / "run" / f"{name}.json" for name in names}
        return {name: json.loads(file.read_text())["pid"] for name, file in files.items() if file.exists()}

    def end(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Send the signal and return the seconds until it ended."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(20)
        return time.monotonic() - began


def get(url: str, timeout: float = 10) -> tuple[int, str]:
    """Return status and body of a page; status 0 where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:  # noqa: S310 - an address of ours
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""


def health(url: str) -> dict[str, dict[str, Any]]:
    """Return what /healthz says, by name; nothing while pages do not answer."""
    try:
        return {process["name"]: process for process in json.loads(get(f"{url}healthz")[1])["processes"]}
    except ValueError:
        return {}
