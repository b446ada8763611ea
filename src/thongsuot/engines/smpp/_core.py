"""What a session is made of, shared by its reading, its sending and its timers."""

from collections.abc import Iterable, Iterator

from thongsuot.engines.smpp._batches import Batches
from thongsuot.engines.smpp._clock import Clock
from thongsuot.engines.smpp._events import (
    BatchUncertain,
    Closed,
    Ending,
    Event,
    Throttled,
    Uncertain,
    Unsent,
    WindowReduced,
)
from thongsuot.engines.smpp._incoming import Incoming
from thongsuot.engines.smpp._pacing import Pacer, Pause
from thongsuot.engines.smpp._pdu import Pdu, encode
from thongsuot.engines.smpp._requests import WINDOWED, Request, Requests
from thongsuot.engines.smpp._sequence import after
from thongsuot.engines.smpp._settings import Settings
from thongsuot.engines.smpp._share import Share
from thongsuot.engines.smpp._states import BOUND, Role, State
from thongsuot.engines.smpp._status import Status
from thongsuot.engines.smpp._window import Window


class Core:
    """One session's values, and the few things that several of its sides do."""

    def __init__(self, role: Role, settings: Settings, now: float) -> None:
        """Begin open: connected, not yet bound."""
        self.role, self.settings = role, settings
        self.state = State.OPEN
        self.leaving = False
        self.clock = Clock(now)
        self.heard_at = self.active_at = 0.0
        self.window = Window(settings.window)
        self.pacer = Pacer(settings.rate, settings.burst)
        self.pause = Pause()
        self.full = Share()
        self.requests = Requests(settings.remembered)
        self.batches = Batches()
        self.incoming = Incoming(settings.run)
        self.events: list[Event] = []
        self.out: list[bytes] = []
        self.next_sequence = 1

    @property
    def over(self) -> bool:
        """Whether nothing is exchanged any more but farewells."""
        return self.state in (State.UNBOUND, State.CLOSED)

    @property
    def sending(self) -> bool:
        """Whether messages may go out."""
        return self.state in BOUND and not self.leaving

    def reserve(self, count: int) -> int:
        """Return the first of so many sequence numbers that nobody else gets."""
        first = self.next_sequence
        self.next_sequence = after(first, count)
        return first

    def say(self, pdu: Pdu) -> None:
        """Put a PDU out that nothing holds back."""
        self.out.append(encode(pdu))

    def request(self, pdu: Pdu, now: float) -> None:
        """Put a request out that keeps the session itself going, and wait for its answer."""
        self.say(pdu)
        self.requests.went(Request(pdu.command, pdu.sequence, None, b""), now)

    def closed(self, requests: Iterable[Request]) -> None:
        """Count requests out of the window."""
        self.window.closed(sum(request.command in WINDOWED for request in requests))

    def learn(self, answers: int, refused: dict[int, int], now: float) -> None:
        """Let pace and window learn from answers to messages; `refused` counts statuses."""
        for status in self._too_much(answers, refused):
            pause = self.settings.backoff.after(self.pause, now)
            if pause is not self.pause:
                self.pause = pause
                self.events.append(Throttled(status, self.clock.shown(pause.until)))
        if self.window.learn(answers, refused.get(Status.RSUBMITFAIL, 0)):
            self.events.append(WindowReduced(self.window.now))

    def _too_much(self, answers: int, refused: dict[int, int]) -> Iterator[Status]:
        """Return what of the refusals means that messages come too fast.

        ESME_RTHROTTLED always does; ESME_RMSGQFUL may be said of one subscriber's queue, so only many of them do.
        """
        if Status.RTHROTTLED in refused:
            yield Status.RTHROTTLED
        if self.full.is_much(refused.get(Status.RMSGQFUL, 0), answers):
            yield Status.RMSGQFUL

    def tell_receipts(self) -> None:
        """Report the receipts read so far."""
        if (receipts := self.incoming.told()) is not None:
            self.events.append(receipts)

    def doubt(self, requests: Iterable[Request]) -> None:
        """Report requests that went out and were not answered; those that only keep the session going are no loss."""
        self.events.extend(
            Uncertain(request.command, request.sequence, request.key)
            for request in requests
            if request.command in WINDOWED
        )

    def end(self, why: Ending) -> None:
        """Finish: what waits for its answer is uncertain, what did not go out is unsent."""
        told = self.over
        farewell = why in (Ending.UNBOUND, Ending.PEER_UNBOUND)
        self.state = State.UNBOUND if farewell and not told else State.CLOSED
        if told:
            return
        doubtful, unsent = self.requests.ended()
        self.doubt(doubtful)
        self.events.extend(Unsent(request.command, request.sequence, request.key) for request in unsent)
        for batch in self.batches.active:
            if doubt := batch.expire(float("inf")):
                self.events.append(BatchUncertain(batch, doubt))
        self.window.closed(self.window.outstanding)
        self.tell_receipts()
        self.events.append(Closed(why))
