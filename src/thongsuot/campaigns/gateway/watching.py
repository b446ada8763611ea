"""Another thread listens: what is released now, and that something of a share or campaign has just changed."""

from __future__ import annotations

import logging
import select
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import psycopg

from thongsuot.campaigns.gateway.book import PAUSE, private
from thongsuot.campaigns.queries.claims import Private, Released, released

EVERY = 1.0  # seconds between two looks when nothing is told
HOLDING = ("share", "campaign")  # topics after whose change nothing leaves until we have looked
SINGLE = "message"  # the topic of outbox's messages

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hold:
    """Something of a share or campaign has changed: hold it until it is known what."""

    topic: str
    number: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What is released, all of it."""

    shares: tuple[Released, ...]


@dataclass(frozen=True, slots=True)
class SingleWaits:
    """A single message was queued, or has changed."""


Sight = Hold | Seen | SingleWaits


class Watch(threading.Thread):
    """`sights` come out, in order; `wake` is called when there are any. `own` is the backend whose words are ours."""

    def __init__(self, organisation: int, own: Callable[[], int], wake: Callable[[], None]) -> None:
        """Begin with nothing seen."""
        super().__init__(name="watch", daemon=True)
        self.organisation, self._own, self._wake = organisation, own, wake
        self.sights: deque[Sight] = deque()
        self.seeing = False
        self._held = 0  # how many holds were told
        self._ending = False

    def end(self) -> None:
        """End soon."""
        self._ending = True

    def run(self) -> None:
        """Watch until the end; without the database, wait for it and say so once."""
        said = ""
        while not self._ending:
            try:
                with private(self.organisation) as connection:
                    said = ""
                    self._watch(connection)
            except psycopg.Error as error:
                if said != type(error).__name__:
                    said = type(error).__name__
                    logger.warning("the gateway does not hear of changes: %s", error)
                time.sleep(PAUSE)
            finally:
                self.seeing = False

    def _watch(self, connection: Private) -> None:
        connection.add_notify_handler(lambda notice: self._heard(notice.pid, notice.payload))
        connection.execute("LISTEN changes")
        while not self._ending:
            before = self._held
            shares = tuple(released(connection, self.organisation))
            self._listen(connection)
            if self._held != before:
                continue  # what was seen may be older than what has just changed: it must not lift the hold
            self.seeing = True
            self._tell(Seen(shares))
            select.select([connection.fileno()], [], [], EVERY)
            self._listen(connection)

    def _listen(self, connection: Private) -> None:
        connection.pgconn.consume_input()
        while notice := connection.pgconn.notifies():
            self._heard(notice.be_pid, notice.extra.decode())

    def _heard(self, pid: int, payload: str) -> None:
        topic, _, rest = payload.partition(":")
        number = rest.partition(":")[0]
        if pid == self._own() or not number.isdigit():
            return
        if topic in HOLDING:
            self._held += 1
            self._tell(Hold(topic, int(number)))
        elif topic == SINGLE:
            self._tell(SingleWaits())

    def _tell(self, sight: Sight) -> None:
        self.sights.append(sight)
        self._wake()
