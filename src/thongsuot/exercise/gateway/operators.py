"""The exercise's operators send by the real gateway, joined in memory to message centres of their own.

What claims, sends, counts and keeps receipts is the gateway's own code over its own kind of connection; only the wire
has no socket, the book is written at once and seconds are simulated.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from random import Random

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import claiming
from thongsuot.campaigns.gateway.book import Book, Done, Job, private
from thongsuot.campaigns.gateway.places import Place
from thongsuot.campaigns.gateway.planning import Planner
from thongsuot.campaigns.gateway.receipts import Ledger
from thongsuot.campaigns.gateway.sending import Sender
from thongsuot.campaigns.queries.claims import Private, released
from thongsuot.engines.smpp import Bind, Command, Event, Receipts, Role, Session, Settings
from thongsuot.exercise.gateway.behaviour import Behaviour
from thongsuot.exercise.gateway.centre import Centre
from thongsuot.exercise.gateway.memory import Joined
from thongsuot.exercise.gateway.record import Record
from thongsuot.ledger.models import Reality
from thongsuot.organisations import access
from thongsuot.outbox.gateway import links
from thongsuot.outbox.gateway.links import Told
from thongsuot.outbox.gateway.wire import Wire

LINK = "smpp://dien-tap:mo-phong@127.0.0.1?rate=500&window=100"  # nobody listens there: the wire has no socket
SLOT = 0
STEP = 0.25  # simulated seconds between two looks at what is to be written
LONGEST = 86_400.0  # simulated seconds in which everything released is sent, or something is wrong


class Unsent(RuntimeError):
    """What was released does not come to its end."""


class Cable(Wire):
    """A wire in memory."""

    def plug(self, joined: Joined) -> None:
        """Connect and bind."""
        told = self.told
        self.session = Session(Role.ESME, Settings(window=told.window, rate=told.rate), now=joined.now)
        joined.connect(self.session)
        bind = Bind(told.account.encode(), told.password.encode())
        self.session.bind(Command.BIND_TRANSCEIVER, bind, now=joined.now)


class Desk(Book):
    """A book that is written at once, by whoever gives it a job; its thread never starts."""

    def __init__(self, organisation: int, connection: Private) -> None:
        """Begin with the one place."""
        super().__init__(organisation, 1, lambda: None)
        self._connection = connection

    def do(self, job: Job) -> None:
        """Do the job; the news wait like any others."""
        self.news.append(Done(job, job(self._connection), 0.0))

    def holds(self, number: int) -> bool:
        """Tell whether a place is ours."""
        return number == SLOT


class Sitting:
    """One operator's gateway from the first message to the last receipt."""

    def __init__(self, told: Told, organisation: int, connection: Private, centre: Centre) -> None:
        """Begin bound, with nothing sent."""
        self._organisation, self._connection = organisation, connection
        self._desk, self._sender = Desk(organisation, connection), Sender(told)
        self._receipts = Ledger(self._desk, Reality.EXERCISE)
        self._planner = Planner(self._sender, self._desk, "exercise", self._receipts.counted)
        self._joined = Joined(centre, self._heard)
        self._cable = Cable(told, random=Random(0))  # noqa: S311  # nothing is drawn: it never connects by itself
        self._place = self._sender.places[SLOT] = Place(SLOT, told, self._cable)
        self._cable.plug(self._joined)

    def to_the_end(self, quiet: float) -> None:
        """Send what is released; over once nothing has come or gone for so many seconds. Raises Unsent."""
        busy_at = self._joined.now
        while self._joined.now - busy_at < quiet:
            self._turn()
            if self._sender.released or not (self._planner.idle and self._receipts.idle):
                busy_at = self._joined.now
            if self._joined.now > LONGEST:
                raise Unsent(f"{self._sender.told.name}: {self._planner.troubles or 'something is left'}")
        self._joined.disconnect(self._cable.session)

    def _turn(self) -> None:
        self._joined.run(self._joined.now + STEP)
        now = self._joined.now
        self._place.look(now)
        self._take_news(now)
        self._sender.see(released(self._connection, self._organisation))
        self._sender.feed(now)
        self._planner.plan(now)
        self._receipts.plan(now, sending=bool(self._sender.holdings))

    def _take_news(self, now: float) -> None:
        while self._desk.news:
            news = self._desk.news.popleft()
            if isinstance(news, Done) and not self._planner.done(news, now):
                self._receipts.done(news)

    def _heard(self, session: Session, event: Event) -> None:
        if isinstance(event, Receipts):
            self._receipts.heard(session, event, self._joined.now)
        else:
            self._sender.heard(self._place, event, self._joined.now)


class Operators:
    """All operators of the exercise, as a job of the simulated timer: whatever is released is sent in its moment."""

    AUTONOMOUS = True

    def __init__(self, behaviour: Behaviour) -> None:
        """Begin with centres that have heard nothing; they behave alike."""
        self._behaviour = behaviour
        self._folder = tempfile.TemporaryDirectory(prefix="thongsuot-centres-")
        self._centres: dict[int, Centre] = {}

    def run(self, at: datetime) -> int:
        """Let the gateways of all operators send; return of how many."""
        with access.acting_as_system():
            operators = queries.with_work()
        for organisation, code in operators.items():
            self._send(organisation, code)
        return len(operators)

    def next_due(self) -> datetime | None:
        """Return nothing: what is released is sent at once."""
        return None

    def record_of(self, organisation: int) -> Path:
        """Return the file in which an operator's centre keeps what it heard."""
        return Path(self._folder.name) / f"{organisation}.tsv"

    def _send(self, organisation: int, code: str) -> None:
        told = links.read_one(code, LINK, Reality.EXERCISE)
        if organisation not in self._centres:
            self._centres[organisation] = Centre(self._behaviour, Record(self.record_of(organisation)))
        with private(organisation) as connection:
            claiming.hold_slot(connection, organisation, SLOT)
            quiet = self._behaviour.latency.high + self._behaviour.delivery.high + 2 * STEP
            Sitting(told, organisation, connection, self._centres[organisation]).to_the_end(quiet)
