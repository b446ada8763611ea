"""One loop over a link's sessions: single messages first, the shares that are released, and what comes back."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import time
from collections import deque
from collections.abc import Iterator
from random import Random
from typing import Protocol, TypeVar

from django.conf import settings

from thongsuot.campaigns.gateway.book import Book, Done, Failed, Lost, Slots
from thongsuot.campaigns.gateway.places import Place
from thongsuot.campaigns.gateway.planning import Planner
from thongsuot.campaigns.gateway.receipts import Ledger
from thongsuot.campaigns.gateway.sending import Sender
from thongsuot.campaigns.gateway.watching import Hold, Seen, SingleWaits, Watch
from thongsuot.engines.smpp import Arrived, Closed, Event, Receipts, Session, Status
from thongsuot.outbox.gateway.links import Told
from thongsuot.outbox.gateway.wire import Wire

LONGEST = 0.5  # seconds the loop sleeps at most, so that it shows that it lives
SINGLES_EVERY = 0.2  # seconds between two looks for a single message
FAREWELL = 2.0  # seconds for the answers that are still to come at the end
UNREACHED = 10.0  # seconds without a session after which other gateways may have our places

Thing = TypeVar("Thing")


class SinglesOf(Protocol):
    """The outbox's messages to one person: one in flight at a time, ahead of all batches."""

    def begin(self, session: Session) -> bool:
        """Submit what is due; False where nothing is, or one is in flight."""

    def heard(self, event: Event, session: Session) -> bool:
        """Take an event; False where it is not about a single message."""

    def lost(self, session: Session | None = None) -> None:
        """Take note that nobody will answer any more."""

    def due(self) -> float | None:
        """Return the seconds until `begin` is worth calling; None: not before something changes."""


