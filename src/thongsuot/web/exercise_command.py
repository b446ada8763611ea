"""`thongsuot exercise --letter FILE --out DIR [--json]`: a crisis played in a scratch database, in minutes."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import make_conninfo

from thongsuot.web import database, embedded, environment, reality

if TYPE_CHECKING:
    from thongsuot.exercise.actions.playing import Machinery

UNREADABLE = 3
STOPPED = 1
REAL_EVENINGS = {"thongsuot.directives.jobs.reserve"}  # nobody prints papers for an evening that is only played
PLAY, READ_BACK = "play", "read-back"
RESULT = "result.json"
SCRATCH = "thongsuot_exercise_"
OURS = re.compile(r"bao-cao-(?:bo|ubnd)(?:-.+)?\.(?:pdf|docx)")
UNFINISHED = re.compile(r"^\.(.+)\.\d+$")  # what a killed exercise had begun to write


def run(arguments: list[str]) -> int:
    """Play a letter; 0 when it was played, 1 when it was interrupted, 2 for wrong usage, 3 when it cannot be read."""
    if arguments[:1] == [PLAY]:
        return _play(Path(arguments[1]), Path(arguments[2]))
    if arguments[:1] == [READ_BACK]:
        return _read_back(Path(arguments[1]))
    parser = argparse.ArgumentParser(
        prog="thongsuot exercise", description="Diễn tập một văn bản trong thời gian mô phỏng"
    )
    parser.add_argument("--letter", type=Path, required=True, help="văn bản TXT, DOCX hoặc PDF")
    parser.add_argument("--out", type=Path, required=True, help="thư mục nhận báo cáo và result.json")
    parser.add_argument("--json", action="store_true", help="in kết quả ở dòng cuối")
    told = parser.parse_args(arguments)
    if not told.letter.is_file():
        parser.error(f"không có tệp {told.letter}")
    if told.out.exists() and not told.out.is_dir():
        parser.error(f"{told.out} không phải là thư mục")
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))  # so that the scratch is cleared away
    return _exercise(told.letter, told.out, as_json=told.json)


def _exercise(letter: Path, out: Path, *, as_json: bool) -> int:
    reading, code = _read(letter)
    if code:
        sys.stdout.write(json.dumps(reading, ensure_ascii=False) + "\n")
        return code
    _clear(out)
    try:
        with tempfile.TemporaryDirectory(prefix="thongsuot-") as scratch, _database() as variables:
            told = Path(scratch) / "reading.json"
            told.write_text(json.dumps(reading), encoding="utf-8")
            variables |= {"TS_HOME": scratch, "TS_REALITY": "exercise"}
            variables |= dict.fromkeys(("TS_SMTP_URL", "TS_SMS_URL", "TS_SMPP_LINKS"), "")
            _step(variables, "migrate")
            _step(variables, "exercise", PLAY, str(letter), str(told))
            _step(variables, "exercise", READ_BACK, str(out))
    except subprocess.CalledProcessError:
        sys.stderr.write(
            "Diễn tập dừng giữa chừng nên chưa có kết quả; cơ sở dữ liệu tạm đã được xóa, dữ liệu của hệ thống "
            "không thay đổi. Hãy xem thông báo lỗi ở trên rồi chạy lại.\n"
        )
        return STOPPED
    result = (out / RESULT).read_text(encoding="utf-8")
    sys.stdout.write(f"Đã diễn tập xong; báo cáo và kết quả ở {out}\n")
    if as_json:
        sys.stdout.write(json.dumps(json.loads(result), ensure_ascii=False) + "\n")
    return 0


def _clear(out: Path) -> None:
    """Make the folder ready: what an earlier exercise left is not taken for the result of this one."""
    out.mkdir(parents=True, exist_ok=True)
    for file in out.iterdir():
        name = UNFINISHED.sub(r"\1", file.name)
        if name == RESULT or OURS.fullmatch(name):
            file.unlink()


def _read(letter: Path) -> tuple[dict[str, Any], int]:
    """Read the letter in the sandbox, as an upload is read."""
    from thongsuot.files import gateway

    try:
        return gateway.read_in_sandbox("letter", letter.read_bytes(), name=letter.name), 0
    except gateway.Unreadable as refusal:
        return {"file": str(letter), "error": {"code": refusal.code, "message": str(refusal)}}, UNREADABLE


@contextlib.contextmanager
def _database() -> Iterator[dict[str, str]]:
    """Make a scratch database beside the install's own and drop it afterwards."""
    name = f"{SCRATCH}{os.getpid()}_{secrets.token_hex(4)}"
    with database.at_hand() as urls:
        if environment.read().database_url is None:  # a server of our own: its exercises are processes of this machine
            _sweep(urls)
        try:
            with _unbroken():  # else the server would still make it when we have dropped it already
                embedded.create_database(urls, name)
            yield {
                "DATABASE_URL": make_conninfo(urls.app_url, dbname=name),
                "MIGRATE_DATABASE_URL": make_conninfo(urls.owner_url, dbname=name),
                "TS_BUILD": str(environment.read().build),
            }
        finally:
            embedded.drop_database(urls, name)


