"""The process that serves pages: granian over WSGI with four threads; its tick proves that pages are answered."""

from __future__ import annotations

import http.client
import os
import threading
import time

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from thongsuot.web import environment, health

THREADS = 4
BACKLOG = 1024


def run(arguments: list[str]) -> int:
    """Serve pages until asked to end."""
    health.die_with_supervisor()
    told = environment.read()
    pulse = health.Pulse(told.home, os.environ.get("TS_NAME", "web"))
    threading.Thread(target=_ticking, args=(pulse, told.address, told.port), daemon=True).start()
    Server(
        "thongsuot.web.wsgi:application",
        address=told.address,
        port=told.port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        log_level=LogLevels.warning,
        workers_kill_timeout=3,
    ).serve()
    return 0


def _ticking(pulse: health.Pulse, address: str, port: int) -> None:
    """Tick only when the pages' own process answers: a stopped or stuck one falls silent."""
    while True:
        if _answers("127.0.0.1" if address in ("0.0.0.0", "::") else address, port):  # noqa: S104 - compared, not bound
            pulse.tick()
        time.sleep(health.EVERY)


def _answers(address: str, port: int) -> bool:
    connection = http.client.HTTPConnection(address, port, timeout=8)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status in (200, 503)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
