"""Open pages hear what changed at organisations they may see, and nothing else; a slow page harms nobody."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

import psycopg
import pytest
from django.test import Client as Browser
from tests.conftest import named
from tests.web.processes import PROJECT, variables, wait_for

from thongsuot.organisations import access
from thongsuot.web import events, health, ports, streams
from thongsuot.web.events import Client, Hub

HEARD = 5.0  # seconds within which a change must have arrived
CROWD = 500


def hub(*clients: Client) -> Hub:
    """Return a hub with these pages."""
    made = Hub()
    made.clients.update(clients)
    return made


class TestQueue:
    """What one page has not been told yet."""

    def test_a_change_reaches_those_who_may_see_its_organisation(self):
        ours, theirs = Client([1, 2]), Client([3])
        hub(ours, theirs).publish("evidence:7:2")
        assert asyncio.run(ours.next()) == b"id: 1\ndata: evidence:7\n\n"
        assert not theirs.news.is_set()

    def test_a_change_of_no_organisation_reaches_everybody(self):
        ours, theirs = Client([1]), Client([])
        hub(ours, theirs).publish("calendar:2020:")
        assert ours.news.is_set()
        assert theirs.news.is_set()

    @pytest.mark.parametrize("payload", ["", "nonsense", "evidence:7:x", "a:1\ndata: b:2:1", ":1"])
    def test_a_change_of_unknown_form_is_left_out(self, payload):
        page = Client([1])
        hub(page).publish(payload)
        assert not page.news.is_set()

    def test_the_same_change_is_told_once_and_many_go_together(self):
        page = Client([1])
        broadcaster = hub(page)
        for payload in ("run:1:1", "run:2:1", "run:1:1"):
            broadcaster.publish(payload)
        assert asyncio.run(page.next()) == b"id: 1\ndata: run:1\ndata: run:2\n\n"

    def test_a_page_that_lags_too_far_behind_starts_over(self):
        page = Client([1])
        broadcaster = hub(page)
        for number in range(events.QUEUE + 1):
            broadcaster.publish(f"run:{number}:1")
        assert len(page.waiting) <= events.QUEUE
        assert asyncio.run(page.next()).startswith(events.RESYNC)

    def test_silence_is_filled_with_signs_of_life(self, monkeypatch):
        monkeypatch.setattr(events, "HEARTBEAT", 0.02)
        assert asyncio.run(Client([1]).next()) == b": \n\n"

    def test_a_page_that_does_not_read_is_dropped(self, monkeypatch):
        monkeypatch.setattr(events, "SLOW", 0.05)

        async def never(_message):
            await asyncio.sleep(10)

        with pytest.raises(TimeoutError):
            asyncio.run(events._write(Client([1]), never))

    def test_a_stream_ends_after_its_time(self, monkeypatch):
        monkeypatch.setattr(events, "LIFE", 0.05)
        monkeypatch.setattr(events, "HEARTBEAT", 0.02)
        sent = []

        async def send(message):
            sent.append(message)

        asyncio.run(events._write(Client([1]), send))
        assert sent[0]["body"] == events.HELLO
        assert sent[-1] == {"type": "http.response.body", "body": b""}


class TestWhoMayAsk:
    """Only pages of our own, under a name of ours."""

    @pytest.mark.parametrize(
        ("host", "origin", "allowed"),
        [
            ("127.0.0.1:8001", "http://127.0.0.1:8000", True),
            ("localhost:8001", "http://localhost:8000", True),
            ("[::1]:8001", "http://[::1]:8000", True),
            ("127.0.0.1:8001", None, True),
            ("127.0.0.1", "https://127.0.0.1", True),
            ("127.0.0.1:8001", "http://localhost:8000", False),
            ("127.0.0.1:8001", "http://127.0.0.1:9999", False),
            ("127.0.0.1:8001", "https://elsewhere.example", False),
            ("127.0.0.1:8001", "null", False),
            ("elsewhere.example:8001", "http://elsewhere.example:8000", False),
            ("127.0.0.1:port", "http://127.0.0.1:8000", False),
            ("", None, False),
        ],
    )
    def test_the_origin_must_be_a_page_of_the_same_host(self, settings, host, origin, allowed):
        from dataclasses import replace

        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, port=8000)
        headers = {"host": host} | ({"origin": origin} if origin else {})
        assert streams.may_ask(headers) is allowed


@dataclass
class Stream:
    """One open page."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    head: str

    async def line(self, start: str, seconds: float = HEARD) -> str:
        """Return the next line that starts so."""
        async with asyncio.timeout(seconds):
            while True:
                line = (await self.reader.readline()).decode()
                if not line:
                    raise AssertionError(f"the stream ended before {start!r}")
                if line.strip().startswith(start):
                    return line.strip()

    async def silent(self, seconds: float) -> bool:
        """Tell whether no change arrives for a while."""
        with contextlib.suppress(TimeoutError):
            return not await self.line("data:", seconds)
        return True

    async def close(self) -> None:
        """Leave."""
        self.writer.close()
        with contextlib.suppress(ConnectionError):
            await self.writer.wait_closed()


