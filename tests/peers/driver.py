"""A tiny driver of our session over a real socket; it keeps the octets of both directions."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable

import numpy as np

from thongsuot.engines import message, smpp

PATIENCE = 30.0  # seconds; only a peer that hangs takes so long
TO_CENTRE, FROM_CENTRE = True, False


class Driver:
    """One connection to a centre. Receipts are kept and acknowledged, other requests kept and answered."""

    def __init__(
        self,
        port: int,
        *,
        address: str = "127.0.0.1",
        account: bytes = b"tongdai",
        password: bytes = b"matkhau",
        **settings,
    ) -> None:
        self.socket = socket.create_connection((address, port), timeout=PATIENCE)
        self.socket.setblocking(False)
        self.settings = smpp.Settings(**{"window": 10, **settings})
        self.session = smpp.Session(smpp.Role.ESME, self.settings, now=time.monotonic())
        self.exchanged: list[tuple[bool, bytes]] = []
        self.events: list[smpp.Event] = []
        self.answers: dict[object, tuple[int, bytes]] = {}
        self.receipts: list[tuple[bytes, smpp.MessageState, bytes]] = []
        self.arrived: list[smpp.Pdu] = []
        self.open = True
        bind = smpp.Bind(account, password, interface_version=0x34)
        self.session.bind(smpp.Command.BIND_TRANSCEIVER, bind, now=time.monotonic())

    def __enter__(self) -> Driver:
        return self

    def __exit__(self, *_error: object) -> None:
        self.socket.close()

    def until(self, what: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Exchange octets until something is so; fail when it does not come to pass."""
        deadline = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < deadline, f"nothing came of it; the last events are {self.events[-5:]}"
            assert self.open, f"the connection is gone; the last events are {self.events[-5:]}"
            self.turn()

    def bound(self) -> Driver:
        """Wait until the session is bound."""
        self.until(lambda: self.session.state is smpp.State.BOUND_TRX)
        return self

    def unbind(self) -> None:
        """End as the standard says, and wait for the answer."""
        self.session.unbind(now=time.monotonic())
        self.until(lambda: self.session.state is smpp.State.UNBOUND)

    def turn(self) -> None:
        """Write what is to be written, read what there is within a moment."""
        self._hear(self.session.tick(now=time.monotonic()))
        for octets in self.session.outgoing(now=time.monotonic()):
            self.exchanged.append((TO_CENTRE, bytes(octets)))
            self._write(bytes(octets))
        readable, _, _ = select.select([self.socket], [], [], 0.02)
        if readable:
            try:
                came = self.socket.recv(1 << 16)
            except ConnectionError:
                came = b""
            self.exchanged.append((FROM_CENTRE, came))
            self.open = bool(came)
            now = time.monotonic()
            self._hear(self.session.receive(came, now=now) if came else self.session.lost(now=now))

    def _write(self, octets: bytes) -> None:
        rest = memoryview(octets)
        while rest and self.open:
            select.select([], [self.socket], [], PATIENCE)
            try:
                rest = rest[self.socket.send(rest) :]
            except ConnectionError:
                self.open = False

    def _hear(self, events: list[smpp.Event]) -> None:
        for event in events:
            self.events.append(event)
            match event:
                case smpp.Answered(key=key, status=status, body=body):
                    self.answers[key] = (status, getattr(body, "message_id", b""))
                case smpp.Receipts():
                    columns = (event.message_ids.tolist(), event.states.tolist(), event.errors.tolist())
                    rows = zip(*columns, strict=True)
                    self.receipts += [(name, smpp.MessageState(state), error) for name, state, error in rows]
                    self.session.acknowledge(event.sequences)
                case smpp.Arrived(pdu):
                    self.arrived.append(pdu)
                    self.session.answer(pdu)


def composed(text: str, number: int, *, profile: message.Profile = message.USUAL) -> list[smpp.Message]:
    """Return a text to one made-up subscriber, part by part, each with a receipt."""
    return [
        smpp.Message(
            source_addr_ton=5,
            source_addr=b"SO KHCN",
            dest_addr_ton=1,
            dest_addr_npi=1,
            destination_addr=b"84900%06d" % number,
            esm_class=part.esm_class,
            registered_delivery=1,
            data_coding=part.data_coding,
            short_message=part.short_message,
            tlvs=part.tlvs,
        )
        for part in message.compose(text, profile, reference=number % 256)
    ]


def matched(driver: Driver) -> dict[object, smpp.MessageState]:
    """Join the receipts to the messages they are about: key to state."""
    keys = list(driver.answers)
    matcher = smpp.Matcher()
    matcher.expect(np.array([driver.answers[key][1] for key in keys]), np.arange(len(keys)))
    names = np.array([name for name, _state, _error in driver.receipts])
    states = np.array([state for _name, state, _error in driver.receipts], np.uint8)
    matches = matcher.match(names, states)
    assert (matches.verdicts == smpp.Verdict.MATCHED).all()
    return {keys[place]: state for place, (_n, state, _e) in zip(matches.keys.tolist(), driver.receipts, strict=True)}