class Gateway:
    """Everything of one process but its threads' insides; `turn` does what is due and waits for what comes."""

    def __init__(self, told: Told, organisation: int, singles: SinglesOf | None = None) -> None:
        """Begin unconnected, holding no place."""
        self.told, self._singles = told, singles
        self._selector = selectors.DefaultSelector()
        self._called, self._caller = socket.socketpair()
        for each in (self._called, self._caller):
            each.setblocking(False)
        self._selector.register(self._called, selectors.EVENT_READ)
        self.book = Book(organisation, told.sessions, self._wake)
        self.watch = Watch(organisation, lambda: self.book.pid, self._wake)
        self.sender = Sender(told)
        gateway = f"{socket.gethostname()}:{os.getpid()}"[:120]
        self.receipts = Ledger(self.book, settings.REALITY)
        self.planner = Planner(self.sender, self.book, gateway, self.receipts.counted)
        self._watched: dict[int, tuple[int, int, Place]] = {}
        self._singles_at = self._bound_at = float("-inf")
        self.random = Random()  # noqa: S311  # moments to connect at, no secrets

    def start(self) -> None:
        """Start the threads."""
        self.book.start()
        self.watch.start()

    def turn(self, longest: float = LONGEST) -> None:
        """Wait for something, no longer than nothing is due, and do it."""
        now = time.monotonic()
        for key, _mask in self._selector.select(self._patience(now, longest)):
            if key.fileobj is self._called:
                with contextlib.suppress(BlockingIOError):
                    self._called.recv(4096)
        now = time.monotonic()
        for place in list(self.sender.places.values()):
            self._hear(place, place.wire.turn(now), now)
            place.look(now)
        self._look_around(now)
        self._take_news(now)
        self.sender.feed(now)
        self.planner.plan(now)
        self.receipts.plan(now, sending=bool(self.sender.holdings))
        self._send_single(now)
        for place in list(self.sender.places.values()):
            self._hear(place, place.wire.push(now), now)
        self._register()

    def _wake(self) -> None:
        with contextlib.suppress(OSError):  # full: it will wake anyway; closed: nobody is there to wake
            self._caller.send(b"!")

    def _patience(self, now: float, longest: float) -> float:
        """Return how long nothing can be due."""
        if self.book.news or self.watch.sights:
            return 0.0
        dues = [place.wire.next_due(now) for place in self.sender.places.values()]
        dues += [self.planner.next_due(now), self.receipts.next_due(now), self._next_single(now)]
        dues += [each.again_at for holding in self.sender.holdings for each in holding.stretches]
        return max(0.0, min([now + longest, *(due for due in dues if due is not None)]) - now)

    def _hear(self, place: Place, events: list[Event], now: float) -> None:
        for event in events:
            if isinstance(event, Receipts):
                self.receipts.heard(place.wire.session, event, now)
            elif not self.sender.heard(place, event, now):
                self._other(place, event)
            elif isinstance(event, Closed) and self._singles is not None:
                self._singles.lost(place.wire.session)

    def _other(self, place: Place, event: Event) -> None:
        """Give the rest to the single messages; what nobody wants is refused for good, so that it is not sent again."""
        if self._singles is not None and self._singles.heard(event, place.wire.session):
            return
        if isinstance(event, Arrived) and event.pdu.command.answered:
            place.wire.session.answer(event.pdu, Status.RX_P_APPN)

    def _look_around(self, now: float) -> None:
        if any(place.wire.bound for place in self.sender.places.values()) or not self.sender.places:
            self._bound_at = now
        self.book.reaching = now - self._bound_at < UNREACHED
        for sight in _taken(self.watch.sights):
            match sight:
                case Hold(topic, number):
                    self.sender.hold(topic, number)
                case Seen(shares):
                    self.sender.see(shares)
                case SingleWaits():
                    self._singles_at = float("-inf")

    def _take_news(self, now: float) -> None:
        for news in _taken(self.book.news):
            match news:
                case Failed(error):
                    raise error
                case Lost(held):
                    self.planner.lost(held)
                case Slots(ours, wanted):
                    self._place(ours, wanted, now)
                case Done():
                    if not self.planner.done(news, now):
                        self.receipts.done(news)
        for place in list(self.sender.places.values()):
            if place.leaving and self.sender.empty(place) and not place.wire.session.outstanding:
                self._give_up(place, now)
        self.planner.show(now)
        self.receipts.look(now)

    def _place(self, ours: frozenset[int], wanted: frozenset[int], now: float) -> None:
        """Connect for the places that are ours, and come to an end where they are no longer."""
        for number in self.sender.places.keys() - ours:
            self._drop(self.sender.places[number], now)
        fresh = ours - self.sender.places.keys()
        for number in sorted(fresh):
            self.sender.places[number] = Place(number, self.told, Wire(self.told, random=self.random))
        if fresh:
            self.planner.settle()
        for number in wanted & self.sender.places.keys():
            self.sender.leave(self.sender.places[number])

    def _give_up(self, place: Place, now: float) -> None:
        """Give a place to another gateway, once the centre has let us go."""
        place.wire.leave(now)
        self._hear(place, place.wire.push(now), now)
        self._drop(place, now)
        self.book.do(self.book.let_go(place.number))

    def _drop(self, place: Place, now: float) -> None:
        self._hear(place, place.wire.close(now), now)
        self.planner.left(place.number)
        del self.sender.places[place.number]
        self._unwatch(place.number)

    def _send_single(self, now: float) -> None:
        if self._singles is None or now < self._singles_at or not self.watch.seeing:
            return
        able = [each.wire.session for each in self.sender.places.values() if each.wire.bound and not each.leaving]
        wait = self._singles.due()
        if able and wait is not None and wait <= 0:
            self._singles_at = now + SINGLES_EVERY
            self._singles.begin(able[0])

    def _next_single(self, now: float) -> float | None:
        wait = None if self._singles is None or not self.watch.seeing else self._singles.due()
        return None if wait is None else max(self._singles_at, now + wait)

    def _register(self) -> None:
        """Wait for what each connection may bring, and for room where something is to be written."""
        for number, place in self.sender.places.items():
            descriptor = place.wire.fileno()
            mask = selectors.EVENT_READ | (selectors.EVENT_WRITE if place.wire.wants_write else 0)
            if self._watched.get(number) == (descriptor, mask, place):
                continue
            self._unwatch(number)
            if descriptor >= 0:
                self._selector.register(descriptor, mask)
                self._watched[number] = (descriptor, mask, place)

    def _unwatch(self, number: int) -> None:
        if number in self._watched:
            with contextlib.suppress(KeyError, ValueError, OSError):  # the descriptor is closed by now
                self._selector.unregister(self._watched.pop(number)[0])

    def finish(self) -> None:
        """Stop sending, write down what came of everything, give back the rest, and say goodbye."""
        until = time.monotonic() + FAREWELL
        while not (self.planner.idle and self.receipts.idle) and time.monotonic() < until + FAREWELL:
            self.sender.stop()
            if time.monotonic() > until:  # what is not answered by now is uncertain
                for place in self.sender.places.values():
                    self._hear(place, place.wire.close(time.monotonic()), time.monotonic())
            self.turn(0.05)
        now = time.monotonic()
        for place in list(self.sender.places.values()):
            place.wire.leave(now)
            place.wire.push(now)
            self._hear(place, place.wire.close(now), now)
        if self._singles is not None:
            self._singles.lost()
        self.watch.end()
        self.book.end()
        self.book.join(FAREWELL)
        self._selector.close()
        for each in (self._called, self._caller):
            each.close()


def _taken(things: deque[Thing]) -> Iterator[Thing]:
    while things:
        yield things.popleft()