async def ask(port: int, cookie: str = "", *, path: str = "/events", **headers: str) -> Stream:
    """Open a page."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = {"Host": f"127.0.0.1:{port}", "Cookie": cookie} | {k.replace("_", "-"): v for k, v in headers.items()}
    asked = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    writer.write(f"GET {path} HTTP/1.1\r\n{asked}\r\n".encode())
    async with asyncio.timeout(20):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    return Stream(reader, writer, head)


@dataclass
class Process:
    """The events process and the database it listens to."""

    port: int
    web_port: int
    address: str
    running: subprocess.Popen[bytes]

    def tell(self, *payloads: str) -> None:
        """Let these changes be committed."""
        with psycopg.connect(self.address) as connection:
            for payload in payloads:
                connection.execute("SELECT pg_notify('changes', %s)", [payload])


@pytest.fixture
def process(transactional_db, cluster, worker_database, tmp_path, settings):
    """Return a running events process on this worker's database."""
    address = named(cluster.app_url, worker_database)
    (tmp_path / "secret-key").write_text(settings.SECRET_KEY)
    web_port, port = ports.free("127.0.0.1", 0), ports.free("127.0.0.1", 0)
    environment = variables(tmp_path, DATABASE_URL=address, TS_PORT=str(web_port), TS_EVENTS_PORT=str(port))
    running = subprocess.Popen([sys.executable, "-m", "thongsuot", "events"], cwd=PROJECT, env=environment)
    try:
        wait_for(lambda: (health.read(tmp_path, "events") or {"trouble": 1})["trouble"] == {}, 30)
        wait_for(lambda: listens(port), 30)
        yield Process(port, web_port, address, running)
    finally:
        running.send_signal(signal.SIGTERM)
        try:
            assert running.wait(8) == -signal.SIGTERM
        finally:
            running.kill()


def listens(port: int) -> bool:
    """Tell whether somebody answers at the port."""
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", port)) == 0


def signed_in(person) -> str:
    """Return the cookie of a signed-in person's browser."""
    browser = Browser()
    with access.acting_as_system():
        browser.force_login(person)
    return f"thongsuot={browser.cookies['thongsuot'].value}"


