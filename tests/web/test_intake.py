"""Alarms come in by a socket: answered when they are committed, refused clearly, bounded in memory, told once."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from tests.cast import Cast
from tests.conftest import named
from tests.incidents.doors import PATH, Told, basic, bearer, post, raw, signed
from tests.incidents.scene import Scene
from tests.web.processes import PROJECT, variables, wait_for
from tests.web.test_events import listens

from thongsuot.incidents import actions, jobs
from thongsuot.incidents.models import Delivery, Incident, Source
from thongsuot.organisations import access
from thongsuot.web import gathering, health, ports

pytestmark = pytest.mark.django_db(transaction=True)
MEGABYTE = 1024 * 1024


@dataclass
class Door:
    """A running events process, and the scene behind it."""

    port: int
    scene: Scene
    running: subprocess.Popen[bytes]
    log: Path
    address: str

    def post(self, body: bytes, headers: dict[str, str] | None = None, **more: str) -> Told:
        return post(self.port, body, bearer(self.scene.secret) if headers is None else headers, **more)

    def alert(self, site: str = "bv-tinh", **more: object) -> bytes:
        return self.scene.body(self.scene.told(site, **more))

    def kept(self) -> list[Delivery]:
        with access.acting_as_system():
            return list(Delivery.objects.all())

    def apply(self) -> list[Incident]:
        with access.acting_as_system():
            actions.apply_deliveries(by=jobs.WATCH, at=datetime.now(UTC))
            return list(Incident.objects.all())

    def memory(self) -> int:
        """Return the most bytes the process ever held."""
        line = next(
            line for line in Path(f"/proc/{self.running.pid}/status").read_text().splitlines() if "VmHWM" in line
        )
        return int(line.split()[1]) * 1024

    def said(self, words: str) -> int:
        """Return how often the log says something."""
        return self.log.read_text().count(words)


@pytest.fixture
def door(transactional_db, cluster, worker_database, tmp_path, settings):
    """Return a running events process on this worker's database, with one source connected."""
    address = named(cluster.app_url, worker_database)
    (tmp_path / "secret-key").write_text(settings.SECRET_KEY)
    with access.acting_as_system():
        scene = Scene(Cast())
        scene.at = datetime.now(UTC) - timedelta(minutes=1)
        scene.connect()
    web_port, port = ports.free("127.0.0.1", 0), ports.free("127.0.0.1", 0)
    environment = variables(tmp_path, DATABASE_URL=address, TS_PORT=str(web_port), TS_EVENTS_PORT=str(port))
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "thongsuot", "events"], cwd=PROJECT, env=environment, stderr=log
        )
    try:
        wait_for(lambda: (health.read(tmp_path, "events") or {"trouble": 1})["trouble"] == {}, 30)
        wait_for(lambda: listens(port), 30)
        yield Door(port, scene, running, tmp_path / "log", address)
    finally:
        running.send_signal(signal.SIGTERM)
        try:
            running.wait(8)
        finally:
            running.kill()


def test_a_delivery_is_answered_when_it_is_committed_and_becomes_an_incident(door):
    told = door.post(door.alert())
    assert (told.status, told.code) == (202, "kept")
    assert door.post(door.alert(), basic(door.scene.secret)).status == 202
    assert [bytes(row.body) for row in door.kept()] == [door.alert()] * 2
    assert [row.site_id is not None for row in door.apply()] == [True]


def test_without_the_right_key_nothing_is_kept_and_each_fault_is_told_once(door):
    strangers = [
        ({}, "no_key"),
        ({"Authorization": "Basic !!!"}, "no_key"),
        ({"Authorization": "Digest x"}, "no_key"),
        (bearer("khong-phai-khoa"), "wrong_key"),
        (bearer("e" * 5_000), "wrong_key"),
    ]
    for headers, code in strangers * 3:
        told = door.post(door.alert(), headers)
        assert (told.status, told.code) == (401, code)
        assert "www-authenticate" in told.headers
    for method in ("GET", "PUT", "DELETE", "HEAD"):
        told = door.post(b"", method=method)
        assert (told.status, told.headers["allow"]) == (405, "POST")
    assert door.kept() == []
    assert door.said("refused: no_key") == door.said("refused: wrong_key") == door.said("refused: wrong_method") == 1


