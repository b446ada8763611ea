"""From the commit of a pause, or of a halt, to the last message that leaves: the centre notes when it heard each."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time
from typing import Any

from sending import filling
from sending.centre import free_port
from sending.install import Gateway, Install, until

RATE, SESSIONS, WINDOW = 500, 2, 100
BETWEEN = 200  # messages between two pauses
QUIET = 0.5  # seconds without a message after which no more will come
REASON = "Bài đo: dừng rồi gửi tiếp"
WHEN = 0  # the column of the simulator's record


def pauses(where: Install, tries: int) -> list[float]:
    """Return of so many pauses, and of the halt at the end, in how many milliseconds the last message had left."""
    from thongsuot.campaigns import actions
    from thongsuot.campaigns.models import Campaign, Share

    [share] = filling.shares(["dd-1"], RATE * 10 * (tries + 10), RATE)
    accepts, releases, halts = (filling._person(name) for name in ("dd-1.daumoi", "dd-1.lanhdao", "so.lanhdao"))

    def fresh() -> Any:
        return Share.objects.select_related("campaign", "organisation").get(pk=share.pk)

    def pause() -> None:
        actions.pause_share(fresh(), reason=REASON, by=accepts, at=filling.now())

    def halt() -> None:
        campaign = Campaign.objects.get(pk=share.campaign_id)
        actions.halt(campaign, reason=REASON, by=halts, at=filling.now())

    with (
        _simulator(where.folder / "pauses.tsv") as (port, record),
        Gateway(where, "dd-1", port, rate=RATE, window=WINDOW, sessions=SESSIONS) as gateway,
    ):
        filling.release([share])
        told = []
        for _ in range(tries):
            told.append(_last_left(gateway, record, pause))
            _as_system(lambda: actions.resume_share(fresh(), by=releases, at=filling.now()))
        told.append(_last_left(gateway, record, halt))
    return told


def _last_left(gateway: Gateway, record: Path, stop: Callable[[], None]) -> float:
    """Stop while messages leave; return how many milliseconds after the commit the last one was heard."""
    enough = len(_heard(record)) + BETWEEN
    until(lambda: gateway.alive() and len(_heard(record)) >= enough)
    _as_system(stop)
    committed = time()
    until(lambda: time() - max(_heard(record)[-1], committed) > QUIET)
    return max(0.0, _heard(record)[-1] - committed) * 1_000


def _as_system(work: Callable[[], object]) -> None:
    from thongsuot.organisations import access

    with access.acting_as_system():
        work()


def _heard(record: Path) -> list[float]:
    """Return when the centre heard each message so far."""
    lines = record.read_text().splitlines()
    return [float(line.split("\t")[WHEN]) for line in lines if line.count("\t") > WHEN]


@contextmanager
def _simulator(record: Path) -> Iterator[tuple[int, Path]]:
    """Run the simulated centre, which takes everything."""
    port = free_port()
    words = [sys.executable, "-m", "thongsuot", "simulator", "--port", str(port), "--record", str(record)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        if not process.stdout or not process.stdout.readline():
            raise SystemExit("the simulated centre did not start")
        yield port, record
    finally:
        process.terminate()
        process.wait()
