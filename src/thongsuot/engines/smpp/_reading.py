"""What came in: each PDU against the tables, whichever way it was read."""

import numpy as np

from thongsuot.engines.smpp._batch import Batch, Standing
from thongsuot.engines.smpp._bodies import Bind, BindAnswer, Message, MessageAnswer
from thongsuot.engines.smpp._command import BINDS, RESPONSE, Command
from thongsuot.engines.smpp._core import Core
from thongsuot.engines.smpp._events import (
    Answered,
    Arrived,
    BindRefused,
    Bound,
    Ending,
    Illegal,
    Malformed,
    Repeated,
    Settled,
    Unknown,
)
from thongsuot.engines.smpp._fields import BadPdu
from thongsuot.engines.smpp._pdu import Header, Pdu, bare, decode, nack, read_header, respond, supported
from thongsuot.engines.smpp._receipts import read_receipt
from thongsuot.engines.smpp._requests import WINDOWED, Request
from thongsuot.engines.smpp._scan import One, pieces
from thongsuot.engines.smpp._states import BINDS_TO, BOUND, State, known, legal
from thongsuot.engines.smpp._status import Status
from thongsuot.engines.smpp._stretch import Places, Stretch
from thongsuot.engines.smpp._tlv import Tag

_OF_BATCHES = frozenset({Command.SUBMIT_SM_RESP, Command.GENERIC_NACK})
_VERSION = ((int(Tag.SC_INTERFACE_VERSION), b"\x34"),)


