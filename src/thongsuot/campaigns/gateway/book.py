"""The one thread that writes: every job is one commit over a connection of its own, which also holds our places.

The advisory locks of the places live and die with the connection that writes, so whoever could lose a place to another
gateway cannot write either. A job whose commit was lost with the connection is done again; jobs are made for that.
"""

from __future__ import annotations

import logging
import math
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections

from thongsuot.campaigns.actions import claiming
from thongsuot.campaigns.actions.claiming import Held
from thongsuot.campaigns.queries.claims import Private, present

EVERY = 1.0  # seconds between two looks at the places
PAUSE = 0.3  # seconds until a lost connection, or a commit that failed, is tried again
ABSENT = 30.0  # seconds for which a gateway without a centre leaves the places to others
NAME = "thongsuot gateway"  # as the database shows our connections
ALIVE: dict[str, Any] = {  # whoever is cut off is gone after about five seconds, seen from either end
    "keepalives": 1,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 5000,
    "connect_timeout": 5,
    "application_name": NAME,
    "options": "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=2 "
    "-c tcp_user_timeout=5000",
}

logger = logging.getLogger(__name__)
Job = Callable[[Private], object]


@dataclass(frozen=True, slots=True)
class Done:
    """A job is kept; `seconds` is how long that took."""

    job: Job
    result: object
    seconds: float


@dataclass(frozen=True, slots=True)
class Slots:
    """The places that are ours now, and those that others wait for."""

    ours: frozenset[int]
    wanted: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lost:
    """Another gateway has taken a lane."""

    held: Held


@dataclass(frozen=True, slots=True)
class Failed:
    """A job can never be done: the program is wrong."""

    error: Exception


News = Done | Slots | Lost | Failed


def private(organisation: int | None) -> Private:
    """Return a connection of one's own that shows one operator's rows and commits each statement by itself."""
    told = connections["default"].settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {ours: told[theirs] for ours, theirs in names.items() if told.get(theirs)}
    rest = {name: value for name, value in told.get("OPTIONS", {}).items() if name != "pool"}
    connection: Private = psycopg.connect(**{**given, **rest, **ALIVE}, autocommit=True)
    sight = [str(organisation or "")] * 2
    connection.execute("SELECT set_config('app.organisations', %s, false), set_config('app.own', %s, false)", sight)
    return connection


class Book(threading.Thread):
    """Jobs go in by `do`, news come out by `news`; `wake` is called whenever there are any."""

    def __init__(self, organisation: int, sessions: int, wake: Callable[[], None]) -> None:
        """Begin with nothing held."""
        super().__init__(name="book", daemon=True)
        self.organisation, self.sessions, self._wake = organisation, sessions, wake
        self.news: deque[News] = deque()
        self.trouble = ""
        self.pid = 0
        self.known: dict[Held, tuple[int, ...]] = {}  # batches of each lane that the gateway knows of
        self.reaching = True  # whether the centre is reached; else others may have our places
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._job: Job | None = None
        self._slots: set[int] = set()
        self._absent_until = 0.0
        self._present = False

    def do(self, job: Job) -> None:
        """Write something, behind what was given before."""
        self._jobs.put(job)

    def end(self) -> None:
        """End once everything given is written; the places are free then."""
        self._jobs.put(None)

    def run(self) -> None:
        """Write until the end; without the database, wait for it."""
        while True:
            try:
                with private(self.organisation) as connection:
                    self.pid = connection.info.backend_pid
                    self.trouble = "" if self._job is None else self.trouble  # until what failed is written
                    self._regain(connection)
                    if self._work(connection):
                        return
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                self._say("the gateway waits for the database: %s", error)
                time.sleep(PAUSE)
            except Exception as error:  # whatever it is, the sending thread must stop
                self._tell(Failed(error))
                return

    def _say(self, words: str, error: psycopg.Error) -> None:
        """Show what keeps us from writing, and log it once."""
        if self.trouble != type(error).__name__:
            logger.warning(words, error)
        self.trouble = type(error).__name__

    def _tell(self, news: News) -> None:
        self.news.append(news)
        self._wake()

    def _work(self, connection: Private) -> bool:
        """Do jobs until the end; True then."""
        look_at = 0.0
        while True:
            if self._job is None:
                if (now := time.monotonic()) >= look_at:
                    self._look(connection, now)
                    look_at = now + EVERY
                try:
                    self._job = self._jobs.get(timeout=EVERY)
                except queue.Empty:
                    continue
            if self._job is None:
                return True
            self._do(connection, self._job)

    def _do(self, connection: Private, job: Job) -> None:
        begun = time.monotonic()
        try:
            result = job(connection)
        except psycopg.OperationalError as error:
            if connection.closed:
                raise
            # the disk is full, say: nothing was kept, all of it is tried again
            self._say("a commit failed and is tried again: %s", error)
            time.sleep(PAUSE)
            return
        self._job, self.trouble = None, ""
        self._tell(Done(job, result, time.monotonic() - begun))

    def _regain(self, connection: Private) -> None:
        """Take the places again that were ours; what others took meanwhile is theirs."""
        self._present = False
        for number in sorted(self._slots):
            lanes = [held for held in self.known if held.number == number]
            if claiming.hold_slot(connection, self.organisation, number):
                for held in lanes:
                    if claiming.still_held(connection, held):
                        claiming.forgo(connection, held, self.known[held])
                    else:
                        self._tell(Lost(held))
                continue
            self._slots.discard(number)
            for held in lanes:
                self._tell(Lost(held))

    def holds(self, number: int) -> bool:
        """Tell a job whether a place is ours, as this very connection has it."""
        return number in self._slots

    def let_go(self, number: int) -> Job:
        """Return the job that gives a place to whoever wants it."""

        def job(connection: Private) -> None:
            claiming.let_go_slot(connection, self.organisation, number)
            self._slots.discard(number)
            self._tell(Slots(frozenset(self._slots), frozenset()))

        return job

    def _look(self, connection: Private, now: float) -> None:
        """Take our part of the places, and tell which of ours are too many."""
        if now < self._absent_until:
            return
        if not self._present:
            claiming.be_present(connection, self.organisation)
            self._present = True
        alive = max(1, present(connection, claiming.PRESENT, self.organisation))
        fair = math.ceil(self.sessions / alive)
        if alive > 1 and not self.reaching:
            claiming.be_absent(connection, self.organisation)
            self._present, fair, self._absent_until = False, 0, now + ABSENT
        free = [number for number in range(self.sessions) if number not in self._slots]
        for number in free:
            if len(self._slots) >= fair:
                break
            if claiming.hold_slot(connection, self.organisation, number):
                self._slots.add(number)
        wanted = sorted(self._slots)[fair:] if len(self._slots) > fair else []
        self._tell(Slots(frozenset(self._slots), frozenset(wanted)))
