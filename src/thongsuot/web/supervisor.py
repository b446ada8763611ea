"""`thongsuot up`: the whole install in the foreground, under one supervisor that always restarts what ends.

The order: one supervisor a home, set-up, database, migration, demonstration, processes, first page, then watching.
"""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import IO

from thongsuot.web import database, embedded, environment, health, install, ports, reality, second, tables, tls
from thongsuot.web.environment import Environment
from thongsuot.web.process import Process

PROCESSES = {  # name: the words after `thongsuot`
    "web": ("serve",),
    "events": ("events",),
    "timer": ("timer",),
    "worker": ("worker",),
    "worker-timer": ("worker", "timer"),  # a lane of its own, never behind a backlog
}
FIRST_PAGE = 90.0  # seconds until the first page must have answered
ROUND = 0.2
DATABASE_EVERY = 2.0
GRACE = 3.5  # seconds the processes may take to end


class AskedToEnd(BaseException):
    """SIGINT or SIGTERM arrived: not an error, and nobody's `except Exception`."""


class NotUp(Exception):
    """The install could not be started."""


@dataclass
class Supervisor:
    """The processes of one install and the database under them."""

    told: Environment
    processes: list[Process]
    pulse: health.Pulse
    ending: bool = False

    def begin(self) -> None:
        """Say who is expected and begin to watch the database; the processes begin with the first round."""
        own = [] if self.told.database_url else ["database"]
        health.expect(self.told.home, ["supervisor", *own, *(process.name for process in self.processes)])
        if own:
            threading.Thread(target=self._watch_database, daemon=True).start()

    def watch(self) -> None:
        """Tend to the processes for ever."""
        while True:
            self.tend()
            time.sleep(ROUND)

    def tend(self) -> None:
        """Restart what ended or fell silent."""
        self.pulse.tick()
        for process in self.processes:
            if said := process.tend():
                say(said)

    def _watch_database(self) -> None:
        """Start the database again where it went; the processes find it again by themselves."""
        pulse = health.Pulse(self.told.home, "database")
        while not self.ending:
            if embedded.alive(self.told.home):
                pulse.tick_for(embedded.pid(self.told.home))
            elif not self.ending:
                say("cơ sở dữ liệu không trả lời, khởi động lại")
                try:
                    embedded.start(self.told.home)
                except Exception as error:  # the next round tries again
                    say(f"cơ sở dữ liệu chưa khởi động được: {error}")
            time.sleep(DATABASE_EVERY)

    def end(self) -> None:
        """End every process: asked first, then at once."""
        self.ending = True
        for process in self.processes:
            process.ask_to_end()
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline and not all(process.ended() for process in self.processes):
            time.sleep(0.05)
        for process in self.processes:
            process.kill()


def run(arguments: list[str]) -> int:
    """Bring the install up and keep it up until SIGINT or SIGTERM."""
    if arguments:
        say("lệnh up không có tham số; các biến TS_HOME, TS_PORT, DATABASE_URL được mô tả trong docs/operations.md")
        return 2
    told = environment.read()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ask_to_end)
    try:
        with _only_one(told.home), database.at_hand() as urls:
            _bring_up(told, urls)
    except AskedToEnd:
        return 0
    except (NotUp, embedded.NotStarted, install.NotInstalled, reality.WrongReality, tls.NoTls) as error:
        say(str(error))
        return 1
    return 0


