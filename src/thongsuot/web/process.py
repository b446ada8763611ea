"""One process under the supervisor: started in a group of its own, watched by its tick, always restarted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from thongsuot.web import health

SILENCE = 12.0  # seconds without a tick until a process is killed and started again
STARTING = 40.0  # seconds a process may take to its first tick
STUCK = 600.0  # seconds one piece of work may keep a process
STEADY = 30.0  # seconds after which an earlier failure is forgotten
LONGEST_PAUSE = 8.0
LARGEST_LOG = 5_000_000  # bytes


@dataclass
class Process:
    """What is run and how it has been doing."""

    name: str
    arguments: tuple[str, ...]
    home: Path
    variables: Mapping[str, str]
    running: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    not_before: float = 0.0
    last_tick: object = None
    last_change: float = 0.0

    def start(self) -> None:
        """Start it in a process group of its own; what it prints goes to its log."""
        (self.home / "run" / f"{self.name}.json").unlink(missing_ok=True)
        with self._log() as log:
            self.running = subprocess.Popen(  # noqa: S603 - our own command line
                [sys.executable, "-m", "thongsuot", *self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, **self.variables, "TS_SUPERVISOR": str(os.getpid()), "TS_NAME": self.name},
            )
        self.started_at = self.last_change = time.monotonic()
        self.last_tick = None

    def tend(self) -> str | None:
        """Restart it where it ended or fell silent, and say why; called a few times a second."""
        if self.running is None:
            if time.monotonic() >= self.not_before:
                self.start()
            return None
        code = self.running.poll()
        reason = f"đã dừng (mã {code})" if code is not None else self._silence()
        if reason is None:
            return None
        self.kill()
        steady = time.monotonic() - self.started_at > STEADY
        self.failures = 1 if steady else self.failures + 1
        pause = min(0.25 * 2 ** (self.failures - 1), LONGEST_PAUSE)
        self.not_before = time.monotonic() + pause
        return f"{self.name} {reason}, khởi động lại sau {pause:g} giây"

    def ticked(self) -> bool:
        """Tell whether it has begun its work."""
        return health.read(self.home, self.name) is not None

    def _silence(self) -> str | None:
        state = health.read(self.home, self.name) or {}
        now = time.monotonic()
        if state.get("monotonic") != self.last_tick:
            self.last_tick, self.last_change = state.get("monotonic"), now
        patience = STARTING if self.last_tick is None else SILENCE
        if now - self.last_change > patience:
            return f"im lặng {now - self.last_change:.0f} giây"
        busy = state.get("busy")
        if busy and now - busy["monotonic"] > STUCK:
            return f"mắc ở {busy['what']}"
        return None

    def ask_to_end(self) -> None:
        """Ask the group to end."""
        self._signal(signal.SIGTERM)
        self._signal(signal.SIGCONT)  # a stopped process hears nothing else

    def kill(self) -> None:
        """End the whole group at once."""
        self._signal(signal.SIGKILL)
        if self.running is not None:
            self.running.wait()
        self.running = None

    def ended(self) -> bool:
        """Tell whether it has ended."""
        return self.running is None or self.running.poll() is not None

    def _signal(self, number: signal.Signals) -> None:
        if self.running is not None:
            try:
                os.killpg(self.running.pid, number)
            except ProcessLookupError:
                return

    def _log(self) -> IO[bytes]:
        folder = self.home / "log"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        log = folder / f"{self.name}.log"
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
        return log.open("ab")
