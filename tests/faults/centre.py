"""The simulated centre as a process of its own, which a test may kill: what it answered stands in its record."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.web.processes import PROJECT

from thongsuot.exercise.gateway import Line, read_record
from thongsuot.web import ports

ROUGH = ["--latency=0.002-0.03", "--refuse=0.02:0x0B", "--refuse=0.01:0x14", "--delivery=0-0.2", "--twice=0.05"]


class Centre:
    """`thongsuot simulator` at one port and with one record, however often it is started."""

    def __init__(self, record: Path, *words: str, address: str = "127.0.0.1", within: Sequence[str] = ()) -> None:
        self.record, self.address, self.port = record, address, 2775 if within else ports.free(address, 0)
        self.command = [*within, sys.executable, "-m", "thongsuot", "simulator", f"--address={address}"]
        self.command += [f"--port={self.port}", f"--record={record}", *words]
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it listens."""
        self.process = subprocess.Popen(
            self.command, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        )
        line = self.process.stdout.readline()
        assert line.startswith("Sẵn sàng: "), line

    def kill(self) -> None:
        """Kill it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process.stdout.close()
            self.process = None

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    @property
    def lines(self) -> list[Line]:
        """What it has heard, over all its lives."""
        return list(read_record(self.record))

    def url(self, **options: object) -> str:
        """Return the link to it."""
        query = "&".join(f"{name}={value}" for name, value in options.items())
        return f"smpp://esme:secret@{self.address}:{self.port}?{query}"


@contextlib.contextmanager
def centre(record: Path, *words: str, address: str = "127.0.0.1", within: Sequence[str] = ()) -> Iterator[Centre]:
    """Keep one inside the block."""
    made = Centre(record, *words, address=address, within=within)
    try:
        made.start()
        yield made
    finally:
        made.kill()
