"""A sender in memory, and what it saw: messages through the simulated centre under simulated time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from thongsuot.engines import smpp
from thongsuot.exercise.gateway import Behaviour, Centre, Joined, Record, read_record

WITH_RECEIPT = 1


def message(number: int, *, text: bytes = b"Thong bao thu", registered: int = WITH_RECEIPT) -> smpp.Message:
    """Return one message to a made-up subscriber."""
    return smpp.Message(
        source_addr_ton=5,
        source_addr=b"SO KHCN",
        dest_addr_ton=1,
        dest_addr_npi=1,
        destination_addr=b"84900%06d" % number,
        registered_delivery=registered,
        short_message=text,
    )


class Sender:
    """Sends one message after the other over a session that binds again when its connection is gone."""

    def __init__(self, folder: Path, behaviour: Behaviour | None = None, *, account: bytes = b"tong-dai", **settings):
        self.record = folder / "record.tsv"
        self.centre = Centre(behaviour or Behaviour(), Record(self.record))
        self.joined = Joined(self.centre, self.react)
        self.account = account
        self.settings = smpp.Settings(**{"window": 10, "enquire_link": None, **settings})
        self.answers: dict[object, tuple[int, bytes]] = {}
        self.doubtful: list[object] = []
        self.receipts: list[tuple[bytes, smpp.MessageState]] = []
        self.inbound: list[smpp.Message] = []
        self.order: list[str] = []
        self.events: list[smpp.Event] = []
        self.session = self.bind()

    def bind(self, password: bytes = b"mat-khau") -> smpp.Session:
        """Connect and bind."""
        self.session = smpp.Session(smpp.Role.ESME, self.settings, now=self.joined.now)
        self.joined.connect(self.session)
        bind = smpp.Bind(self.account, password)
        self.session.bind(smpp.Command.BIND_TRANSCEIVER, bind, now=self.joined.now)
        self.joined.run(self.joined.now)
        return self.session

    def send(self, count: int, *, first: int = 0, **how) -> None:
        """Queue so many messages; the number of each is its key."""
        for number in range(first, first + count):
            self.session.submit(message(number, **how), key=number)

    def run(self, seconds: float) -> None:
        """Let time pass."""
        self.joined.run(self.joined.now + seconds)

    def react(self, session: smpp.Session, event: smpp.Event) -> None:
        """Keep what is told, and take what comes."""
        self.events.append(event)
        match event:
            case smpp.Answered(key=key, status=status, body=body):
                self.answers[key] = (status, getattr(body, "message_id", b""))
                self.order.append(f"answer {getattr(body, 'message_id', b'').decode()}")
            case smpp.Uncertain(key=key) | smpp.Unsent(key=key):
                self.doubtful.append(key)
            case smpp.Receipts():
                said = zip(event.message_ids.tolist(), event.states.tolist(), strict=True)
                self.receipts += [(name, smpp.MessageState(state)) for name, state in said]
                self.order += [f"receipt {name.decode()}" for name in event.message_ids.tolist()]
                session.acknowledge(event.sequences)
            case smpp.Arrived(pdu):
                self.inbound.append(pdu.body)
                session.answer(pdu)

    @property
    def lines(self):
        """The record, as another process would read it."""
        return list(read_record(self.record))

    @property
    def statuses(self) -> Counter:
        """How often each status was answered."""
        return Counter(status for status, _name in self.answers.values())

    def seen(self, kind: type) -> list[smpp.Event]:
        """Return the events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]