class Reader:
    """Reads the octets of one session; what is not whole yet waits for the rest."""

    def __init__(self, core: Core) -> None:
        """Begin with nothing read."""
        self._core = core
        self._rest = b""

    def read(self, octets: bytes | bytearray | memoryview, now: float) -> None:
        """Read octets, however they were chopped."""
        core = self._core
        if not octets:
            return
        core.heard_at = now
        data = self._rest + bytes(octets) if self._rest else octets
        whole = 0
        for piece in pieces(np.frombuffer(data, np.uint8), core.settings.longest, core.settings.run):
            match piece:
                case One(begin, end):
                    self._one(bytes(data[begin:end]), now)
                    whole = end
                case Stretch():
                    self._stretch(piece, now)
                    whole = piece.end
                case _:
                    self._broken(read_header(data, piece.begin))
        self._rest = b"" if core.state is State.CLOSED else bytes(data[whole:])
        core.tell_receipts()

    def _broken(self, header: Header) -> None:
        """Answer a length that cannot be; where the next PDU begins nobody knows any more."""
        self._core.events.append(Malformed(Status.RINVCMDLEN, header.command, header.sequence))
        self._core.say(nack(Status.RINVCMDLEN, header.sequence))
        self._core.end(Ending.BROKEN)

    def _one(self, octets: bytes, now: float) -> None:
        header = read_header(octets)
        try:
            command = supported(header.command)
        except BadPdu as bad:
            self._core.events.append(Malformed(bad.status, header.command, header.sequence))
            if not header.command & RESPONSE:  # a nack of an answer could be nacked for ever
                self._core.say(nack(bad.status, header.sequence))
            return
        if command.is_response:
            self._response(command, header, octets, now)
        elif (illegal := self._illegal(command)) is not None:
            self._core.events.append(Illegal(command, header.sequence, illegal))
            if illegal == Status.RINVCMDID:
                self._core.say(nack(illegal, header.sequence))
            else:
                self._refuse(command, header.sequence, illegal)
        else:
            self._request(command, header, octets, now)

    def _illegal(self, command: Command) -> Status | None:
        """Return what is answered to a request that may not come now, or not from that side."""
        side, state = self._core.role.other, self._core.state
        if not known(side, command):
            return Status.RINVCMDID
        if legal(side, command, state):
            return None
        return Status.RALYBND if command in BINDS and state in BOUND else Status.RINVBNDSTS

    def _refuse(self, command: Command, sequence: int, status: Status) -> None:
        if command.answered:
            self._core.say(respond(command, sequence, status))

    def _request(self, command: Command, header: Header, octets: bytes, now: float) -> None:
        core = self._core
        try:
            pdu = decode(octets)
        except BadPdu as bad:
            core.events.append(Malformed(bad.status, command, header.sequence))
            self._refuse(command, header.sequence, bad.status)
            return
        match pdu.body:
            case Bind():
                self._bind(pdu, pdu.body)
            case _ if command is Command.ENQUIRE_LINK:
                core.say(respond(command, pdu.sequence))
            case _ if command is Command.UNBIND:
                core.say(respond(command, pdu.sequence))
                core.end(Ending.PEER_UNBOUND)
            case _:
                self._arrived(pdu, now)

    def _bind(self, pdu: Pdu, bind: Bind) -> None:
        core = self._core
        status = core.settings.decide(pdu.command, bind)
        if status:
            core.say(respond(pdu.command, pdu.sequence, status))
            core.events.append(BindRefused(status))
            return
        core.say(respond(pdu.command, pdu.sequence, 0, BindAnswer(core.settings.system_id, _VERSION)))
        self._bound(pdu.command, bind.system_id)

    def _bound(self, command: Command, peer: bytes) -> None:
        core = self._core
        core.state = BINDS_TO[command]
        core.active_at = core.heard_at
        core.events.append(Bound(core.state, peer))

    def _arrived(self, pdu: Pdu, now: float) -> None:
        core = self._core
        core.active_at = now
        if pdu.command is Command.OUTBIND:
            core.state = State.OUTBOUND
        if pdu.command is Command.DELIVER_SM and core.settings.receipts_as_arrays and isinstance(pdu.body, Message):
            receipt = read_receipt(pdu.body)
            if receipt is not None:
                core.incoming.one(pdu.sequence, receipt)
                return
        core.events.append(Arrived(pdu))

    def _response(self, command: Command, header: Header, octets: bytes, now: float) -> None:
        core, sequence, status = self._core, header.sequence, header.status
        try:
            body = decode(octets).body
        except BadPdu as bad:
            core.events.append(Malformed(bad.status, command, sequence))
            body = bare(command)
        if command is Command.GENERIC_NACK and not status:
            status = Status.RUNKNOWNERR  # a nack is no consent
        answer = Pdu(command, sequence, status, body)
        if found := core.requests.answered(sequence, command):
            self._answered(*found, answer, now)
        elif command in _OF_BATCHES and (hit := core.batches.find(sequence)):
            self._settled(*hit, answer, now)
        elif core.requests.was_answered(sequence):
            core.events.append(Repeated(sequence))
        else:
            core.events.append(Unknown(command, sequence, status))

    def _answered(self, request: Request, waited: bool, answer: Pdu, now: float) -> None:
        core, status, body = self._core, answer.status, answer.body
        nacked = answer.command is Command.GENERIC_NACK
        if request.command in BINDS and status:
            core.events.append(BindRefused(status))
        elif request.command in BINDS:
            self._bound(request.command, body.system_id if isinstance(body, BindAnswer) else b"")
        elif request.command is Command.UNBIND:
            core.end(Ending.UNBOUND)
        elif request.command in WINDOWED:
            core.active_at = now
            core.events.append(Answered(request.command, request.sequence, request.key, status, body, nacked))
            if waited:
                core.window.closed(1)
                core.learn(1, {status: 1}, now)

    def _settled(self, batch: Batch, place: int, answer: Pdu, now: float) -> None:
        core = self._core
        name = answer.body.message_id if isinstance(answer.body, MessageAnswer) else b""
        before = batch.settle_one(place, answer.status, name)
        if before is Standing.WAITING:
            core.events.append(Unknown(answer.command, answer.sequence, answer.status))
        elif before in (Standing.ACCEPTED, Standing.REFUSED):
            core.events.append(Repeated(answer.sequence))
        else:
            core.active_at = now
            core.events.append(Settled(batch, 1))
            if before is Standing.SENT:
                core.window.closed(1)
                core.learn(1, {answer.status: 1}, now)
            core.batches.sweep()

    def _stretch(self, stretch: Stretch, now: float) -> None:
        """Read answers first: receipts may be for them."""
        core = self._core
        answers, receipts = stretch.parted()
        if answers is not None:
            left = self._answers(answers, now) if core.batches.active else np.arange(answers.count)
            self._singly(answers, left, now)
        if receipts is not None:
            left = np.arange(receipts.count)
            if core.settings.receipts_as_arrays and legal(core.role.other, Command.DELIVER_SM, core.state):
                count, left = core.incoming.hear(receipts)
                core.active_at = now if count else core.active_at
            self._singly(receipts, left, now)

    def _answers(self, answers: Stretch, now: float) -> Places:
        core = self._core
        heard, left = core.batches.hear(answers)
        for batch, count in heard.counts:
            core.window.closed(count)
            core.events.append(Settled(batch, count))
        if heard.counts:
            core.active_at = now
            core.learn(heard.status.size, heard.refused(), now)
            core.batches.sweep()
        return left

    def _singly(self, stretch: Stretch, rows: Places, now: float) -> None:
        for row in rows:
            self._one(stretch.one(int(row)), now)
