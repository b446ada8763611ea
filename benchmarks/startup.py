"""The promise: a second start reaches its first page within 10 s. Beside it: the pages' process alone, nothing else.

Prints seconds and their ratio; exits 1 where the promise is broken.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from thongsuot.web import embedded, ports

PROMISE = 10.0
ROUNDS = 3


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="ts-startup-") as folder:
        home = Path(folder)
        variables = {**os.environ, "TS_HOME": str(home), "TS_PORT": str(ports.free("127.0.0.1", 0))}
        variables.pop("DATABASE_URL", None)
        first = whole(variables)
        again = sorted(whole(variables) for _ in range(ROUNDS))
        alone = sorted(pages_alone(variables, home) for _ in range(ROUNDS))
    median, peer = again[ROUNDS // 2], alone[ROUNDS // 2]
    print(f"first start (cluster, tables, demonstration): {first:.1f} s")
    print(f"second start to the first page: {median:.1f} s, median of {ROUNDS} (promised: {PROMISE:.0f} s)")
    print(
        f"the pages' process alone, database up: {peer:.1f} s; the whole install takes {median / peer:.1f} times that"
    )
    return 0 if median <= PROMISE else 1


def whole(variables: dict[str, str]) -> float:
    """Start everything, wait for the last line, stop it; return the seconds to that line."""
    began = time.monotonic()
    command = [sys.executable, "-m", "thongsuot", "up"]
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True) as up:
        assert up.stdout is not None  # noqa: S101 - asked for above
        line = up.stdout.readline()
        seconds = time.monotonic() - began
        up.send_signal(signal.SIGTERM)
    if not line.startswith("Sẵn sàng: "):
        raise SystemExit(f"it did not start: {line!r}")
    return seconds


def pages_alone(variables: dict[str, str], home: Path) -> float:
    """Start the database, then time the pages' process by itself."""
    embedded.start(home)
    began = time.monotonic()
    with subprocess.Popen([sys.executable, "-m", "thongsuot", "serve"], env=variables) as serve:
        while not answers(f"http://127.0.0.1:{variables['TS_PORT']}/"):
            if serve.poll() is not None or time.monotonic() - began > 60:
                raise SystemExit("the pages' process did not start")
            time.sleep(0.05)
        seconds = time.monotonic() - began
        serve.send_signal(signal.SIGTERM)
    embedded.release(home)
    return seconds


def answers(url: str) -> bool:
    """Tell whether the page answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (OSError, http.client.HTTPException):
        return False


if __name__ == "__main__":
    sys.exit(main())
