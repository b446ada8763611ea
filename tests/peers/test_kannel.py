"""Kannel as the sender: its bearerbox binds to our simulated centre, texts go in and out by its smsbox."""

from __future__ import annotations

import http.server
import queue
import socket
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.exercise.simulating import Simulator
from tests.peers.conftest import TEXTS, started
from tests.peers.driver import PATIENCE
from tests.web.processes import wait_for

from thongsuot.engines import message

CORE = """
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = matkhau
smsbox-port = {smsbox}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1

group = smsc
smsc = smpp
smsc-id = mophong
host = 127.0.0.1
port = {centre}
transceiver-mode = true
interface-version = 34
smsc-username = tongdai
smsc-password = matkhau
system-type = ""
msg-id-type = 0x03
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1

group = sendsms-user
username = tongdai
password = matkhau
concatenation = true
max-messages = 10

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "http://127.0.0.1:{inbox}/mo?from=%p&text=%a"
"""


class Inbox(http.server.ThreadingHTTPServer):
    """Where Kannel reports receipts and inbound messages."""

    def __init__(self) -> None:
        self.came: queue.Queue[str] = queue.Queue()
        super().__init__(("127.0.0.1", 0), Listener)


class Listener(http.server.BaseHTTPRequestHandler):
    """Keeps what is asked for and says nothing."""

    server: Inbox

    def do_GET(self) -> None:  # the name that http.server calls
        self.server.came.put(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Keep the test's output clean."""


def free_ports(count: int) -> list[int]:
    """Return ports that nobody uses."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Kannel:
    """Its two processes, bound to a centre."""

    def __init__(self, ports: dict[str, int], inbox: Inbox) -> None:
        self.ports, self.inbox = ports, inbox

    def ask(self, url: str) -> str:
        """Return what Kannel answers to an address; nothing where it does not."""
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310  # our own loopback
                return answer.read().decode()
        except OSError:
            return ""

    def online(self) -> bool:
        """Whether the session is bound and the smsbox there."""
        said = self.ask(f"http://127.0.0.1:{self.ports['admin']}/status.txt?password=matkhau")
        return "(online" in said and "smsbox:" in said

    def send(self, text: str, to: str) -> str:
        """Send a text and ask for receipts to be reported."""
        words = {
            "username": "tongdai",
            "password": "matkhau",
            "from": "SO KHCN",
            "to": to,
            "text": text,
            "charset": "UTF-8",
            "coding": "0" if text.isascii() else "2",
            "dlr-mask": "3",
            "dlr-url": f"http://127.0.0.1:{self.inbox.server_port}/dlr?to=%p&state=%d",
        }
        return self.ask(f"http://127.0.0.1:{self.ports['sendsms']}/cgi-bin/sendsms?{urllib.parse.urlencode(words)}")

    def told(self, path: str, count: int) -> list[dict[str, str]]:
        """Wait for so many reports of one kind."""
        found: list[dict[str, str]] = []
        while len(found) < count:
            address = urllib.parse.urlsplit(self.inbox.came.get(timeout=PATIENCE))
            if address.path == path:
                found.append(dict(urllib.parse.parse_qsl(address.query, encoding="latin-1")))
        return found


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """Serve the inbox."""
    with Inbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def simulator(tmp_path) -> Iterator[Simulator]:
    """Return a centre with one account."""
    with Simulator(tmp_path, "--account", "tongdai:matkhau") as centre:
        yield centre


@pytest.fixture
def kannel(tmp_path: Path, simulator: Simulator, inbox: Inbox) -> Iterator[Kannel]:
    """Start both boxes and wait until they are bound."""
    ports = dict(zip(("admin", "smsbox", "sendsms"), free_ports(3), strict=True))
    settings = tmp_path / "kannel.conf"
    settings.write_text(CORE.format(**ports, centre=simulator.port, inbox=inbox.server_port))
    boxes = Kannel(ports, inbox)
    with started("/usr/sbin/bearerbox", str(settings)):
        admin = f"http://127.0.0.1:{ports['admin']}/status.txt?password=matkhau"
        wait_for(lambda: boxes.ask(admin), PATIENCE)
        with started("/usr/sbin/smsbox", str(settings)):
            wait_for(boxes.online, PATIENCE)
            yield boxes


def test_its_texts_arrive_its_receipts_return_and_subscribers_reach_it(kannel, simulator):
    for number, text in enumerate(TEXTS):
        assert kannel.send(text, f"8490000000{number}").startswith("0: Accepted")
    pieces = {f"8490000000{number}": [] for number in range(len(TEXTS))}
    parts = sum(message.count(text).parts for text in TEXTS)
    wait_for(lambda: len(simulator.lines) >= parts, PATIENCE)
    for line in simulator.lines:
        pieces[line.destination].append(message.read(line.octets, esm_class=line.esm_class, data_coding=line.coding))
    assert [message.join(of_one) for of_one in pieces.values()] == TEXTS
    told = kannel.told("/dlr", len(TEXTS))
    assert {report["to"] for report in told} == set(pieces)
    assert {report["state"] for report in told} == {"1"}  # delivered to the phone
    simulator.order("mo tongdai 84900000001 8088 Xin cứu trợ ở thôn Đoài")
    [inbound] = kannel.told("/mo", 1)
    assert inbound["from"] == "+84900000001"
    handed_on = inbound["text"].encode("latin-1")  # UCS-2 stays as it came
    assert handed_on.decode("utf-16-be") == "Xin cứu trợ ở thôn Đoài"


def test_it_binds_again_after_a_cut(kannel, simulator):
    assert simulator.order("cut") == "Đã cắt 1 kết nối."
    assert kannel.send(TEXTS[0], "84900000009").split(":")[0] in ("0", "3")  # taken, or kept until it is bound again
    wait_for(lambda: [(line.destination, line.session) for line in simulator.lines] == [("84900000009", 2)], PATIENCE)
    wait_for(kannel.online, PATIENCE)
