"""A whole install of the test's own, and the run that strikes it while people work."""

from __future__ import annotations

import contextlib
import json
import os
import random
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults import killer
from tests.faults.load import Load
from tests.outbox.witness import TAKEN, Witness, standing
from tests.web.processes import PROJECT, Install, get, running, variables, wait_for

from thongsuot.web import embedded, ports

UP_WITHIN, GREEN_WITHIN, DRAINED_WITHIN, STEP_WITHIN, SIGNED_IN_WITHIN = 90.0, 60.0, 90.0, 120.0, 60.0
ALL_GONE_WITHIN = 10.0


@dataclass
class House:
    """One home, its address on the loopback, and the mail server that knows nothing of it."""

    home: Path
    witness: Witness
    fence: bool
    password: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    port: str = field(default_factory=lambda: str(ports.free("127.0.0.1", 0)))
    installs: list[Install] = field(default_factory=list)
    url: str = ""
    crashes: int = 0  # so far, of processes whose loss may leave a message in doubt

    @property
    def install(self) -> Install:
        """Return the supervisor that was started last."""
        return self.installs[-1]

    def up(self) -> float:
        """Start everything and return the seconds until the first page answered."""
        told = {"TS_PORT": self.port, "TS_SMTP_URL": self.witness.url, "TS_REALITY": "live"}
        began = time.monotonic()
        kind = Install if self.fence else Unfenced
        self.installs.append(kind(self.home, **told))
        self.url = self.install.ready()
        return time.monotonic() - began

    def step(self, *words: str, told: object = None) -> str:
        """Run one program beside the install, as the app role, and return what it says."""
        urls = embedded.urls(self.home)
        environment = variables(self.home, DATABASE_URL=urls.app_url, TS_REALITY="live", TS_PORT=self.port)
        done = subprocess.run(
            [sys.executable, "-m", *words],
            input=json.dumps(told),
            capture_output=True,
            text=True,
            check=False,
            timeout=STEP_WITHIN,
            env=environment,
            cwd=PROJECT,
        )
        assert done.returncode == 0, f"{words}: {done.stderr[-3000:]}"
        return done.stdout

    def green(self) -> bool:
        """Tell whether /healthz answers that everything is well."""
        status, body = get(f"{self.url}healthz")
        with contextlib.suppress(ValueError):
            return status == 200 and bool(json.loads(body)["ok"])
        return False

    def until_green(self) -> float:
        """Wait until everything is well again and return how long that took."""
        began = time.monotonic()
        wait_for(self.green, GREEN_WITHIN)
        return time.monotonic() - began

    def drain(self) -> None:
        """Wait until nothing is on its way any more."""

        def idle() -> bool:
            return json.loads(self.step("tests.faults.audit", told={"only": "waiting"}))["waiting"] == 0

        wait_for(idle, DRAINED_WITHIN, every=0.5)

    def audit(self, **told: Any) -> dict[str, Any]:
        """Compare the tables with what is told and with the witness: {violations, figures}."""
        asked = {"acts": [], "letter": None, "workers": 0, "seen": self.witness.tokens, **told}
        found: dict[str, Any] = json.loads(self.step("tests.faults.audit", told=asked))
        return found

    def numbers(self) -> dict[str, int]:
        """Return the numbers of all processes of the install."""
        told = {**self.install.ticks(), "supervisor": self.install.process.pid}
        told |= {f"pages {number}": number for number in killer.children(told.get("web", 0))}
        database = embedded.pid(self.home)
        return {**told, "database": database} if database else told

    def end(self) -> float:
        """Ask the supervisor to end and return the seconds until the last process was gone."""
        there, began = self.numbers(), time.monotonic()
        self.install.process.send_signal(signal.SIGTERM)
        self.install.process.wait(2 * ALL_GONE_WITHIN)
        wait_for(lambda: not any(running(number) for number in there.values()), ALL_GONE_WITHIN, every=0.05)
        return time.monotonic() - began

    def kill_supervisor(self) -> None:
        """Kill the supervisor alone; what it started must follow it."""
        there = self.numbers()
        self.install.process.kill()
        self.install.process.wait(5)
        del there["database"]  # it stays for whoever comes next
        wait_for(lambda: not any(running(number) for number in there.values()), ALL_GONE_WITHIN, every=0.05)

    def put_away(self) -> None:
        """End whatever is left of what we started."""
        for install in self.installs:
            if install.process.poll() is None:
                install.process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    install.process.wait(15)
            if install.process.poll() is None:
                install.process.kill()
                install.process.wait(5)
            install.process.stdout.close()
        embedded.stop(self.home)


class Unfenced(Install):
    """The same command by way of the module that takes the fence out."""

    def __init__(self, home: Path, **more: str) -> None:
        self.home, self.began = home, time.monotonic()
        wrapper = home.parent / f"{home.name}.sh"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.unfenced", str(wrapper), "up"],
            env=variables(home, **more),
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=(home.parent / f"{home.name}.err").open("ab"),
            text=True,
            start_new_session=True,
        )