@pytest.mark.django_db(transaction=True)
class TestProcess:
    """The process itself, over sockets."""

    def test_a_stranger_hears_nothing(self, process, cast):
        async def strangers():
            return [
                (await ask(process.port)).head.split()[1],
                (await ask(process.port, "thongsuot=guessed")).head.split()[1],
                (await ask(process.port, "thongsuot=a;;b==")).head.split()[1],
                (await ask(process.port, "thongsuot=a;;b==\x01")).head.split()[1],  # no HTTP at all
            ]

        assert asyncio.run(strangers()) == ["401", "401", "401", "400"]

    def test_a_head_that_does_not_end_is_refused(self, process, cast):
        async def endless():
            reader, writer = await asyncio.open_connection("127.0.0.1", process.port)
            writer.write(b"GET /events HTTP/1.1\r\n")
            with contextlib.suppress(ConnectionError):
                for number in range(2_000):
                    writer.write(b"X-%d: %s\r\n" % (number, b"a" * 1_000))
                    await writer.drain()
            with contextlib.suppress(ConnectionError):
                return (await reader.read(100)).split()[1]
            return b"cut off"

        assert asyncio.run(endless()) in (b"400", b"cut off")
        assert listens(process.port)

    def test_another_address_and_another_origin_are_refused(self, process, cast):
        cookie = signed_in(cast.hang)

        async def others():
            return [
                (await ask(process.port, cookie, path="/")).head.split()[1],
                (await ask(process.port, cookie, Origin="https://elsewhere.example")).head.split()[1],
                (await ask(process.port, cookie, Origin=f"http://127.0.0.1:{process.port + 7}")).head.split()[1],
            ]

        assert asyncio.run(others()) == ["404", "403", "403"]

    def test_a_page_of_ours_may_read_the_answer(self, process, cast):
        cookie, origin = signed_in(cast.hang), f"http://127.0.0.1:{process.web_port}"

        async def page():
            return (await ask(process.port, cookie, Origin=origin)).head.lower()

        head = asyncio.run(page())
        assert " 200 " in head
        assert "content-type: text/event-stream" in head
        assert f"access-control-allow-origin: {origin}" in head
        assert "access-control-allow-credentials: true" in head
        assert "vary: origin" in head

    def test_changes_stay_between_those_who_may_see_them(self, process, cast):
        with access.acting_as_system():
            own, other = cast.organisation("dd-1").pk, cast.organisation("dd-2").pk
        enterprise, department = signed_in(cast.hang), signed_in(cast.binh)

        async def scene():
            hang, binh = await ask(process.port, enterprise), await ask(process.port, department)
            await asyncio.gather(hang.line("id:"), binh.line("id:"))
            await asyncio.to_thread(process.tell, f"assignment:2:{other}", f"assignment:1:{own}")
            heard = [await hang.line("data:"), await binh.line("data:"), await binh.line("data:")]
            return heard, await hang.silent(1.0)

        heard, quiet = asyncio.run(scene())
        assert heard == ["data: assignment:1", "data: assignment:2", "data: assignment:1"]
        assert quiet

    def test_signing_out_ends_what_a_new_stream_may_hear(self, process, cast):
        browser = Browser()
        with access.acting_as_system():
            browser.force_login(cast.hang)
            cookie = f"thongsuot={browser.cookies['thongsuot'].value}"
            browser.logout()

        async def again():
            return (await ask(process.port, cookie)).head.split()[1]

        assert asyncio.run(again()) == "401"

    def test_a_page_that_was_away_starts_over(self, process, cast):
        cookie = signed_in(cast.hang)

        async def back():
            return await (await ask(process.port, cookie, Last_Event_ID="1")).line("event:")

        assert asyncio.run(back()) == "event: resync"

    def test_after_the_listener_was_cut_off_every_page_starts_over_and_hears_again(self, process, cast):
        cookie = signed_in(cast.hang)
        with access.acting_as_system():
            own = cast.organisation("dd-1").pk

        def cut():
            with psycopg.connect(process.address, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE query = 'LISTEN changes' AND datname = current_database()"
                )

        async def scene():
            page = await ask(process.port, cookie)
            await page.line("id:")
            await asyncio.to_thread(cut)
            resync = await page.line("event:", 15)
            await asyncio.to_thread(process.tell, f"assignment:9:{own}")
            await page.line("data: resync")
            return resync, await page.line("data:")

        assert asyncio.run(scene()) == ("event: resync", "data: assignment:9")

    def test_five_hundred_pages_hear_everything_and_a_slow_one_holds_up_nobody(self, process, cast):
        cookie = signed_in(cast.hang)
        with access.acting_as_system():
            own = cast.organisation("dd-1").pk

        async def crowd():
            slow = await ask(process.port, cookie)
            slow.writer.transport.pause_reading()
            pages = []
            for _ in range(CROWD // 50):
                pages += await asyncio.gather(*(ask(process.port, cookie) for _ in range(50)))
            await asyncio.gather(*(page.line("id:") for page in pages))
            for number in range(5):
                await asyncio.to_thread(process.tell, f"run:{number}:{own}")
                heard = await asyncio.gather(*(page.line("data:", 15) for page in pages))
                assert set(heard) == {f"data: run:{number}"}
            await asyncio.gather(*(page.close() for page in [slow, *pages]))

        asyncio.run(crowd())

    def test_it_ends_within_seconds_though_streams_are_open(self, process, cast):
        cookie = signed_in(cast.hang)

        async def scene():
            page = await ask(process.port, cookie)
            await page.line("id:")
            began = time.monotonic()
            os.kill(process.running.pid, signal.SIGTERM)
            await page.reader.read()
            await asyncio.to_thread(process.running.wait, 8)
            return time.monotonic() - began

        assert asyncio.run(scene()) < 5