def test_an_ended_source_is_refused_within_seconds_and_a_revoked_key_too(door):
    assert door.post(door.alert()).status == 202
    with access.acting_as_system():
        actions.end_source(door.scene.source, by=door.scene.hang, at=datetime.now(UTC))
    wait_for(lambda: door.post(door.alert()).status == 403, 10)
    with access.acting_as_system():
        Source.objects.update(valid_until=None)
    wait_for(lambda: door.post(door.alert()).status == 401, 10)
    with access.acting_as_system():
        Source.objects.update(agreed_at=None)
    wait_for(lambda: door.post(door.alert()).code == "not_connected", 10)


UNREADABLE = [
    (b"khong phai json", "JSON"),
    (b"", "trống"),
    (b"\xff\xfe{}", "UTF-8"),
    (b'{"a": 1, "a": 2}', "lặp lại"),
    (b'{"a": NaN}', "số"),
    (b'{"a": -Infinity}', "số"),
    (b'{"a": ' + b"9" * 5_000 + b"}", "số"),
    (b'{"a": 1e999}', "số"),
    (b"[" * 50 + b"]" * 50, "lớp"),
    (b"[" * 100_000 + b"]" * 100_000, "lớp"),
]


def test_what_cannot_be_read_is_kept_and_its_sender_is_told_why(door):
    for body, fault in UNREADABLE:
        answers = [door.post(body) for _ in range(2)]
        assert {told.status for told in answers} == {400}, body[:40]
        assert fault in answers[0].message
    assert [bytes(row.body) for row in door.kept()] == [body for body, _fault in UNREADABLE for _ in range(2)]
    assert door.said("source ") == 1
    alert = door.scene.told("bv-tinh")
    alert["labels"]["note"] = "{{ 7*7 }}<script>\u0000" + "x" * MEGABYTE
    assert door.post(door.scene.body(alert)).status == 202
    assert [row.title for row in door.apply()] == ["Mất đường truyền: Bệnh viện đa khoa tỉnh Đông Xuyên"]


def test_a_body_of_twenty_megabytes_is_refused_and_never_held(door):
    door.post(door.alert())
    before, pad = door.memory(), b"x" * (20 * MEGABYTE)
    assert door.post(pad).status == 413
    head = f"POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {door.scene.secret}\r\n"
    chunk = b"%x\r\n" % MEGABYTE + b"x" * MEGABYTE + b"\r\n"
    chunked = raw(door.port, f"{head}Transfer-Encoding: chunked\r\n\r\n", [chunk] * 20 + [b"0\r\n\r\n"])
    assert b" 413 " in chunked.partition(b"\r\n")[0]
    declared = raw(door.port, f"{head}Content-Length: {900 * MEGABYTE}\r\n\r\n", [])
    assert b" 413 " in declared.partition(b"\r\n")[0]
    assert door.memory() - before < 12 * MEGABYTE
    assert door.post(door.alert()).status == 202
    assert [len(row.body) for row in door.kept()] == [len(door.alert())] * 2


def test_a_signed_delivery_that_comes_again_is_a_repeat_and_a_wrong_signature_keeps_nothing(door):
    body, moment = door.alert(), datetime.now(UTC).isoformat()
    headers = signed(door.scene.secret, body, moment)
    assert [door.post(body, headers).status for _ in range(3)] == [202, 200, 200]
    assert door.post(body, headers).code == "repeated"
    assert door.post(body + b" ", headers).code == "wrong_signature"
    assert door.post(body, headers | {"X-TS-Time": str(time.time() + 9)}).status == 401
    assert len(door.kept()) == 1