@contextlib.contextmanager
def house(folder: Path, *, fence: bool = True) -> Iterator[House]:
    """Keep a house and its witness inside the block."""
    with standing() as witness:
        ours = House(folder / "home", witness, fence)
        try:
            yield ours
        finally:
            ours.put_away()


@dataclass(frozen=True)
class Plan:
    """How much is done to the house."""

    seed: int
    faults: list[killer.Fault]
    codes: list[str]  # of the enterprises whose people work
    cut_off: float  # seconds after the letter was issued
    letters: int  # that come in during the run
    every: float  # seconds between two of them, at least
    pause: float  # seconds between two acts of one person, on average


@dataclass
class Clock:
    """How long each part of a run took."""

    laps: dict[str, float] = field(default_factory=dict)
    last: float = field(default_factory=time.monotonic)

    def lap(self, name: str) -> None:
        """Note the end of a part."""
        now = time.monotonic()
        self.laps[name], self.last = round(now - self.last, 1), now


@dataclass
class Outcome:
    """What came of a run."""

    violations: list[str]
    figures: dict[str, Any]


def run(ours: House, plan: Plan) -> Outcome:
    """Let people work, strike, let everything come to rest, and compare."""
    clock = Clock()
    ours.up()
    clock.lap("up")
    told = json.loads(ours.step("tests.faults.stage", ours.password, str(plan.cut_off), *plan.codes))
    issued = time.monotonic()
    ours.witness.slowest, ours.witness.random = 0.05, random.Random(plan.seed)  # noqa: S311  # waiting times
    load = Load(ours.url, ours.home, ours.password, told, plan.seed, plan.pause, plan.letters, plan.every)
    clock.lap("staged")
    load.begin(plan.codes)
    wait_for(lambda: len(load.diary.acts) >= len(plan.codes), SIGNED_IN_WITHIN)
    clock.lap("signed in")
    struck = [fault for fault in plan.faults if killer.strike(ours.install, fault, ours.witness)]
    green = ours.until_green()
    clock.lap("struck and green")
    time.sleep(max(0.0, issued + plan.cut_off + 1.0 - time.monotonic()))
    load.end()
    ours.drain()
    clock.lap("drained")
    outcome = _compare(ours, load, told["letter"], struck, green)
    clock.lap("compared")
    outcome.figures["seconds"] = clock.laps
    return outcome


def _compare(ours: House, load: Load, letter: int, struck: list[killer.Fault], green: float) -> Outcome:
    ours.crashes = sum(fault.target in killer.SENDERS for fault in struck)
    found = ours.audit(acts=load.diary.acts, crashes=ours.crashes, letter=letter, workers=2)
    rebuilt = ours.step("thongsuot", "rebuild-evidence")
    if "bổ sung 0 " not in rebuilt:
        found["violations"].append(f"rebuild: {rebuilt.strip()}")
    acts = Counter(act["what"] for act in load.diary.acts)
    figures = {
        "struck": len(struck),
        "stopped": sum(fault.stopped is not None for fault in struck),
        "acknowledged": sum(acts.values()),
        **dict(load.diary.others),
        "acts": dict(acts),
        "lost": sum(line.startswith("lost") for line in found["violations"]),
        "green_after": round(green, 1),
        **found["figures"],
    }
    return Outcome(found["violations"], figures)


def caught_at_the_worst_moment(ours: House, *, fence: bool) -> list[str]:
    """Kill the timer alone when a mail was taken and not yet answered, let another finish, and compare."""
    letter = json.loads(ours.step("tests.faults.stage", "", "800000"))["letter"]
    started: list[subprocess.Popen[bytes]] = []

    def kill_once(_mail: object) -> str:
        ours.witness.answer = lambda mail: TAKEN
        started[0].kill()
        return TAKEN

    ours.witness.answer = kill_once
    try:
        started.append(_timer(ours, fence=fence))
        started[0].wait(UP_WITHIN)
        started.append(_timer(ours, fence=fence))
        ours.drain()
    finally:
        ours.witness.answer = lambda mail: TAKEN
        for process in started:
            process.kill()
            process.wait(5)
    assert letter
    return list(ours.audit(crashes=ours.crashes + 1)["violations"])


def _timer(ours: House, *, fence: bool) -> subprocess.Popen[bytes]:
    words = ["thongsuot"] if fence else ["tests.faults.unfenced", "-m", "thongsuot"]
    told = {"TS_SMTP_URL": ours.witness.url, "TS_REALITY": "live", "TS_PORT": ours.port}
    with (ours.home / "log" / "timer-alone.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *words, "timer"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=variables(ours.home, **told),
            cwd=PROJECT,
        )


def seed() -> int:
    """Return the seed of this run: given, or drawn."""
    return int(os.environ.get("TS_SEED") or secrets.randbelow(10**6))
