"""Real third parties on the loopback: one worker meets them all, and ends what it started."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest
from tests.peers.driver import PATIENCE
from tests.web.processes import PROJECT

from thongsuot.web import node as web_node

TEXTS = [
    "Thong bao: tu 14 gio, nguoi dan phuong Ha Lam o trong nha [nuoc dang len] ~ 50 cm {tin thu}",
    "Thông báo: từ 14 giờ, người dân phường Hạ Lam ở trong nhà",
    "So Khoa hoc va Cong nghe de nghi nguoi dan giu lien lac, sac day dien thoai va khong vuot qua ngam tran. " * 4,
    "Sở Khoa học và Công nghệ đề nghị người dân giữ liên lạc, sạc đầy điện thoại, không vượt qua ngầm tràn 🙏. " * 4,
]


def node() -> str:
    """Return Node: the system's, else the one that set-up brought."""
    return shutil.which("node") or web_node._npm(PROJECT)[0]


class Peer:
    """A process of somebody else's; its lines wait in a queue."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def line(self) -> str:
        """Return the next line it prints."""
        return self.lines.get(timeout=PATIENCE)

    def told(self, count: int) -> list[dict]:
        """Return so many lines of JSON."""
        return [json.loads(self.line()) for _ in range(count)]


@contextmanager
def started(*command: str) -> Iterator[Peer]:
    """Run a peer until the test is done with it."""
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # Kannel says so much that it would wait for a reader
        text=True,
    )
    try:
        yield Peer(process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait(10)
        for stream in (process.stdin, process.stdout):
            stream.close()


@pytest.fixture
def peer() -> Iterator[Callable[..., Peer]]:
    """Return what starts a peer."""
    with ExitStack() as stack:

        def start(*command: str) -> Peer:
            running: AbstractContextManager[Peer] = started(*command)
            return stack.enter_context(running)

        yield start
