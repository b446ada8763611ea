"""Deliveries of many sockets are kept together: one thread commits what has gathered while it was busy."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST = 4_000  # that wait; more are refused until some are kept
MOST_BYTES = 48 * 1024 * 1024  # of bodies that are read or wait
TOGETHER = 250  # kept by one commit

One = TypeVar("One")


@dataclass
class Waiting(Generic[One]):
    """One delivery, and who waits for it to be safe."""

    one: One
    safe: asyncio.Future[bool]


class Gathering(Generic[One]):
    """The queue before the one thread that commits; belongs to the loop in which it was made."""

    def __init__(self, keep: Callable[[Sequence[One]], list[bool]]) -> None:
        self.keep = keep
        self.held = 0  # bytes
        self._queue: deque[Waiting[One]] = deque()
        self._news = threading.Condition()
        self._ending = False
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._work, name="intake", daemon=True)
        self._thread.start()

    @property
    def full(self) -> bool:
        """Tell whether nothing more can be taken in now."""
        return len(self._queue) >= MOST or self.held >= MOST_BYTES

    async def put(self, one: One) -> bool:
        """Wait until a delivery is safe; False where it could not be kept."""
        waiting = Waiting(one, self._loop.create_future())
        with self._news:
            self._queue.append(waiting)
            self._news.notify()
        return await waiting.safe

    def end(self) -> None:
        """Keep what waits, then end the thread."""
        with self._news:
            self._ending = True
            self._news.notify()
        self._thread.join(5.0)

    def _work(self) -> None:
        while taken := self._take():
            try:
                safe = self.keep([waiting.one for waiting in taken])
            except Exception:  # whatever it was: nobody is told that it is safe
                safe = [False] * len(taken)
            try:
                self._loop.call_soon_threadsafe(_tell, taken, safe)
            except RuntimeError:  # the loop is gone, and so are those who waited
                return

    def _take(self) -> list[Waiting[One]]:
        with self._news:
            while not self._queue and not self._ending:
                self._news.wait()
            return [self._queue.popleft() for _ in range(min(TOGETHER, len(self._queue)))]


def _tell(taken: list[Waiting[One]], safe: list[bool]) -> None:
    for waiting, kept in zip(taken, safe, strict=True):
        if not waiting.safe.done():  # whoever asked may have left
            waiting.safe.set_result(kept)
