"""The simulated message centre: which message gets which answer when, and what follows. No socket, no clock."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from itertools import count

from thongsuot.engines.smpp import (
    Answered,
    Arrived,
    Bind,
    Body,
    Bound,
    Cancel,
    Closed,
    Command,
    Data,
    Event,
    IllegalRequest,
    Message,
    MessageAnswer,
    Pacer,
    Pdu,
    Query,
    QueryAnswer,
    Settings,
    Status,
    Tag,
    Uncertain,
    Unsent,
    encode,
    octets,
)
from thongsuot.exercise.gateway.behaviour import Behaviour, Fate, fate
from thongsuot.exercise.gateway.ids import in_receipt
from thongsuot.exercise.gateway.known import Known
from thongsuot.exercise.gateway.links import Link
from thongsuot.exercise.gateway.parcels import TRIES, Parcel, inbound, receipt, wanted
from thongsuot.exercise.gateway.record import Line, Record

NAME = b"MO PHONG"
Answer = tuple[Link, Pdu, int, Body | None]
Task = Answer | Parcel | None  # an answer leaves, a parcel leaves, a message leaves the queue


class Centre:
    """Octets and time in, octets out, for any number of connections.

    `now` is in seconds of any clock that goes forward; `epoch` is what Unix's clock shows when that one shows 0. After
    `receive` call `tick`, then send what `outgoing` gives for each link; call `tick` when `next_due` says so.
    """

    def __init__(self, behaviour: Behaviour, record: Record, *, epoch: float = 0.0) -> None:
        """Begin, or go on where the record ends."""
        self.behaviour, self.record, self._epoch = behaviour, record, epoch
        self.links: list[Link] = []
        self.known = Known(behaviour.ids, record.file)
        self.queued = 0
        self._sessions = self.known.sessions
        self._paces: dict[bytes, Pacer] = {}
        self._waiting: defaultdict[bytes, list[Parcel]] = defaultdict(list)
        self._tasks: list[tuple[float, int, Task]] = []
        self._order = count()
        self._references = count()
        self._settings = Settings(
            window=behaviour.receipt_window, decide=self._decide, system_id=NAME, receipts_as_arrays=False
        )

    def connect(self, *, now: float) -> Link:
        """Take a new connection."""
        self._sessions += 1
        link = Link(self._sessions, self.behaviour, self._settings, now=now)
        self.links.append(link)
        return link

    def receive(self, link: Link, came: bytes | bytearray | memoryview, *, now: float) -> None:
        """Hear what came over a connection."""
        if not link.over:
            self._hear(link, link.read(came, now), now)

    def lost(self, link: Link, *, now: float) -> None:
        """Take note that a connection is gone."""
        self._hear(link, link.sever(now), now)
        self.links = [other for other in self.links if other is not link]

    def tick(self, *, now: float) -> None:
        """Do what is due."""
        while self._tasks and self._tasks[0][0] <= now:
            self._do(heappop(self._tasks)[2], now)
        for link in self.links:
            self._hear(link, link.session.tick(now=now), now)

    def outgoing(self, link: Link, *, now: float) -> list[bytes | memoryview]:
        """Take what is to be written to a connection; what it answers stands in the record by then."""
        link.gather(now)
        self.record.write()
        return link.taken()

    def next_due(self, *, now: float) -> float | None:
        """Return when `tick` is to be called next, whatever comes."""
        dues = [link.session.next_due(now=now) for link in self.links if not link.over]
        dues += [self._tasks[0][0]] if self._tasks else []
        return min((due for due in dues if due is not None), default=None)

    def say(self, account: bytes, source: bytes, destination: bytes, text: str, *, now: float) -> int:
        """Let a subscriber write to an account, which gets it when it can; return how many parts that makes.

        Raises UnsendableText, UnwritablePdu.
        """
        parts = inbound(source, destination, text, next(self._references) % 256)
        for part in parts:
            encode(Pdu(Command.DELIVER_SM, 1, 0, part))  # now, and not when it is too late to say so
        for part in parts:
            self._at(now, Parcel(account, 0, part))
        return len(parts)

    def unbind(self, *, now: float) -> None:
        """Ask every session to end."""
        for link in self.links:
            try:
                link.session.unbind(now=now)
            except IllegalRequest:  # it is not bound: there is nothing to say
                link.over = True

    def cut(self, *, now: float) -> None:
        """Cut every connection."""
        for link in self.links:
            self._hear(link, link.sever(now), now)

    def _decide(self, _command: Command, bind: Bind) -> int:
        accounts = self.behaviour.accounts
        name = bind.system_id.decode("latin-1")
        if accounts and name not in accounts:
            return Status.RINVSYSID
        if accounts and accounts[name] != bind.password.decode("latin-1"):
            return Status.RINVPASWD
        bound = sum(link.account == bind.system_id and not link.over for link in self.links)
        return Status.RBINDFAIL if bound == self.behaviour.sessions else Status.ROK

    def _at(self, at: float, task: Task) -> None:
        heappush(self._tasks, (at, next(self._order), task))

    def _do(self, task: Task, now: float) -> None:
        match task:
            case None:
                self.queued -= 1
            case Parcel():
                self._send(task, now)
            case (link, pdu, status, body):
                link.pending -= 1
                link.session.answer(pdu, status, body)

    def _hear(self, link: Link, events: list[Event], now: float) -> None:
        for event in events:
            match event:
                case Arrived(pdu) if not link.cut:
                    self._asked(link, pdu, now)
                case Bound(_, account):
                    link.account = account
                    for parcel in self._waiting.pop(account, ()):
                        self._send(parcel, now)
                case Answered(key=Parcel() as parcel, status=status) if status:
                    parcel.tries += 1
                    if parcel.tries < TRIES:
                        self._at(now + self.behaviour.retry, parcel)
                case Uncertain(key=Parcel() as parcel) | Unsent(key=Parcel() as parcel):
                    self._at(now, parcel)  # perhaps for the second time: who receives must know repeats
                case Closed():
                    link.over = True

    def _asked(self, link: Link, pdu: Pdu, now: float) -> None:
        match pdu.body:
            case Message() | Data():
                self._submitted(link, pdu, pdu.body, now)
            case Query(message_id):
                self._queried(link, pdu, message_id, now)
            case Cancel():
                link.session.answer(pdu, Status.RCANCELFAIL)  # what was taken is as good as delivered
            case _:
                link.session.answer(pdu, Status.RREPLACEFAIL)

    def _queried(self, link: Link, pdu: Pdu, message_id: bytes, now: float) -> None:
        state = self.known.state(message_id, now)
        if state is None:
            link.session.answer(pdu, Status.RQUERYFAIL)
        else:
            link.session.answer(pdu, Status.ROK, QueryAnswer(message_id, message_state=state))

    def _submitted(self, link: Link, pdu: Pdu, message: Message | Data, now: float) -> None:
        drawn = fate(self.behaviour, link.chance)
        link.received += 1
        status = 0 if drawn.dropped else self._beyond(link, now) or drawn.status
        number = None if drawn.dropped or status else self._take(drawn, now)
        name = b"" if number is None else self.known.name(number)
        self._note(link, pdu, message, name, _words(drawn, status), now)
        said = [] if number is None else self._receipts(link, message, number, drawn, now)
        if drawn.early:
            self._each_at(now, said)
        if drawn.cut or link.received == self.behaviour.cut_after:
            self._hear(link, link.sever(now), now)
        elif not drawn.dropped and (status or drawn.answered):
            link.pending += 1
            self._at(now + drawn.latency, (link, pdu, status, MessageAnswer(name) if name else None))
        if not drawn.early:
            self._each_at(now + drawn.latency + drawn.delivery, said)

    def _beyond(self, link: Link, now: float) -> int:
        """Return the refusal of what goes beyond the contract or the centre's room; 0 where it does not."""
        behaviour = self.behaviour
        if behaviour.window is not None and link.pending >= behaviour.window:
            return Status.RSUBMITFAIL
        if behaviour.queue is not None and self.queued >= behaviour.queue:
            return Status.RMSGQFUL
        if behaviour.tps is None:
            return 0
        pace = self._paces.get(link.account)
        if pace is None:
            pace = self._paces[link.account] = Pacer(behaviour.tps, behaviour.burst or behaviour.tps)
        if not pace.allows(now, 1):
            return Status.RTHROTTLED
        pace.spend(1)
        return 0

    def _take(self, drawn: Fate, now: float) -> int:
        """Take a message, which is delivered some time after its answer; return its number."""
        done_at = now + drawn.latency + drawn.delivery
        if self.behaviour.queue is not None:
            self.queued += 1
            self._at(done_at, None)
        return self.known.take(drawn.state, done_at)

    def _receipts(self, link: Link, about: Message | Data, number: int, drawn: Fate, now: float) -> list[Parcel]:
        """Return the receipts that a message gets: none, one or two."""
        if not (drawn.receipts and wanted(about.registered_delivery, drawn.state)):
            return []
        behaviour = self.behaviour
        moments = self._epoch + now, self._epoch + now + drawn.latency + drawn.delivery
        said = receipt(about, in_receipt(behaviour.ids, number), drawn.state, behaviour.form, moments)
        return [Parcel(link.account, link.number, said, drawn.early) for _ in range(drawn.receipts)]

    def _each_at(self, at: float, parcels: list[Parcel]) -> None:
        for parcel in parcels:
            self._at(at, parcel)

    def _send(self, parcel: Parcel, now: float) -> None:
        able = [link for link in self.links if link.receives and link.account == parcel.account]
        for link in sorted(able, key=lambda link: link.number != parcel.session):
            try:
                link.carry(parcel, parcel.message)
            except IllegalRequest:  # it is about to end
                continue
            if parcel.early:
                link.gather(now)  # so that it leaves before the answer
            return
        self._waiting[parcel.account].append(parcel)

    def _note(self, link: Link, pdu: Pdu, message: Message | Data, name: bytes, words: str, now: float) -> None:
        given = message.short_message if isinstance(message, Message) else b""
        self.record.add(
            Line(
                self._epoch + now,
                _plain(message.source_addr),
                _plain(message.destination_addr),
                pdu.sequence,
                name.decode("ascii"),
                message.esm_class,
                message.data_coding,
                given or octets(message.tlvs, Tag.MESSAGE_PAYLOAD) or b"",
                words,
                _plain(link.account),
                link.number,
            )
        )


def _words(drawn: Fate, status: int) -> str:
    if drawn.dropped:
        return "dropped"
    if status:
        return f"refused:0x{status:08X}"
    return drawn.state.name.lower() + ("" if drawn.answered else " unanswered")


def _plain(address: bytes) -> str:
    """Return octets that others chose as characters that break no line."""
    if address.isalnum():
        return address.decode("ascii")
    return address.decode("latin-1").encode("unicode_escape").decode("ascii")