@contextlib.contextmanager
def _unbroken() -> Iterator[None]:
    """Let a request to end wait until something is done."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _sweep(urls: embedded.Urls) -> None:
    """Drop what exercises left behind that were killed before they could clear away."""
    with contextlib.closing(psycopg.connect(urls.owner_url)) as connection:
        names = [str(name) for (name,) in connection.execute("SELECT datname FROM pg_database")]
    for name in names:
        if name.startswith(SCRATCH) and not Path("/proc", name.removeprefix(SCRATCH).split("_")[0]).exists():
            embedded.drop_database(urls, name)


def _step(variables: dict[str, str], *command: str) -> None:
    subprocess.run(  # noqa: S603  # our own program, told by ourselves
        [sys.executable, "-m", "thongsuot", *command], check=True, env={**os.environ, **variables}, stdout=sys.stderr
    )


def machinery() -> Machinery:
    """Return the jobs of the timer and the task that sets papers, as the install runs them, and operators' gateways."""
    from importlib import import_module

    from django.conf import settings

    from thongsuot.engines.smpp import MessageState, Status
    from thongsuot.exercise import queries
    from thongsuot.exercise.actions.playing import Machinery
    from thongsuot.exercise.gateway import Behaviour, Spread
    from thongsuot.exercise.gateway.operators import Operators
    from thongsuot.reports.jobs import work

    told = queries.cast()["campaign"]
    behaviour = Behaviour(
        seed=told["seed"],
        latency=Spread(0.02, 0.1),
        refusals=((told["refused"], Status.RINVDSTADR),),
        outcomes=((told["undelivered"], MessageState.UNDELIVERABLE),),
        delivery=Spread(0.5, 3.0),
    )
    jobs = [import_module(name) for name in settings.TIMER_JOBS if name not in REAL_EVENINGS]
    return Machinery([Operators(behaviour), *jobs], work)


def _play(letter: Path, told: Path) -> int:
    _django()
    from django.utils.timezone import now

    from thongsuot.exercise.actions.playing import play
    from thongsuot.ledger.actions import mark_reality

    mark_reality(reality.EXERCISE, at=now())
    play(json.loads(told.read_text(encoding="utf-8")), letter.read_bytes(), machinery=machinery())
    return 0


def _read_back(out: Path) -> int:
    """Write what the database holds, in a process that played nothing."""
    _django()
    from thongsuot.directives.models import Directive
    from thongsuot.exercise import queries
    from thongsuot.files.queries import content
    from thongsuot.organisations import access

    with access.acting_as_system():
        directive = Directive.objects.get()
        for name, kept in queries.papers_of(directive):
            _put(out / name, content(kept))
        result = queries.result_of(directive)
    _put(out / RESULT, (json.dumps(result, ensure_ascii=False, indent=1) + "\n").encode())
    return 0


def _put(file: Path, content: bytes) -> None:
    """Let the file appear whole or not at all."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _django() -> None:
    reality.agree(database.app_url())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.web.settings")
    import django

    django.setup()
