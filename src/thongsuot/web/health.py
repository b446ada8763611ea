"""How each process is: a small file a process, rewritten while it works, read by the supervisor and by /healthz."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

EVERY = 1.0  # seconds between two ticks
SILENT = 10.0  # seconds without a tick after which a process counts as silent
GIVES_WAY = 5  # steps of niceness: mass work gets a third of a processor that somebody urgent wants whole
TURN = 0.0005  # seconds a busy thread may keep the interpreter from one that the database has answered
BUSY = 120.0  # seconds one piece of work may keep a process before that is reported

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Pulse:
    """The tick of one process; `busy` says what it is at, `trouble` what keeps failing."""

    def __init__(self, home: Path, name: str) -> None:
        self.file = home / "run" / f"{name}.json"
        self.state: dict[str, Any] = {"name": name, "pid": os.getpid(), "since": _now(), "busy": None, "trouble": {}}
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.writing = threading.Lock()
        self._busy: list[dict[str, Any]] = []  # at one thing a thread, what lasts longest first

    def tick(self) -> None:
        """Say that the process is alive; the file is always whole."""
        with self.writing:
            self.state |= {"last_tick": _now(), "monotonic": time.monotonic()}
            unfinished = self.file.with_suffix(f".{os.getpid()}")
            unfinished.write_text(json.dumps(self.state, ensure_ascii=False))
            unfinished.replace(self.file)

    def tick_for(self, pid: int | None) -> None:
        """Say that another program, which cannot write ticks, was found alive."""
        if pid != self.state["pid"]:
            self.state |= {"pid": pid, "since": _now()}
        self.tick()

    def keep(self) -> None:
        """Tick from a thread of its own for the rest of the process."""
        self.tick()
        threading.Thread(target=self._ticking, name="pulse", daemon=True).start()

    def _ticking(self) -> None:
        while True:
            time.sleep(EVERY)
            self.tick()

    @contextmanager
    def busy(self, what: str) -> Iterator[None]:
        """Show what the process is at, and since when, inside the block."""
        told = {"what": what, "since": _now(), "monotonic": time.monotonic()}
        self._busy.append(told)
        self.state["busy"] = self._busy[0]
        try:
            yield
        finally:
            with self.writing:
                self._busy.remove(told)
                self.state["busy"] = next(iter(self._busy), None)

    def trouble(self, what: str, reason: str | None) -> None:
        """Note what keeps failing, or that it no longer does."""
        with self.writing:
            troubles = {name: text for name, text in self.state["trouble"].items() if name != what}
            self.state["trouble"] = troubles if reason is None else {**troubles, what: reason}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def read(home: Path, name: str) -> dict[str, Any] | None:
    """Return what a process last wrote; None where it wrote nothing."""
    try:
        found: dict[str, Any] = json.loads((home / "run" / f"{name}.json").read_text())
    except (FileNotFoundError, ValueError):
        return None
    return found


def expect(home: Path, names: list[str]) -> None:
    """Write down which processes there ought to be, and forget what earlier ones wrote."""
    folder = home / "run"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for file in folder.glob("*.json"):
        file.unlink(missing_ok=True)
    unfinished = folder / f"expected.{os.getpid()}"
    unfinished.write_text(json.dumps(names))
    unfinished.replace(folder / "expected.json")


def report(home: Path) -> dict[str, Any]:
    """Return how every process is: {ok, processes: [{name, pid, since, last_tick, ok, reason}]}."""
    folder = home / "run"
    try:
        names: list[str] = json.loads((folder / "expected.json").read_text())
    except (FileNotFoundError, ValueError):  # started one by one, without our supervisor
        names = sorted(file.stem for file in folder.glob("*.json"))
    processes = [_state_of(home, name) for name in names]
    return {"ok": all(process["ok"] for process in processes), "processes": processes}


def _state_of(home: Path, name: str) -> dict[str, Any]:
    state = read(home, name) or {}
    reason = _reason(state)
    shown = {key: state.get(key) for key in ("pid", "since", "last_tick")}
    busy = state.get("busy")
    return {"name": name, **shown, "busy": busy["what"] if busy else None, "ok": not reason, "reason": reason or None}


def _reason(state: dict[str, Any]) -> str:
    """Say in words what is wrong with a process; nothing where it is well."""
    if not state:
        return "tiến trình chưa khởi động"
    silent = time.monotonic() - state["monotonic"]
    if silent > SILENT:
        return f"không có tín hiệu trong {silent:.0f} giây"
    busy = state.get("busy")
    if busy and time.monotonic() - busy["monotonic"] > BUSY:
        return f"{busy['what']} kéo dài {time.monotonic() - busy['monotonic']:.0f} giây"
    return "; ".join(f"{what}: {reason}" for what, reason in state.get("trouble", {}).items())


def give_way() -> None:
    """Leave the processor first to whoever is urgent: pages of people, the timer, the database."""
    os.nice(GIVES_WAY)


def take_short_turns() -> None:
    """Let threads that wait for the database go on soon after it has answered."""
    sys.setswitchinterval(TURN)


def die_with_supervisor() -> None:
    """End this process when the supervisor that started it is gone, however it went."""
    supervisor = os.environ.get("TS_SUPERVISOR")
    if not supervisor:
        return
    ctypes.CDLL(None, use_errno=True).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if not Path(f"/proc/{supervisor}").exists():  # it went before we asked
        os.kill(os.getpid(), signal.SIGKILL)
