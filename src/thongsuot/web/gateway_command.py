"""`thongsuot gateway NAME`: the process that keeps a link to an operator open and sends by it (TS_SMPP_LINKS)."""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import django

from thongsuot.web import health

AGAIN = 2.0  # seconds until what could not begin is tried again
KEEPALIVES: dict[str, Any] = {  # a machine that is cut off loses its lanes within about five seconds, at both ends
    "connect_timeout": 2,
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 5_000,
    "options": "-c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3"
    " -c tcp_user_timeout=5000",
}
Serve = Callable[..., None]

logger = logging.getLogger(__name__)


def run(arguments: list[str]) -> int:
    """Serve one link until asked to end; 2 where there is no such link and nobody watches over this process."""
    if len(arguments) != 1:
        sys.stderr.write("Cách dùng: thongsuot gateway TÊN_KẾT_NỐI  (một tên trong TS_SMPP_LINKS)\n")
        return 2
    health.die_with_supervisor()
    _connect_by_oneself()
    django.setup()
    from django.conf import settings

    from thongsuot.outbox.gateway import links

    name, ending = arguments[0], threading.Event()
    try:
        links.named(name)
    except links.Wrong as error:
        if "TS_SUPERVISOR" not in os.environ:
            sys.stderr.write(f"thongsuot gateway: {error}\n")
            return 2
    health.give_way()
    pulse = health.Pulse(settings.HOME, os.environ.get("TS_NAME", f"gateway-{name}"))
    pulse.tick()

    def end(_number: int, _frame: FrameType | None) -> None:
        ending.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    keep(name, serve(), pulse, ending)
    return 0


def _connect_by_oneself() -> None:
    """Let the process have one connection of its own, not a pool's: its locks say that it is alive."""
    from django.conf import settings

    options = settings.DATABASES["default"]["OPTIONS"]
    options.pop("pool", None)
    for option, value in KEEPALIVES.items():
        options.setdefault(option, value)


def serve() -> Serve:
    """Return the loop that drives a link; it stands above the outbox, in campaigns."""
    loop: Serve = importlib.import_module("thongsuot.campaigns.gateway.process").serve
    return loop


def keep(name: str, loop: Serve, pulse: health.Pulse, ending: threading.Event) -> None:
    """Keep a link open until asked to end; what is wrong with it is said once, shown, and tried again."""
    from django.db import DatabaseError, InterfaceError, connection
    from psycopg import Error

    from thongsuot.outbox.actions import NoOperator
    from thongsuot.outbox.gateway import links

    what, said = f"kết nối nhà mạng {name}", ""

    def unwritten(trouble: str) -> None:
        words = f"cơ sở dữ liệu chưa ghi được ({trouble}); không gửi thêm, kết quả được giữ và sẽ ghi lại"
        pulse.trouble(what, words if trouble else None)

    while not ending.is_set():
        try:
            links.named(name)
            pulse.trouble(what, None)
            loop(name, ending=ending, tick=_now_and_then(pulse), say=unwritten)
            return
        except (links.Wrong, NoOperator) as error:
            trouble = str(error)
        except (DatabaseError, InterfaceError, Error) as error:
            trouble = f"cơ sở dữ liệu: {type(error).__name__}"
            connection.close()
        if trouble != said:
            sys.stderr.write(f"thongsuot gateway: {trouble}\n")
            said = trouble
        pulse.trouble(what, trouble)
        pulse.tick()
        ending.wait(AGAIN)


def _now_and_then(pulse: health.Pulse) -> Callable[[], None]:
    """Return a tick that a loop may call at every turn."""
    last = float("-inf")

    def tick() -> None:
        nonlocal last
        if time.monotonic() >= last + health.EVERY:
            last = time.monotonic()
            pulse.tick()

    return tick