def test_a_clock_an_hour_off_is_told_on_the_source_once_and_loses_nothing(door):
    def sent(hours: float, number: int) -> Told:
        body = door.alert(note=str(number))
        return door.post(body, signed(door.scene.secret, body, str(time.time() + hours * 3600 + number)))

    for hours, side in ((1, "nhanh"), (-1, "chậm")):
        answers = [sent(hours, number) for number in range(3)]
        assert {(told.status, told.code) for told in answers} == {(202, "off_clock")}
        assert f"{side} khoảng 60 phút" in wait_for(lambda: trouble(door), 5)
        assert sent(0, 9).code == "kept"
        wait_for(lambda: trouble(door) == "", 5)
    assert len(door.kept()) == 8


def trouble(door: Door) -> str:
    with access.acting_as_system():
        return Source.objects.get().api_trouble


def test_many_senders_are_answered_by_few_commits(door):
    bodies = [door.alert(note=str(number)) for number in range(300)]
    before = commits(door)
    with ThreadPoolExecutor(30) as senders:
        answers = list(senders.map(door.post, bodies))
    assert {told.status for told in answers} == {202}
    assert sorted(bytes(row.body) for row in door.kept()) == sorted(bodies)
    assert commits(door) - before < 300


def commits(door: Door) -> int:
    """Return how many transactions brought deliveries."""
    with psycopg.connect(door.address) as connection:
        connection.execute(
            "SELECT set_config(name, (SELECT string_agg(id::text, ',') FROM organisations_organisation), true) "
            "FROM unnest(ARRAY['app.organisations', 'app.own']) AS name"
        )
        return connection.execute("SELECT count(DISTINCT xmin::text) FROM incidents_delivery").fetchone()[0]


def test_senders_who_leave_harm_nobody(door):
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {door.scene.secret}\r\nContent-Length: 900\r\n\r\n"
    )

    async def leave() -> None:
        for _ in range(50):
            _reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
            writer.write(head.encode() + b"{")
            await writer.drain()
            writer.transport.abort()

    asyncio.run(leave())
    assert door.post(door.alert()).status == 202
    assert len(door.kept()) == 1


def test_what_was_taken_in_is_answered_when_the_process_is_asked_to_end(door):
    answers: list[int] = []

    def send() -> None:
        with contextlib.suppress(OSError):
            for number in range(2_000):
                answers.append(door.post(door.alert(note=str(number))).status)

    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    wait_for(lambda: len(answers) > 20, 20, every=0.01)
    os.kill(door.running.pid, signal.SIGTERM)
    for sender in senders:
        sender.join(30)
    assert len(door.kept()) >= answers.count(202) > 20


class TestGathering:
    """The queue before the thread that commits."""

    def test_what_cannot_be_kept_is_told_to_each(self):
        async def scene():
            ours = gathering.Gathering(lambda waiting: [one % 2 == 0 for one in waiting])
            try:
                return await asyncio.gather(*(ours.put(number) for number in range(6)))
            finally:
                ours.end()

        assert asyncio.run(scene()) == [True, False] * 3

    def test_a_fault_of_ours_is_told_as_not_safe(self):
        def broken(_waiting):
            raise RuntimeError

        async def scene():
            ours = gathering.Gathering(broken)
            try:
                return await ours.put(1)
            finally:
                ours.end()

        assert asyncio.run(scene()) is False

    def test_a_full_queue_says_so(self, monkeypatch):
        monkeypatch.setattr(gathering, "MOST", 3)
        going = threading.Event()

        async def scene():
            ours = gathering.Gathering(lambda waiting: going.wait(10) and [True] * len(waiting))
            first = asyncio.create_task(ours.put(0))
            await asyncio.sleep(0.1)
            others = [asyncio.create_task(ours.put(number)) for number in range(3)]
            await asyncio.sleep(0.1)
            full = ours.full
            going.set()
            await asyncio.gather(first, *others)
            ours.end()
            return full, ours.full

        assert asyncio.run(scene()) == (True, False)
