"""Two sessions joined in memory, and messages for them."""

from dataclasses import dataclass, field

import numpy as np

from thongsuot.engines.smpp import (
    Arrived,
    Batch,
    Bind,
    BindAnswer,
    Command,
    Message,
    MessageAnswer,
    Pdu,
    Receipts,
    Role,
    Session,
    Settings,
    State,
    Stencil,
    decode,
    encode,
)

BINDS = {
    State.BOUND_TX: Command.BIND_TRANSMITTER,
    State.BOUND_RX: Command.BIND_RECEIVER,
    State.BOUND_TRX: Command.BIND_TRANSCEIVER,
}
PATIENT = {"session_init": None, "enquire_link": None, "response": None}
FIRST = 84_900_000_000


def message(text=b"thong bao", to=b"84900000001", **fields):
    return Message(source_addr=b"SO KHCN", source_addr_ton=5, destination_addr=to, short_message=text, **fields)


def receipt(message_id=b"0000000001", state=b"DELIVRD", **fields):
    words = b"id:%b sub:001 dlvrd:001 submit date:2610280905 done date:2610280906 stat:%b err:000 text:" % (
        message_id,
        state,
    )
    return Message(source_addr=b"84900000001", esm_class=4, short_message=words, **fields)


def recipients(count, first=FIRST):
    return first + np.arange(count, dtype=np.int64)


def accepted(sequence, message_id=b"0A", status=0):
    body = MessageAnswer(b"" if status else message_id)
    return encode(Pdu(Command.SUBMIT_SM_RESP, sequence, status, body))


def cut(octets):
    """Cut octets into PDUs, in another way than the engine does."""
    pdus = []
    while octets:
        length = int.from_bytes(octets[:4], "big")
        pdus.append(decode(octets[:length]))
        octets = octets[length:]
    return pdus


def sent(session, now=0.0):
    """Take what a session sends, as PDUs."""
    return cut(b"".join(bytes(each) for each in session.outgoing(now=now)))


def bound(role=Role.ESME, state=State.BOUND_TRX, **settings):
    """Return one end, bound, the other end played by hand; with no timers unless they are given."""
    session = Session(role, Settings(**{**PATIENT, **settings}), now=0.0)
    if role is Role.ESME:
        sequence = session.bind(BINDS[state], Bind(b"esme"), now=0.0)
        sent(session)
        answer = Pdu(BINDS[state].response, sequence, 0, BindAnswer(b"centre"))
    else:
        answer = Pdu(BINDS[state], 1, 0, Bind(b"esme"))
    session.receive(encode(answer), now=0.0)
    sent(session)
    assert session.state is state
    return session


def ready(count=20, window=1000, parts=None, **options):
    """Return a bound session and a batch that it sends."""
    session = bound(window=window, **options)
    batch = Batch(Stencil(parts or [message()], count), recipients(count))
    session.send(batch)
    return session, batch


@dataclass
class Pair:
    """An ESME and a message centre, joined; `heard` are the events of each."""

    esme: Session
    centre: Session
    heard: dict = field(default_factory=lambda: {Role.ESME: [], Role.SMSC: []})

    def play(self, now=0.0):
        """Carry octets until none are left; return what each heard since the last time."""
        self.heard = {Role.ESME: [], Role.SMSC: []}
        ways = ((self.esme, self.centre, Role.SMSC), (self.centre, self.esme, Role.ESME))
        while True:
            carried = 0
            for one, other, role in ways:
                octets = b"".join(bytes(each) for each in one.outgoing(now=now))
                carried += len(octets)
                self.heard[role] += other.receive(octets, now=now)
            if not carried:
                return self.heard

    def answer_all(self, name=lambda number: b"%010d" % number, status=lambda _number: 0, now=0.0):
        """Let the centre answer every submit_sm until nothing comes any more; return how many there were."""
        number = 0
        while arrived := [event for event in self.play(now)[Role.SMSC] if isinstance(event, Arrived)]:
            for event in arrived:
                refusal = status(number)
                self.centre.answer(event.pdu, refusal, None if refusal else MessageAnswer(name(number)))
                number += 1
        return number


def joined(state=State.BOUND_TRX, esme=None, centre=None):
    """Return both ends, bound."""
    pair = Pair(
        Session(Role.ESME, Settings(**{**PATIENT, "window": 1000, **(esme or {})}), now=0.0),
        Session(Role.SMSC, Settings(**{**PATIENT, "window": 1000, "system_id": b"centre", **(centre or {})}), now=0.0),
    )
    pair.esme.bind(BINDS[state], Bind(b"esme", b"secret"), now=0.0)
    pair.play()
    assert pair.esme.state is pair.centre.state is state
    return pair


def told(events):
    """Return events as plain values: receipts one by one, batches without themselves; so that two runs compare."""
    values = []
    for event in events:
        if isinstance(event, Receipts):
            columns = (event.sequences, event.message_ids, event.states, event.errors)
            values += [("receipt", *each) for each in zip(*(column.tolist() for column in columns), strict=True)]
        elif hasattr(event, "batch"):
            values += [type(event).__name__] * event.count
        else:
            values.append(event)
    return values
