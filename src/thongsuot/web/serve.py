"""The process that serves pages: granian over WSGI with four threads; its tick proves that pages are answered."""

from __future__ import annotations

import http.client
import os
import sys
import threading
import time

from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import Server

from thongsuot.web import environment, health, tls
from thongsuot.web.environment import Environment

THREADS = 4
BACKLOG = 1024


def run(arguments: list[str]) -> int:
    """Serve pages until asked to end."""
    health.die_with_supervisor()
    told = environment.read()
    try:
        tls.check(told)
    except tls.NoTls as error:
        sys.stderr.write(f"thongsuot serve: {error}\n")
        return 1
    pulse = health.Pulse(told.home, os.environ.get("TS_NAME", "web"))
    threading.Thread(target=_ticking, args=(pulse, told), daemon=True).start()
    Server(
        "thongsuot.web.wsgi:application",
        address=told.address,
        port=told.port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        log_level=LogLevels.warning,
        workers_kill_timeout=3,
        ssl_cert=told.tls_cert,
        ssl_key=told.tls_key,
        ssl_protocol_min=SSLProtocols.tls12,
    ).serve()
    return 0


def _ticking(pulse: health.Pulse, told: Environment) -> None:
    """Tick only when the pages' own process answers: a stopped or stuck one falls silent."""
    while True:
        if _answers(told):
            pulse.tick()
        time.sleep(health.EVERY)


def _answers(told: Environment) -> bool:
    address = "127.0.0.1" if told.address in ("0.0.0.0", "::") else told.address  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(address, told.port, timeout=8)
    if told.tls_cert:
        connection = http.client.HTTPSConnection(address, told.port, timeout=8, context=tls.of_our_own())
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status in (200, 503)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
