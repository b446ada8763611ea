"""What is done to which process, at moments drawn from a seed."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.outbox.witness import Witness
from tests.web.processes import Install, running

from thongsuot.web import embedded

TARGETS = ("web", "pages", "events", "timer", "worker", "worker-timer", "database")
SENDERS = ("timer", "database")  # whose loss may leave a message in doubt
LONGEST = 16.0  # seconds stopped: the supervisor replaces such a process
FOUND_WITHIN = 30.0
AIM = 5.0  # seconds a sender is watched for the moment in which it sends


@dataclass(frozen=True)
class Fault:
    """One blow: to whom, how, and after which pause."""

    pause: float
    target: str
    stopped: float | None  # seconds until SIGCONT; none: SIGKILL

    def __str__(self) -> str:
        how = "KILL" if self.stopped is None else f"STOP {self.stopped:.1f} s"
        return f"+{self.pause:.1f} s {self.target} {how}"


def drawn(chance: random.Random, count: int, *, gap: float) -> list[Fault]:
    """Draw the blows: every target is met before one is met again, and every third blow stops instead of killing."""
    faults: list[Fault] = []
    while len(faults) < count:
        for target in chance.sample(TARGETS, len(TARGETS)):
            stops = len(faults) % 3 == 2
            long = stops and chance.random() < 0.3
            stopped = (LONGEST if long else chance.uniform(0.2, 6.0)) if stops else None
            faults.append(Fault(chance.uniform(0.1, gap), target, stopped))
    return faults[:count]


def few(chance: random.Random, *, gap: float) -> list[Fault]:
    """Draw a tenth: the timer and the database killed, a page server killed or a worker, and something stopped."""
    killed = ["timer", "database", chance.choice(["web", "pages", "worker", "events"])]
    faults = [Fault(chance.uniform(0.3, gap), target, None) for target in chance.sample(killed, 3)]
    stopped = Fault(chance.uniform(0.3, gap), chance.choice(["timer", "web", "database"]), chance.uniform(0.5, 2.0))
    return [*faults, stopped]


def strike(install: Install, fault: Fault, witness: Witness) -> bool:
    """Strike once the target is there, senders while mail is leaving if any does; tell whether it was there."""
    time.sleep(fault.pause)
    before, aimed = len(witness.mails), time.monotonic() + AIM
    while fault.target in SENDERS and len(witness.mails) == before and time.monotonic() < aimed:
        time.sleep(0.002)
    until = time.monotonic() + FOUND_WITHIN
    while time.monotonic() < until:
        with _held(install, fault.target) as handle:
            if handle is not None:
                return _hit(handle, fault)
        time.sleep(0.1)
    return False


def _hit(handle: int, fault: Fault) -> bool:
    try:
        if fault.stopped is None:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
            return True
        signal.pidfd_send_signal(handle, signal.SIGSTOP)
    except ProcessLookupError:
        return False
    time.sleep(fault.stopped)
    with contextlib.suppress(ProcessLookupError):  # the supervisor has replaced it
        signal.pidfd_send_signal(handle, signal.SIGCONT)
    return True


@contextlib.contextmanager
def _held(install: Install, target: str) -> Iterator[int | None]:
    """Hold the process by a handle that can never come to mean another one."""
    number = number_of(install, target)
    if number is None or not running(number):
        yield None
        return
    try:
        handle = os.pidfd_open(number)
    except ProcessLookupError:
        yield None
        return
    try:
        yield handle if number_of(install, target) == number else None
    finally:
        os.close(handle)


def number_of(install: Install, target: str) -> int | None:
    """Return the number of a process of this very install."""
    if target == "database":
        return embedded.pid(install.home)
    number = install.ticks().get("web" if target == "pages" else target)
    if number is None or not _ours(number, install.home):
        return None
    return next(iter(children(number)), number) if target == "pages" else number


def children(number: int) -> list[int]:
    """Return the numbers of the processes that a process started with its first thread."""
    try:
        return [int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    except OSError:
        return []


def _ours(number: int, home: Path) -> bool:
    try:
        return f"TS_HOME={home}".encode() in Path(f"/proc/{number}/environ").read_bytes().split(b"\0")
    except OSError:
        return False
