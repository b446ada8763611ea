"""The outbox's single SMS over an operator's link, one at a time, and the answers that telephones send.

Whoever drives the link's sessions drives this too, from one thread: `begin` when `due` says so, `heard` for each event,
`lost` for each session that ended. Where the database cannot be reached, what happened is kept here and written later.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from thongsuot.engines.message import UnsendableText
from thongsuot.engines.smpp import (
    Answered,
    Arrived,
    Command,
    Event,
    IllegalRequest,
    MessageAnswer,
    Pdu,
    Role,
    Session,
    Status,
    Uncertain,
    Unsent,
    UnwritablePdu,
    legal,
)
from thongsuot.organisations import access
from thongsuot.outbox import actions, queries
from thongsuot.outbox.gateway import hearing
from thongsuot.outbox.gateway.answers import SENDER, Answer, Outcome, settle
from thongsuot.outbox.gateway.flights import KIND, Flight, NoNumber, prepared
from thongsuot.outbox.gateway.links import Told
from thongsuot.outbox.models import Channel, Mailbox

POLL = 0.5  # seconds between two looks at the queue where nobody says that something is there
PAUSE = 1.0  # seconds until the database is tried again
BACK_OFF = 15.0  # seconds, the longest wait before the rest of a message is tried again
REMEMBERED = 16  # messages in doubt whose late answer is still taken
MOST_UNHEARD = 100  # what came and is not kept yet; the centre is asked to keep more of them itself

logger = logging.getLogger(__name__)


class Singles:
    """At most one message of the outbox is under way over the link, so that a crash leaves at most one in doubt."""

    def __init__(self, told: Told, *, clock: Callable[[], datetime]) -> None:
        self._told, self._clock = told, clock
        self._flight: Flight | None = None
        self._answer: Answer | None = None  # what became of it, while that is not written yet
        self._held: Mailbox | None = None
        self._doubtful: OrderedDict[str, Flight] = OrderedDict()
        self._unheard: deque[tuple[Session, Pdu]] = deque()
        self._again_at = 0.0

    def due(self) -> float | None:
        """Return the seconds until `begin` is worth calling; None where only an event can bring something."""
        wait = max(0.0, self._again_at - time.monotonic())
        if self._unheard or self._answer:
            return wait
        if self._flight:
            return max(0.0, self._flight.again_at - time.monotonic()) if self._flight.waits else None
        return wait if self._serves() else None

    def begin(self, session: Session) -> bool:
        """Write what could not be written, then send the next message, or the rest of one; False where nothing is."""
        return self._kept_going(lambda: self._catch_up() and self._go_on(session))

    def heard(self, event: Event, session: Session) -> bool:
        """Take what concerns single messages; False where the event is somebody else's."""
        match event:
            case Answered(key=(str(kind), str(name), int(number)), status=status, body=body) if kind == KIND:
                said = body.message_id if isinstance(body, MessageAnswer) else b""
                self._learn(name, lambda flight: flight.answered(number, status, said))
            case Uncertain(key=(str(kind), str(name), int(number))) if kind == KIND:
                self._learn(name, lambda flight: flight.doubted(number))
            case Unsent(key=(str(kind), str(name), int(number))) if kind == KIND:
                self._learn(name, lambda flight: flight.stayed(number))
            case Arrived(pdu) if hearing.is_for_people(pdu):
                self._take_in(session, pdu)
            case _:
                return False
        return True

    def lost(self, session: Session | None = None) -> None:
        """Take note that a session is gone, or all of them: what it carried is in doubt."""
        if self._flight and session in (None, self._flight.session):
            self._learn(self._flight.name, Flight.lost)
        self._unheard = deque(each for each in self._unheard if session not in (None, each[0]))

    def _serves(self) -> bool:
        return queries.single_link() == self._told.name

    def _kept_going(self, work: Callable[[], bool]) -> bool:
        """Do what needs the database; without it nothing is lost and the work is tried again."""
        try:
            return work()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("single messages wait for the database: %s", type(error).__name__)
            connection.close()
            self._again_at = time.monotonic() + PAUSE
            return False

    def _catch_up(self) -> bool:
        """Write down what became of the message under way and what came."""
        if self._flight and self._answer:
            self._settle(self._flight, self._answer)
        while self._unheard:
            session, pdu = self._unheard[0]
            session.answer(pdu, self._keep(pdu))
            self._unheard.popleft()
        return True

    def _keep(self, pdu: Pdu) -> Status:
        """Keep what came; what can never be kept must not hold up what comes after it."""
        try:
            hearing.keep(self._told, pdu, at=self._clock())
        except (OperationalError, InterfaceError):
            raise  # the database is gone, it will come back
        except Exception:  # whatever is wrong with this one, the centre is to keep it and the next ones are heard
            logger.exception("a message that came cannot be kept")
            return Status.RX_P_APPN
        return Status.ROK

    def _go_on(self, session: Session) -> bool:
        if not legal(Role.ESME, Command.SUBMIT_SM, session.state):
            return False
        if self._flight is None:
            return self._serves() and self._next(session)
        if not self._flight.waits or time.monotonic() < self._flight.again_at:
            return False
        self._submit(self._flight, session)
        return True

    def _next(self, session: Session) -> bool:
        """Claim the next message and hand it over, while no other gateway has one under way."""
        at = self._clock()
        self._again_at = time.monotonic() + POLL
        mailbox = self._ready(at)
        if mailbox is None:
            return False
        if not actions.hold(mailbox):
            with access.acting_as_system():
                if queries.stuck(mailbox, at):
                    actions.unseat(mailbox)
            return False
        self._held = mailbox
        with access.acting_as_system():
            actions.settle_orphans(mailbox, by=SENDER, at=at)
        with access.acting_as_system():
            message = actions.claim(mailbox, by=SENDER, at=at)
        if message is None:
            self._let_go()
            return False
        try:
            self._flight = prepared(message, self._told)
        except (NoNumber, UnsendableText, UnwritablePdu) as error:
            self._flight, said = Flight(message, self._told.name, []), str(error)
            self._end(Answer(Outcome.REFUSED, said))
            return True
        if not self._mine(self._flight):
            self._flight = None
            self._let_go()
            return False
        self._submit(self._flight, session)
        return True

    def _mine(self, flight: Flight) -> bool:
        """Tell whether the claim still holds: a gateway that was asleep sends nothing that others have taken over."""
        try:
            with access.acting_as_system():
                return queries.holds(flight.message)
        except (DatabaseError, InterfaceError):
            self._answer = flight.answer()  # nothing has left
            raise

    def _ready(self, at: datetime) -> Mailbox | None:
        """Return the mailbox where it has something to send, or something to clear up that a dead sender left."""
        with access.acting_as_system():
            mailbox = Mailbox.objects.filter(channel=Channel.SMS, reality=settings.REALITY).first()
            if mailbox is None:
                return None
            due = queries.next_of(mailbox)
            if due is not None and due <= at:
                return mailbox
            if due is not None:
                self._again_at = time.monotonic() + min(POLL, (due - at).total_seconds())
            return mailbox if queries.in_flight(mailbox).exists() else None

    def _submit(self, flight: Flight, session: Session) -> None:
        try:
            flight.submit(session)
        except IllegalRequest:  # it is ending: what was handed over before is told of by its events
            flight.again_at = time.monotonic() + PAUSE
        flight.again_at = max(flight.again_at, time.monotonic() + min(2.0**flight.tries, BACK_OFF))
        self._judge(flight)

    def _learn(self, name: str, learn: Callable[[Flight], None]) -> None:
        """Let the message of that name learn; the truth may come after doubt was noted."""
        if self._flight and self._flight.name == name:
            learn(self._flight)
            self._judge(self._flight)
        elif late := self._doubtful.get(name):
            learn(late)
            answer = late.answer()
            if answer and answer.outcome in (Outcome.SENT, Outcome.REFUSED):
                del self._doubtful[name]
                self._kept_going(lambda: self._write(late, answer))

    def _judge(self, flight: Flight) -> None:
        if answer := flight.answer():
            self._end(answer)

    def _end(self, answer: Answer) -> None:
        self._answer = answer
        self._kept_going(self._catch_up)

    def _settle(self, flight: Flight, answer: Answer) -> None:
        self._write(flight, answer)
        if flight.throttled and self._held:
            with access.acting_as_system():
                actions.pause(self._held, trouble=answer.words, at=self._clock())
        if answer.outcome is Outcome.UNCERTAIN:
            self._doubtful[flight.name] = flight
            while len(self._doubtful) > REMEMBERED:
                self._doubtful.popitem(last=False)
        self._flight = self._answer = None
        self._let_go()
        self._again_at = time.monotonic() + PAUSE if answer.outcome is Outcome.UNREACHABLE else 0.0

    def _write(self, flight: Flight, answer: Answer) -> bool:
        try:
            with access.acting_as_system():
                settle(flight.message, answer, self._clock())
        except actions.ClaimLost:  # others have taken over; what they write down holds
            logger.warning("message %s was taken over; what became of it here is not kept", flight.message.pk)
        return True

    def _let_go(self) -> None:
        if self._held:
            actions.let_go(self._held)
        self._held = None

    def _take_in(self, session: Session, pdu: Pdu) -> None:
        if len(self._unheard) >= MOST_UNHEARD:
            session.answer(pdu, Status.RX_T_APPN)
            return
        self._unheard.append((session, pdu))
        self._kept_going(self._catch_up)
