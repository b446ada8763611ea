"""The process that tells open pages what changed: one LISTEN connection, one bounded queue a page.

Raw ASGI under uvicorn. A page asks once (`/events`), is checked once against its session, and then hears the numbers
of rows that changed at organisations it may see: `data: topic:id` lines. After a loss it hears `event: resync`.
Alarms come in by the same port (web.intake) and by letters (web.letters).
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import django
import psycopg
import uvicorn

from thongsuot.web import health

if TYPE_CHECKING:
    from thongsuot.web.environment import Environment
    from thongsuot.web.intake import Intake

CHANNEL = "changes"
INTAKE = "/api/v1/alarms"
QUEUE = 256  # changes a page may lag behind until it is told to fetch everything again
HEARTBEAT = 15.0  # seconds between two signs of life
SLOW = 10.0  # seconds one write may take until the page is dropped
LIFE = 3600.0  # seconds after which a page must show its session again
HELLO = b"retry: 2000\nid: 1\n\n"
RESYNC = b"event: resync\ndata: resync\n\n"

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
logger = logging.getLogger(__name__)


class Client:
    """One open page: what it may hear, and what it has not been told yet."""

    def __init__(self, organisations: Iterable[int]) -> None:
        self.organisations = frozenset(organisations)
        self.waiting: dict[str, None] = {}  # in order, each change once
        self.resync = False
        self.ending = False
        self.news = asyncio.Event()

    def tell(self, topic: str) -> None:
        """Add a change; a page that lags too far behind fetches everything again instead."""
        self.waiting[topic] = None
        if len(self.waiting) > QUEUE:
            self.start_over()
        self.news.set()

    def start_over(self) -> None:
        """Have the page fetch everything again."""
        self.waiting.clear()
        self.resync = True
        self.news.set()

    def end(self) -> None:
        """Let the stream end."""
        self.ending = True
        self.news.set()

    async def next(self) -> bytes:
        """Return what is to be written next: changes, a resync, or a sign of life."""
        try:
            async with asyncio.timeout(HEARTBEAT):
                await self.news.wait()
        except TimeoutError:
            return b": \n\n"
        self.news.clear()
        topics, self.waiting = list(self.waiting), {}
        resync, self.resync = self.resync, False
        told = "".join(f"data: {topic}\n" for topic in topics)
        return (RESYNC if resync else b"") + (f"id: 1\n{told}\n".encode() if topics else b"")


class Hub:
    """All open pages, and the one connection that hears what changed."""

    def __init__(self) -> None:
        self.clients: set[Client] = set()
        self.listening = False

    def publish(self, payload: str) -> None:
        """Pass `topic:id:organisation` on to the pages that may hear it; without an organisation, to all."""
        topic, _, organisation = payload.rpartition(":")
        if not topic or "\n" in topic or not organisation.isdigit() and organisation:
            logger.warning("a change of unknown form was left out")
            return
        for client in self.clients:
            if not organisation or int(organisation) in client.organisations:
                client.tell(topic)

    async def listen(self, url: str) -> None:
        """Hear changes until cancelled; after each loss of the connection all pages fetch everything again."""
        from thongsuot.web.database import KEEPALIVES

        pause = 0.5
        while True:
            try:
                connecting = psycopg.AsyncConnection.connect(url, autocommit=True, connect_timeout=5, **KEEPALIVES)
                async with await connecting as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self.listening, pause = True, 0.5
                    for client in self.clients:
                        client.start_over()
                    async for notice in connection.notifies():
                        self.publish(notice.payload)
            except psycopg.Error as error:
                logger.warning("the events process lost the database: %s", error)
            finally:
                self.listening = False
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)

    def end(self) -> None:
        """Let every stream end."""
        for client in self.clients:
            client.end()


class Application:
    """The ASGI application: the stream of what changed, and the door for alarms."""

    def __init__(self, hub: Hub, intake: Intake) -> None:
        self.hub, self.intake = hub, intake
        self.checkers = ThreadPoolExecutor(4, thread_name_prefix="sign-in")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        from thongsuot.web import streams

        if scope["type"] != "http":
            return
        if scope["path"] == INTAKE:
            await self.intake(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if scope["method"] != "GET" or scope["path"] != "/events":
            await _refuse(send, 404)
        elif not streams.may_ask(headers):
            await _refuse(send, 403)
        else:
            loop = asyncio.get_running_loop()
            found = await loop.run_in_executor(self.checkers, streams.organisations, streams.session_of(headers))
            await (
                _refuse(send, 401, headers) if found is None else self._stream(Client(found), headers, receive, send)
            )

    async def _stream(self, client: Client, headers: dict[str, str], receive: Receive, send: Send) -> None:
        from thongsuot.web import streams

        answer = [
            (b"content-type", b"text/event-stream"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": answer + streams.shared_with(headers)})
        leaving = asyncio.create_task(_wait_for_leaving(receive, client))
        self.hub.clients.add(client)
        if "last-event-id" in headers or not self.hub.listening:
            client.start_over()
        try:
            await _write(client, send)
        except (TimeoutError, OSError):
            logger.info("a page that does not read was dropped")
        finally:
            self.hub.clients.discard(client)
            leaving.cancel()


async def _write(client: Client, send: Send) -> None:
    """Write to the page until it leaves, its time is over, or a write does not get through."""
    until = asyncio.get_running_loop().time() + LIFE
    body = HELLO
    while not client.ending and asyncio.get_running_loop().time() < until:
        async with asyncio.timeout(SLOW):
            await send({"type": "http.response.body", "body": body, "more_body": True})
        body = await client.next()
    await send({"type": "http.response.body", "body": b""})


async def _wait_for_leaving(receive: Receive, client: Client) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    client.end()


async def _refuse(send: Send, status: int, headers: dict[str, str] | None = None) -> None:
    from thongsuot.web import streams

    await send({"type": "http.response.start", "status": status, "headers": streams.shared_with(headers or {})})
    await send({"type": "http.response.body", "body": b""})


async def _tick(hub: Hub, pulse: health.Pulse, server: uvicorn.Server) -> None:
    """Show that the loop turns, and end the streams when the server is asked to end."""
    while not server.should_exit:
        pulse.trouble("cơ sở dữ liệu", None if hub.listening else "chưa nghe được thay đổi")
        pulse.tick()
        await asyncio.sleep(health.EVERY / 2)
    hub.end()


async def _serve(told: Environment, hub: Hub, pulse: health.Pulse, url: str) -> None:
    """Open both doors and keep them open until asked to end; what was taken in by then is kept and answered."""
    from thongsuot.web import letters
    from thongsuot.web.heads import Bounded
    from thongsuot.web.intake import Intake

    intake = Intake()
    config = uvicorn.Config(
        Application(hub, intake),
        host=told.address,
        port=told.events_port,
        http=Bounded,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=2,
        access_log=False,
        log_level="warning",
        backlog=2048,
        ssl_certfile=told.tls_cert,
        ssl_keyfile=told.tls_key,
    )
    server = uvicorn.Server(config)
    mail = await letters.listen(told, intake)
    tasks = [asyncio.create_task(hub.listen(url)), asyncio.create_task(_tick(hub, pulse, server))]
    try:
        await server.serve()
    finally:
        if mail is not None:
            mail.close()
        for task in tasks:
            task.cancel()
        intake.end()


def run(arguments: list[str]) -> int:
    """Serve the streams and take alarms in until asked to end."""
    health.die_with_supervisor()
    django.setup()
    from django.conf import settings

    from thongsuot.web import database

    health.take_short_turns()
    told, hub = settings.ENVIRONMENT, Hub()
    pulse = health.Pulse(settings.HOME, os.environ.get("TS_NAME", "events"))
    pulse.tick()
    asyncio.run(_serve(told, hub, pulse, database.app_url()))
    return 0
