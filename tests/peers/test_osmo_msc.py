"""Osmocom's MSC (C) as the message centre: the texts stand in its SQLite as they were sent."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.peers.conftest import TEXTS
from tests.peers.driver import PATIENCE, Driver, composed
from tests.web.processes import PROJECT, wait_for

from thongsuot.engines import message, smpp

PORT = 2775
SETTINGS = """
log stderr
 logging filter all 1
 logging level set-all info
line vty
 bind {address}
ctrl
 bind {address}
network
 network country code 1
 mobile network code 1
msc
 sms-database {folder}/sms.db
hlr
 remote-ip {address}
sgs
 local-ip {address}
smpp
 local-tcp-ip {address} 2775
 system-id osmo
 policy closed
 esme tongdai
  password matkhau
"""

pytestmark = pytest.mark.soak


class Centre:
    """A running MSC, on a loopback address of its own so that its ports may be the usual ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"127.{os.getpid() >> 8 & 0xFF}.{os.getpid() & 0xFF}.77"

    def listens(self) -> bool:
        """Tell whether its SMPP port is open."""
        with suppress(OSError):
            socket.create_connection((self.address, PORT), timeout=1).close()
            return True
        return False

    def texts(self) -> dict[str, str]:
        """Return what is stored for each telephone, read and joined by `message`."""
        pieces: dict[str, list[message.Piece]] = defaultdict(list)
        asked = "SELECT dest_addr, data_coding_scheme, ud_hdr_ind, user_data FROM SMS ORDER BY id"
        with closing(sqlite3.connect(self.folder / "sms.db")) as database:
            for to, coding, headed, stored in database.execute(asked):
                octets = stored if coding else unpacked(stored, headed=bool(headed))
                pieces[to].append(message.read(octets, esm_class=0x40 if headed else 0, data_coding=coding))
        return {to: message.join(of_one) for to, of_one in pieces.items()}


def unpacked(stored: bytes, *, headed: bool) -> bytes:
    """Return septets one an octet, behind the header if there is one; as many octets are stored as septets counted."""
    header = stored[: 1 + stored[0]] if headed else b""
    skipped = -(-8 * len(header) // 7)
    bits = int.from_bytes(stored, "little")
    return header + bytes(bits >> 7 * place & 0x7F for place in range(skipped, len(stored)))


@pytest.fixture(scope="module")
def centre(tmp_path_factory) -> Iterator[Centre]:
    """Run one; where the kernel has no SCTP, a shim gives it TCP."""
    running = Centre(tmp_path_factory.mktemp("osmo"))
    shim = running.folder / "sctp.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", shim, PROJECT / "tests/peers/sctp.c"], check=True)
    (running.folder / "msc.cfg").write_text(SETTINGS.format(address=running.address, folder=running.folder))
    with (running.folder / "log").open("wb") as log:
        words = {"cwd": running.folder, "env": {**os.environ, "LD_PRELOAD": str(shim)}, "stdout": log, "stderr": log}
        process = subprocess.Popen(["osmo-msc", "-c", "msc.cfg"], **words)
    try:
        wait_for(running.listens, PATIENCE)
        yield running
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait(10)


def test_texts_are_read_back_from_its_database_as_they_were_sent(centre):
    with Driver(PORT, address=centre.address) as driver:
        driver.bound()
        parts = {}
        for number, text in enumerate(TEXTS):
            for place, part in enumerate(composed(text, number)):
                parts[number, place] = part
                driver.session.submit(part, key=(number, place))
        driver.until(lambda: len(driver.answers) == len(parts))
        assert {status for status, _name in driver.answers.values()} == {0}
        driver.unbind()
    assert centre.texts() == {
        f"84900{number:06d}": message.normalised(text) for number, text in enumerate(TEXTS)
    }  # GSM-7 with its extension, UCS-2, and both in several parts


def test_a_wrong_password_is_refused(centre):
    with Driver(PORT, address=centre.address, password=b"sai") as driver:
        driver.until(lambda: smpp.BindRefused(smpp.Status.RINVPASWD) in driver.events)
        assert driver.session.state is smpp.State.OPEN
