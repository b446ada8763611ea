"""The line between two installs: it carries bytes, and it can be cut, or lose what comes back."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Line:
    """What the line does today: `ok`, `cut` at once, `deaf` (the answer is lost), `half` (of the request arrives)."""

    port: int
    mode: str = "ok"
    url: str = ""
    lost: int = 0  # answers that were on their way and never came
    ending: threading.Event = field(default_factory=threading.Event)

    def carry(self, near: socket.socket) -> None:
        """Carry one connection."""
        mode = self.mode
        with near, contextlib.suppress(OSError):
            if mode == "cut":
                return
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as away:
                for one in (near, away):
                    one.settimeout(5)
                forth = threading.Thread(target=self._forth, args=(near, away, mode), daemon=True)
                forth.start()
                while answer := away.recv(65536):
                    if mode == "deaf":
                        self.lost += 1
                        return
                    near.sendall(answer)

    @staticmethod
    def _forth(near: socket.socket, away: socket.socket, mode: str) -> None:
        with contextlib.suppress(OSError):
            while asked := near.recv(65536):
                away.sendall(asked[: len(asked) // 2] if mode == "half" else asked)
                if mode == "half":
                    away.close()
                    near.close()


@contextmanager
def lying(port: int) -> Iterator[Line]:
    """Lay a line to a port of loopback."""
    line = Line(port)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        line.url = f"http://127.0.0.1:{server.getsockname()[1]}"

        def listen() -> None:
            while not line.ending.is_set():
                with contextlib.suppress(TimeoutError, OSError):
                    near = server.accept()[0]
                    threading.Thread(target=line.carry, args=(near,), daemon=True).start()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield line
        finally:
            line.ending.set()
            thread.join()
