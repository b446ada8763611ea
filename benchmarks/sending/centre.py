"""The message centre in C that is sent to, the senders that it is sent from, and what the centre has noted."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import numpy as np

BENCHMARKS = Path(__file__).resolve().parents[1]
ROW = np.dtype([("to", "<u8"), ("id", "<u4"), ("status", "<u4")])  # of the record; the first one counts the others


def compiled(source: Path, folder: Path) -> Path:
    """Compile one C file, once a folder."""
    if shutil.which("cc") is None:
        raise SystemExit("the yardstick is written in C: install gcc and libc6-dev, then run this again")
    program = folder / source.stem
    if not program.exists():
        subprocess.run(["cc", "-O2", "-o", program, source], check=True)
    return program


def free_port() -> int:
    """Return a port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            sleep(0.01)
        else:
            return
    raise SystemExit("the message centre does not listen")


@dataclass
class Totals:
    """What the centre counted, told at its end."""

    submitted: int
    accepted: int
    refused: int
    throttled: int
    receipts: int
    acknowledged: int


class Centre:
    """A running centre of benchmarks/smpp_sink.c; a context, in which it listens on `port`."""

    def __init__(self, folder: Path, *words: object, record: bool = False) -> None:
        self.port = free_port()
        self.record = folder / f"record-{self.port}" if record else None
        more = ["--record", self.record] if self.record else []
        command = [compiled(BENCHMARKS / "smpp_sink.c", folder), "--port", self.port, *more, *words]
        self.process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
        wait_for(self.port)

    def __enter__(self) -> Centre:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()
        if self.record:
            self.record.unlink()

    def give_receipts(self) -> None:
        """Let go the receipts that were held back."""
        self.process.send_signal(signal.SIGUSR1)

    def end(self) -> Totals:
        """End it and return what it counted."""
        if self.process.poll() is None:
            self.process.terminate()
            said, _ = self.process.communicate()
            counted = dict(word.split("=") for word in said.splitlines()[-1].split())
            self.totals = Totals(**{name: int(value) for name, value in counted.items()})
        return self.totals


def recorded(file: Path) -> np.ndarray:
    """Return what the centre noted of each submit_sm so far, in the order they came."""
    count = int(np.fromfile(file, "<u8", 1)[0])
    return np.fromfile(file, ROW, count, offset=ROW.itemsize)


def sent_by(sender: str, port: int, count: int, window: int, octets: int) -> float:
    """Return messages a second of a peer: node-smpp or smpplib, with so many under way at once."""
    program = (_node(), "sender.js") if sender == "node" else (sys.executable, "sender.py")
    words = [program[0], BENCHMARKS / "peers" / program[1], port, count, window, octets]
    done = subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True)
    rate, refused = done.stdout.split()
    if int(refused):
        raise SystemExit(f"{sender}: {refused} of {count} messages were refused by a centre that takes all")
    return float(rate)


def _node() -> str:
    from thongsuot.web import node

    return shutil.which("node") or node._npm(BENCHMARKS.parent)[0]
