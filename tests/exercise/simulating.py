"""`thongsuot simulator` as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.web.processes import PROJECT

from thongsuot.exercise.gateway import Line, read_record


class Simulator:
    """The process, until the test ends."""

    def __init__(self, folder: Path, *words: object, home: Path | None = None) -> None:
        self.record = folder / "record.tsv"
        command = [sys.executable, "-m", "thongsuot", "simulator", "--port", "0"]
        command += [] if home else ["--record", str(self.record)]
        self.process = subprocess.Popen(
            [*command, *map(str, words)],
            cwd=PROJECT,
            env={**os.environ, "TS_HOME": str(home or folder / "home")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        line = self.process.stdout.readline()
        assert line.startswith("Sẵn sàng: 127.0.0.1:"), line + self.process.stderr.read()
        self.port = int(line.rpartition(":")[2])

    def __enter__(self) -> Simulator:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def order(self, line: str) -> str:
        """Give an order and return what it says to it."""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    @property
    def lines(self) -> list[Line]:
        """The record as it stands."""
        return list(read_record(self.record))


def told(*words: object) -> subprocess.CompletedProcess:
    """Run the command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "thongsuot", "simulator", *map(str, words)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
