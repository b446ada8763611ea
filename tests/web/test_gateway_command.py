"""`thongsuot gateway NAME`: one process a link; what is wrong with one is said in one line and stops nobody else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest
from django.db import OperationalError
from psycopg.conninfo import make_conninfo
from tests.outbox import sms_link
from tests.outbox.test_sms import text
from tests.web.processes import PROJECT, variables, wait_for

from thongsuot.organisations import access
from thongsuot.outbox.actions import NoOperator
from thongsuot.outbox.models import Message, SmsLink
from thongsuot.web import environment, gateway_command, health, supervisor

URL = "smpp://tai-khoan:bi-mat7@127.0.0.1:2775"


@pytest.fixture
def pulse(tmp_path):
    return health.Pulse(tmp_path, "gateway-dd-1")


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(gateway_command, "AGAIN", 0.01)


def trouble(pulse):
    return "; ".join(health.read(pulse.file.parents[1], "gateway-dd-1")["trouble"].values())


def begun(*what):
    """Return a loop that meets what is given at each start, and the events that end it."""
    ending, met = threading.Event(), list(what)
    seen = []

    def loop(name, *, ending, tick, say):
        tick()
        say("")
        seen.append(name)
        if met:
            raise met.pop(0)
        ending.set()

    return loop, ending, seen


def test_the_loop_is_given_its_line_and_ticks(settings, pulse):
    settings.SMPP_LINKS = {"dd-1": URL}
    loop, ending, seen = begun()
    gateway_command.keep("dd-1", loop, pulse, ending)
    assert seen == ["dd-1"]
    assert health.read(pulse.file.parents[1], "gateway-dd-1")["pid"] == os.getpid()


def test_what_passes_is_tried_again_and_then_forgotten(settings, pulse, capsys):
    settings.SMPP_LINKS = {"dd-1": URL}
    loop, ending, seen = begun(OperationalError("bi-mat7"), OperationalError("bi-mat7"), NoOperator("dd-1"))
    gateway_command.keep("dd-1", loop, pulse, ending)
    assert seen == ["dd-1"] * 4
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2  # each trouble once
    assert "OperationalError" in said[0]
    assert "TS_SMPP_LINKS" in said[1]
    assert "bi-mat7" not in "".join(said)
    assert trouble(pulse) == ""


def test_wrong_settings_are_shown_while_the_process_stays(settings, pulse, capsys):
    settings.SMPP_LINKS = {"dd-1": f"{URL}?nhanh=1"}
    loop, ending, seen = begun()
    keeping = threading.Thread(target=gateway_command.keep, args=("dd-1", loop, pulse, ending))
    keeping.start()
    try:
        wait_for(lambda: pulse.file.exists() and "TS_SMPP_LINKS" in trouble(pulse), 5)
    finally:
        ending.set()
        keeping.join(5)
    assert seen == []
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "bi-mat7" not in said + trouble(pulse)


def test_what_keeps_it_from_writing_is_shown_until_it_is_written(settings, pulse):
    settings.SMPP_LINKS = {"dd-1": URL}
    seen = []

    def loop(_name, *, ending, tick, say):
        for words in ("DiskFull", ""):
            say(words)
            pulse.tick()
            seen.append(trouble(pulse))

    gateway_command.keep("dd-1", loop, pulse, threading.Event())
    assert "chưa ghi được (DiskFull)" in seen[0]
    assert seen[1] == ""


def test_a_tick_is_written_once_a_second_however_often_it_is_called(pulse):
    written = []
    pulse.tick = lambda: written.append(1)
    tick = gateway_command._now_and_then(pulse)
    for _ in range(1000):
        tick()
    assert written == [1]


@pytest.mark.parametrize("words", [[], ["dd-1", "dd-2"]])
def test_wrong_words_show_the_usage(capsys, words):
    assert gateway_command.run(words) == 2
    assert "TS_SMPP_LINKS" in capsys.readouterr().err


def start(home, *words, **more):
    return subprocess.Popen(
        [sys.executable, "-m", "thongsuot", "gateway", *words],
        env=variables(home, DATABASE_URL="host=/nowhere dbname=x user=y", TS_REALITY="exercise", **more),
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_started_by_hand_a_wrong_line_ends_it_with_one_line(tmp_path):
    child = start(tmp_path, "dd-1", TS_SMPP_LINKS="dd-1=smpp://tai-khoan:bi-mat7@smsc.example.vn:2775")
    _out, said = child.communicate(timeout=60)
    assert child.returncode == 2
    assert said.count("\n") == 1
    assert "diễn tập chỉ kết nối trung tâm mô phỏng" in said
    assert "bi-mat7" not in said


def test_without_its_database_it_says_so_and_ends_when_asked(tmp_path):
    child = start(tmp_path, "dd-1", TS_SMPP_LINKS=f"dd-1={URL}", TS_SUPERVISOR=str(os.getpid()), TS_NAME="gateway-dd-1")
    try:
        state = wait_for(lambda: (health.read(tmp_path, "gateway-dd-1") or {}).get("trouble"), 60)
        assert "cơ sở dữ liệu" in str(state)
        child.send_signal(signal.SIGTERM)
        _out, said = child.communicate(timeout=10)
        assert child.returncode == 0
        assert "bi-mat7" not in said
    finally:
        child.kill()
        child.wait(5)


def test_it_takes_a_connection_of_its_own(monkeypatch):
    from django.conf import settings

    options = {"pool": {"max_size": 8}, "connect_timeout": 9}
    monkeypatch.setitem(settings.DATABASES, "default", {"OPTIONS": options})
    gateway_command._connect_by_oneself()
    assert "pool" not in options
    assert (options["connect_timeout"], options["keepalives_idle"]) == (9, 2)
    assert "tcp_keepalives_idle=2" in options["options"]


def told(links):
    return environment.read({"TS_SMPP_LINKS": links})


def test_the_supervisor_starts_one_process_a_line():
    processes = supervisor.expected(told(f"dd-1={URL} dd-2={URL}?sessions=2"))
    assert processes == {
        **supervisor.PROCESSES,
        "gateway-dd-1": ("gateway", "dd-1"),
        "gateway-dd-2": ("gateway", "dd-2"),
    }
    assert supervisor.expected(told("")) == supervisor.PROCESSES


def test_what_is_no_line_is_told_in_one_line_and_the_rest_goes_on(capsys):
    processes = supervisor.expected(told(f"../dd-1={URL} bi-mat7@x dd-2={URL}"))
    assert set(processes) == {*supervisor.PROCESSES, "gateway-dd-2"}
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "bi-mat7" not in said


def test_a_line_that_does_not_begin_does_not_hold_up_the_first_page(tmp_path, monkeypatch):
    class Ready:
        """A process that ticks, or one that never will."""

        def __init__(self, name):
            self.name = name

        def ticked(self):
            return self.name != "gateway-dd-1"

        def tend(self):
            return None

    processes = [Ready(name) for name in supervisor.expected(told(f"dd-1={URL}"))]
    monkeypatch.setattr(supervisor, "_answers", lambda url: True)
    found = supervisor.Supervisor(told(f"dd-1={URL}"), processes, health.Pulse(tmp_path, "supervisor"))
    assert supervisor._first_page(found).startswith("http://127.0.0.1")


@pytest.mark.django_db(transaction=True)
def test_the_process_opens_its_line_sends_by_it_and_ends_when_asked(cast, cluster, worker_database, tmp_path):
    database = make_conninfo(cluster.app_url, dbname=worker_database)
    with sms_link.standing(tmp_path / "record.tsv") as peer:
        child = subprocess.Popen(
            [sys.executable, "-m", "thongsuot", "gateway", "dd-1"],
            env=variables(
                tmp_path,
                DATABASE_URL=database,
                TS_REALITY="live",
                TS_SMPP_LINKS=f"dd-1={peer.url}&sessions=2&rate=100",
                TS_SMS_URL="link:dd-1",
            ),
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            with access.acting_as_system():
                message = text(cast)
            wait_for(lambda: row(Message, message.pk).state == "sent", 60)
            assert [seen.destination for seen in peer.lines] == ["84900000009"]
            link = wait_for(lambda: row(SmsLink, name="dd-1", bound=2), 20)
            assert (link.peer, link.rate, link.trouble) == (f"127.0.0.1:{peer.port}", 100, "")
            assert str(child.pid) in link.gateway
            assert health.read(tmp_path, "gateway-dd-1")["pid"] == child.pid
        finally:
            child.send_signal(signal.SIGTERM)
            _out, said = child.communicate(timeout=20)
    assert child.returncode == 0, said
    assert sms_link.PASSWORD not in said


def row(model, pk=None, **words):
    with access.acting_as_system():
        return model.objects.filter(**({"pk": pk} if pk else words)).first()
