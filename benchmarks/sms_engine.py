"""engines.smpp beside a C sender, against one message centre, in one run; receipts joined to messages.

.venv/bin/python benchmarks/sms_engine.py [--json] [--messages 1000000] [--refused 0]

Each pair sends the same number of submit_sm over the loopback at a window of 1 000: the C sender with PDUs built once,
then the engine, which addresses each message and keeps status, id and state of each. Promised are 40 % of the C sender
and 500 000 receipts a second, shuffled, 10 000 of them unanswered; what is missed makes the exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from sending.centre import compiled, free_port, wait_for

from thongsuot.engines import smpp

HERE = Path(__file__).resolve().parent
NEUTRAL_SINK = HERE.parents[1] / "shared" / "tools" / "smsc_sink.c"  # where the shared folder lies beside the project
WINDOW, OCTETS, BLOCK, RUNS = 1_000, 100, 10_000, 5
PROMISED_SHARE, PROMISED_RECEIPTS = 0.40, 500_000
UNANSWERED = 10_000
TEXT = smpp.Message(
    source_addr_ton=5, source_addr=b"SO KHCN", dest_addr_ton=1, dest_addr_npi=1, short_message=b"x" * OCTETS
)


@contextmanager
def sink(folder: Path, refused: int) -> Iterator[int]:
    """Run the message centre: the neutral one, or our own where there is none; `refused` of a thousand are."""
    port = free_port()
    words: list[object] = [compiled(HERE / "smpp_sink.c", folder), "--port", port, "--refused", refused]
    if NEUTRAL_SINK.exists():
        words = [compiled(NEUTRAL_SINK, folder), "--port", port, "--quiet", "--error-rate", refused / 1000]
    with subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL) as process:
        wait_for(port)
        try:
            yield port
        finally:
            process.terminate()


class Link:
    """One connection driven by select; nothing of it is in the engine."""

    def __init__(self, port: int) -> None:
        """Connect and bind."""
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.taken = memoryview(bytearray(1 << 20))
        self.unsent: list[memoryview] = []
        settings = smpp.Settings(window=WINDOW)
        self.session = smpp.Session(smpp.Role.ESME, settings, now=perf_counter())
        self.session.bind(smpp.Command.BIND_TRANSCEIVER, smpp.Bind(b"engine", b"engine"), now=perf_counter())
        while self.session.state is smpp.State.OPEN:
            self.turn()

    def turn(self) -> None:
        """Send what may go, then wait for something and read it."""
        now = perf_counter()
        self.unsent.extend(map(memoryview, self.session.outgoing(now=now)))
        self.flush()
        if not (came := self.come()):
            select.select([self.socket], [self.socket] if self.unsent else [], [], 1.0)
            came = self.come()
        if came:
            self.session.receive(self.taken[:came], now=now)

    def come(self) -> int:
        """Read what there is; 0 where there is nothing."""
        try:
            came = self.socket.recv_into(self.taken)
        except BlockingIOError:
            return 0
        if not came:
            raise SystemExit("the message centre closed the connection")
        return came

    def flush(self) -> None:
        """Write as much as the connection takes."""
        while self.unsent:
            try:
                gone = self.socket.send(self.unsent[0])
            except BlockingIOError:
                return
            if gone == len(self.unsent[0]):
                self.unsent.pop(0)
            else:
                self.unsent[0] = self.unsent[0][gone:]


def sent_by_c(program: Path, port: int, messages: int) -> float:
    """Return messages a second of the C sender."""
    words = [program, str(port), str(messages), str(WINDOW), str(OCTETS)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[0])


def sent_by_engine(port: int, messages: int, refused: int) -> tuple[float, float]:
    """Return messages a second of the engine, and its own CPU time a message in microseconds."""
    recipients = 84_900_000_000 + np.arange(messages, dtype=np.int64)
    link = Link(port)
    stencils = smpp.Stencil([TEXT], BLOCK), smpp.Stencil([TEXT], BLOCK)
    batches: list[smpp.Batch] = []
    begun, cpu = perf_counter(), process_time()
    for number, start in enumerate(range(0, messages, BLOCK)):
        batches.append(smpp.Batch(stencils[number % 2], recipients[start : start + BLOCK]))
        link.session.send(batches[-1])
        while batches[-1].waiting or not all(batch.done for batch in batches[-2:-1]):
            link.turn()
    while not batches[-1].done:
        link.turn()
    seconds, cpu = perf_counter() - begun, process_time() - cpu
    link.socket.close()
    answered = sum(batch.answered for batch in batches)
    accepted = sum(int(np.count_nonzero(batch.standing == smpp.Standing.ACCEPTED)) for batch in batches)
    if answered != messages or (not refused and accepted != messages):
        raise SystemExit(f"{messages} messages, {answered} answers, {accepted} accepted")
    return messages / seconds, cpu / messages * 1e6


def receipt_stream(order: np.ndarray, rows: int) -> list[bytes]:
    """Return receipts in an order of messages as octets, so many a piece."""
    centre = smpp.Session(smpp.Role.SMSC, smpp.Settings(window=len(order)), now=0.0)
    esme = smpp.Session(smpp.Role.ESME, now=0.0)
    esme.bind(smpp.Command.BIND_TRANSCEIVER, smpp.Bind(b"e"), now=0.0)
    centre.receive(b"".join(esme.outgoing(now=0.0)), now=0.0)
    centre.outgoing(now=0.0)
    pieces = []
    for start in range(0, len(order), rows):
        for message in order[start : start + rows]:
            said = smpp.Receipt(b"%010X" % message, smpp.MessageState.DELIVERED, b"000", b"2610280905", b"2610280906")
            tlvs = ((smpp.Tag.RECEIPTED_MESSAGE_ID, b"%010X\0" % message), (smpp.Tag.MESSAGE_STATE, b"\2"))
            words = smpp.receipt_words(said)
            source = b"84%09d" % message
            body = smpp.Message(
                source_addr=source, destination_addr=b"SO KHCN", esm_class=4, short_message=words, tlvs=tlvs
            )
            centre.ask(smpp.Command.DELIVER_SM, body)
        pieces.append(b"".join(centre.outgoing(now=0.0)))
    return pieces


def receipts_by_engine(shuffled: bool) -> float:
    """Return receipts a second of CPU: read, joined to their messages, answered; no other process takes part."""
    messages, rows = 10 * UNANSWERED, 1_000
    order = np.arange(messages)
    if shuffled:
        for start in range(0, messages, UNANSWERED):
            np.random.default_rng(start).shuffle(order[start : start + UNANSWERED])
    pieces = receipt_stream(order, rows)
    ids = np.array([b"%010X" % message for message in range(messages)])
    session = smpp.Session(smpp.Role.ESME, smpp.Settings(window=WINDOW), now=0.0)
    session.bind(smpp.Command.BIND_TRANSCEIVER, smpp.Bind(b"e"), now=0.0)
    session.outgoing(now=0.0)
    answer = smpp.encode(smpp.Pdu(smpp.Command.BIND_TRANSCEIVER_RESP, 1, 0, smpp.BindAnswer(b"c")))
    session.receive(answer, now=0.0)
    matcher = smpp.Matcher()
    seen = 0
    begun = process_time()
    for number, piece in enumerate(pieces):
        if number % (UNANSWERED // rows) == 0:
            start = number * rows
            matcher.expect(ids[start : start + UNANSWERED], np.arange(start, start + UNANSWERED))
        for event in session.receive(piece, now=0.0):
            if isinstance(event, smpp.Receipts):
                found = matcher.match(event.message_ids, event.states)
                seen += int(np.count_nonzero(found.keys >= 0))
                session.acknowledge(event.sequences)
        session.outgoing(now=0.0)
    seconds = process_time() - begun
    if seen != messages:
        raise SystemExit(f"{messages} receipts, {seen} joined to their messages")
    return messages / seconds


@dataclass
class Figures:
    """Medians of several runs."""

    c_rate: float
    engine_rate: float
    micro: float
    in_order: float
    shuffled: float

    @property
    def receipts(self) -> float:
        """Return the slower of the two."""
        return min(self.in_order, self.shuffled)

    @property
    def kept(self) -> bool:
        """Tell whether what was promised is."""
        return self.engine_rate >= PROMISED_SHARE * self.c_rate and self.receipts >= PROMISED_RECEIPTS


def measured(messages: int, refused: int = 0) -> Figures:
    """Send in pairs, read receipts, print what that comes to, and return it."""
    c_rates, engine_rates, cpu = [], [], []
    with tempfile.TemporaryDirectory() as name, sink(Path(name), refused) as port:
        blaster = compiled(HERE / "smpp_blaster.c", Path(name))
        sent_by_engine(port, 50_000, refused)
        for _ in range(RUNS):
            c_rates.append(sent_by_c(blaster, port, 3 * messages))  # for about as long as the engine
            rate, micro = sent_by_engine(port, messages, refused)
            engine_rates.append(rate)
            cpu.append(micro)
    ordered = statistics.median(receipts_by_engine(shuffled=False) for _ in range(RUNS))
    shuffled = statistics.median(receipts_by_engine(shuffled=True) for _ in range(RUNS))
    told = Figures(*map(statistics.median, (c_rates, engine_rates, cpu)), ordered, shuffled)
    print(f"window {WINDOW}, {OCTETS} octets, {messages} messages, {refused} of 1000 refused, "
          f"{os.cpu_count()} cores shared with the message centre")  # fmt: skip
    print(f"C sender  {told.c_rate:>12,.0f} messages/s")
    print(f"engine    {told.engine_rate:>12,.0f} messages/s   {told.engine_rate / told.c_rate:.0%} of it (promised: "
          f"{PROMISED_SHARE:.0%})   {told.micro:.2f} us CPU each")  # fmt: skip
    print(f"receipts  {told.receipts:>12,.0f} receipts/s   in order {ordered:,.0f}, shuffled {shuffled:,.0f} "
          f"(promised: {PROMISED_RECEIPTS:,})")  # fmt: skip
    return told


def main() -> int:
    """Measure, and tell whether what was promised is kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as the last line")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--refused", type=int, default=0, help="of a thousand messages")
    options = parser.parse_args()
    told = measured(options.messages, options.refused)
    if options.json:
        rates = {"c_per_s": told.c_rate, "engine_per_s": told.engine_rate, "receipts_engine_per_s": told.receipts}
        print(json.dumps({key: round(value) for key, value in rates.items()}))
    return 0 if told.kept else 1


if __name__ == "__main__":
    sys.exit(main())
