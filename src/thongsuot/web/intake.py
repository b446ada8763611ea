"""The door for alarms in the events process: each sender is answered when what it sent is committed, and not before."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils.timezone import now

from thongsuot.incidents import api
from thongsuot.incidents.api import Answer, Asked, Kept, Why, answer
from thongsuot.incidents.api.admitting import LARGEST
from thongsuot.organisations import access
from thongsuot.web.gathering import Gathering

if TYPE_CHECKING:
    from thongsuot.incidents.models import Source

PATH = "/api/v1/alarms"
PATIENCE = 20.0  # seconds for a whole body
LISTENED = 24 * 1024 * 1024  # bytes of a body that is too large which are read and thrown away, so that it hears why
IN_THE_LOOP = 64 * 1024  # bytes of a body that is judged without another thread
MOST_LOOKED_UP = 200  # keys that wait to be looked up

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Gone(Exception):
    """The sender left before its body was whole."""


class Intake:
    """All that senders of alarms share: the keys, the queue, and the faults that were told."""

    def __init__(self) -> None:
        self.keys, self.repeats, self.faults = api.Keys(), api.Repeats(), api.Once()
        self.gathering: Gathering[Kept] = Gathering(self._keep)
        self.threads = ThreadPoolExecutor(2, thread_name_prefix="keys")
        self.looking = 0

    def _keep(self, waiting: Sequence[Kept]) -> list[bool]:
        safe = api.keep(waiting, self.faults)
        api.note_clocks(one for one, kept in zip(waiting, safe, strict=True) if kept)
        return safe

    def end(self) -> None:
        """Keep what waits."""
        self.gathering.end()
        self.threads.shutdown(wait=False)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one sender."""
        try:
            told = await self._answered(scope, receive)
        except Gone:
            return
        headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", b"%d" % len(told.body))]
        headers += [(name.lower().encode(), value.encode()) for name, value in told.headers]
        await send({"type": "http.response.start", "status": told.status, "headers": headers})
        await send({"type": "http.response.body", "body": told.body})

    async def _answered(self, scope: Message, receive: Receive) -> Answer:
        asked = _asked(scope)
        refused = api.head(asked)
        source: Source | None = None
        if refused is None:
            refused, source = await self._known(asked)
        if refused is not None or source is None:
            refused = refused or answer(Why.WRONG_KEY)
            who = (scope.get("client") or ("",))[0]
            self.faults.tell((refused.why, who), f"alarms from {who} were refused: {refused.why}")
            await _thrown_away(asked, receive)
            return refused
        if self.gathering.full:
            self.faults.tell(Why.BUSY, "more alarms wait than can be held, their senders are to try again")
            return answer(Why.BUSY)
        return await self._taken(asked, source, receive)

    async def _known(self, asked: Asked) -> tuple[Answer | None, Source | None]:
        """Return whose key it is, or the refusal."""
        fresh, source = self.keys.at_hand(asked.digest)
        if not fresh:
            if self.looking >= MOST_LOOKED_UP:
                return answer(Why.BUSY), None
            self.looking += 1
            try:
                source = await self.in_thread(_looked_up, self.keys, asked.digest)
            except (OperationalError, InterfaceError) as error:
                self.faults.tell("database", f"keys of sources cannot be looked up: {error}")
                return answer(Why.FAILING), None
            finally:
                self.looking -= 1
        return api.admit(asked, source, now()), source

    async def _taken(self, asked: Asked, source: Source, receive: Receive) -> Answer:
        """Read the body, judge it, and wait until it is safe."""
        body = bytearray()
        try:
            async with asyncio.timeout(PATIENCE):
                async for piece in _pieces(receive):
                    body += piece
                    self.gathering.held += len(piece)
                    if len(body) > LARGEST:
                        self.faults.tell((source.pk, Why.TOO_LARGE), f"source {source.pk}: {Why.TOO_LARGE}")
                        await _thrown_away(asked, receive)
                        return answer(Why.TOO_LARGE)
            return await self._kept(asked, source, bytes(body))
        except TimeoutError:
            return answer(Why.TOO_SLOW)
        finally:
            self.gathering.held -= len(body)

    async def _kept(self, asked: Asked, source: Source, body: bytes) -> Answer:
        told = (asked, source, body, self.repeats, at := now())
        small = len(body) <= IN_THE_LOOP
        verdict = api.judge(*told) if small else await self.in_thread(api.judge, *told)
        if verdict.answer.status >= 400:
            self.faults.tell((source.pk, verdict.answer.why), f"source {source.pk}: {verdict.answer.said}")
        if not verdict.keep:
            return verdict.answer
        if not await self.gathering.put(Kept(source, body, at, verdict.skew)):
            return answer(Why.FAILING)
        self.repeats.add(verdict.mark)
        return verdict.answer

    async def in_thread(self, act: Callable[..., Any], *told: Any) -> Any:
        """Do what would hold up the loop beside it."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, act, *told)


def _looked_up(keys: api.Keys, digest: bytes) -> Source | None:
    close_old_connections()
    try:
        with access.acting_as_system():
            return keys.look_up(digest)
    finally:
        close_old_connections()


def _asked(scope: Message) -> Asked:
    headers = {bytes(name).lower(): bytes(value).decode("latin-1") for name, value in scope["headers"]}
    return Asked(
        method=scope["method"],
        authorization=headers.get(b"authorization", ""),
        length=headers.get(b"content-length", ""),
        sent_at=headers.get(b"x-ts-time", ""),
        signature=headers.get(b"x-ts-signature", ""),
    )


async def _pieces(receive: Receive) -> Any:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        yield message.get("body", b"")
        if not message.get("more_body"):
            return


async def _thrown_away(asked: Asked, receive: Receive) -> None:
    """Read on for a while what is not wanted: a sender that is still writing would not hear why."""
    if asked.length.isdecimal() and int(asked.length[:12]) > LISTENED:
        return
    size, until = 0, time.monotonic() + PATIENCE / 4
    try:
        async with asyncio.timeout(PATIENCE / 4):
            async for piece in _pieces(receive):
                size += len(piece)
                if size > LISTENED or time.monotonic() > until:
                    return
    except TimeoutError:
        return