def _ask_to_end(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # once is enough; ending is not to be interrupted
    raise AskedToEnd


def say(text: str) -> None:
    """Tell the operator; standard output is kept for the one last line."""
    sys.stderr.write(f"thongsuot: {text}\n")
    sys.stderr.flush()


@contextlib.contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """Hold the home; a second supervisor is turned away politely."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "run").mkdir(exist_ok=True, mode=0o700)
    with (home / "run" / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotUp(_already_up(lock)) from None
        lock.truncate(0)
        yield
        lock.truncate(0)


def _already_up(lock: IO[str]) -> str:
    lock.seek(0)
    address = lock.read().strip()
    where = f" tại {address}" if address else ""
    return (
        f"hệ thống này đang chạy rồi{where}; không có gì thay đổi. Muốn chạy thêm một hệ thống, hãy đặt TS_HOME khác."
    )


def _bring_up(told: Environment, urls: embedded.Urls) -> None:
    if soon := tls.warning(told, at=datetime.now(UTC)):
        say(soon)
    install.setup()
    if not tables.are_current(urls.owner_url):
        _step(told, "migrate", "--verbosity=0")
    reality.agree(urls.app_url)
    told = replace(told, reality=environment.read().reality)
    if told.reality == "exercise" and tables.hold_nobody(urls.owner_url):
        _step(told, "load-demo", str(accounts_file(told.home)))
    told = replace(told, port=ports.promised(told.address, told.port))
    told = replace(told, events_port=ports.promised(told.address, _events_port(told), told.port))
    variables = {"TS_PORT": str(told.port), "TS_EVENTS_PORT": str(told.events_port)}
    processes = [Process(name, words, told.home, variables) for name, words in expected(told).items()]
    supervisor = Supervisor(told, processes, health.Pulse(told.home, "supervisor"))
    try:
        supervisor.begin()
        url = _first_page(supervisor)
        _announce(told.home, url)
        supervisor.watch()
    finally:
        supervisor.end()


def expected(told: Environment) -> dict[str, tuple[str, ...]]:
    """Return every process by its name: the house's own, and one for each link to an operator."""
    names = [name for name in told.smpp_links if environment.LINK.fullmatch(name)]
    if len(names) < len(told.smpp_links):
        say(
            "TS_SMPP_LINKS có mục không đọc được nên mục đó bị bỏ qua; mỗi mục viết dạng "
            "MÃ_ĐƠN_VỊ=smpp://tài_khoản:mật_khẩu@máy:cổng. Phần còn lại của hệ thống vẫn chạy."
        )
    return PROCESSES | {f"gateway-{name}": ("gateway", name) for name in names} | second.processes(told)


def _events_port(told: Environment) -> int:
    return told.events_port if os.environ.get("TS_EVENTS_PORT") else told.port + 1


def accounts_file(home: Path) -> Path:
    """Return where the demonstration's accounts are written when it is loaded."""
    return home / "demo-accounts.json"


def _step(told: Environment, *words: str) -> None:
    """Run one step of the start as a process of its own."""
    command, child = [sys.executable, "-m", "thongsuot", *words], None
    try:
        with _held_back():
            child = subprocess.Popen(command, start_new_session=True, stdout=sys.stderr)  # noqa: S603 - our own words
        code = child.wait()
    except BaseException:
        if child is not None:
            child.kill()
            child.wait()
        raise
    if code != 0:
        raise NotUp(f"bước “{words[0]}” không thành công (mã {code}); dữ liệu đã có còn nguyên.")


@contextlib.contextmanager
def _held_back() -> Iterator[None]:
    """Let a signal wait for the end of the block: a child forked in that moment would be known to nobody."""
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _frame: came.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])


def _first_page(supervisor: Supervisor) -> str:
    """Start the processes and wait until the first page answers 200; return its address."""
    told = supervisor.told
    host = "127.0.0.1" if told.address in ("0.0.0.0", "::") else told.address  # noqa: S104 - compared, not bound
    url = f"{told.scheme}://{f'[{host}]' if ':' in host else host}:{told.port}/"
    deadline = time.monotonic() + FIRST_PAGE
    while time.monotonic() < deadline:
        supervisor.tend()
        own = [process for process in supervisor.processes if process.name in PROCESSES]
        if all(process.ticked() for process in own) and _answers(url):  # a link that fails holds up nobody
            return url
        time.sleep(0.1)
    raise NotUp(f"trang đầu tại {url} không trả lời sau {FIRST_PAGE:.0f} giây; xem nhật ký trong {told.home / 'log'}.")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10, context=tls.of_our_own()) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (OSError, http.client.HTTPException):
        return False


def _announce(home: Path, url: str) -> None:
    """Write down how to sign in, for its owner alone, and print the last line."""
    file = accounts_file(home)
    accounts = json.loads(file.read_text()) if file.exists() else []
    unfinished = home / "demo.json.new"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump({"url": url, "accounts": accounts}, stream, ensure_ascii=False, indent=1)
    unfinished.replace(home / "demo.json")
    (home / "run" / "up.lock").write_text(url)
    sys.stdout.write(f"Sẵn sàng: {url}\n")
    sys.stdout.flush()
