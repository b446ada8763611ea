"""tshark as the judge of every octet that our two roles exchange over a socket."""

from __future__ import annotations

import os
import subprocess
import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from tests.exercise.simulating import Simulator
from tests.peers.capture import one_by_one, pcap
from tests.peers.conftest import TEXTS
from tests.peers.driver import Driver, composed

from thongsuot.engines import smpp
from thongsuot.engines.message import Carriage, Profile

BEYOND = "🙏"  # UCS-2 as tshark reads it ends below
VIETNAMESE = TEXTS[3].replace(BEYOND, "")
PARTS = len(composed(VIETNAMESE, 0))


def judged(capture: Path, shown: str, *fields: str) -> list[list[str]]:
    """Return the fields of the frames that a filter shows."""
    command = ["tshark", "-n", "-r", str(capture), "-d", "tcp.port==2775,smpp", "-Y", shown, "-T", "fields"]
    command += ["-o", "smpp.decode_sms_over_smpp:TRUE"]
    for field in fields:
        command += ["-e", field]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, timeout=120, check=True, env=environment)
    return [line.split("\t") for line in done.stdout.decode().split("\n") if line]


@pytest.fixture(scope="module")
def exchanged(tmp_path_factory) -> list[tuple[bool, bytes]]:
    """Exchange one of everything: both roles, every way of carrying a text, refusals, receipts, questions."""
    with (
        Simulator(tmp_path_factory.mktemp("judged"), "--refuse", "0.2:0x0B") as simulator,
        Driver(simulator.port) as driver,
    ):
        session = driver.bound().session
        for number, carriage in enumerate(Carriage):
            for place, text in enumerate([*TEXTS[:3], VIETNAMESE]):
                for part in composed(text, 10 * number + place, profile=Profile(carriage=carriage)):
                    session.submit(part)
        driver.until(lambda: driver.receipts and not session.waiting and not session.outstanding)
        named = next(name for name, _state, _error in driver.receipts)
        session.query(smpp.Query(named), key="query")
        session.ask(smpp.Command.CANCEL_SM, smpp.Cancel(message_id=named), key="cancel")
        session.ask(smpp.Command.REPLACE_SM, smpp.Replace(message_id=named), key="replace")
        payload = ((int(smpp.Tag.MESSAGE_PAYLOAD), b"Thu nghiem"),)
        data = smpp.Data(source_addr=b"SO KHCN", destination_addr=b"84900000099", data_coding=0, tlvs=payload)
        session.ask(smpp.Command.DATA_SM, data, key="data")
        simulator.order(f"mo tongdai 84900000001 8088 {VIETNAMESE}")
        session.enquire(now=time.monotonic())
        asked = {"query", "cancel", "replace", "data"}
        driver.until(lambda: asked <= driver.answers.keys() and len(driver.arrived) == PARTS)
        driver.unbind()
    return driver.exchanged


@pytest.fixture(scope="module")
def capture(exchanged, tmp_path_factory) -> Path:
    """Write it down, a frame for each PDU."""
    file = tmp_path_factory.mktemp("capture") / "exchanged.pcap"
    file.write_bytes(pcap(one_by_one(exchanged)))
    return file


def test_no_pdu_is_malformed_and_nothing_in_them_is_strange(exchanged, capture):
    ours = Counter(f"0x{int.from_bytes(pdu[4:8], 'big'):08x}" for _side, pdu in one_by_one(exchanged))
    assert Counter(command for [command] in judged(capture, "smpp", "smpp.command_id")) == ours
    assert {int(command, 16) & 0x7FFFFFFF for command in ours} == {3, 4, 5, 6, 7, 8, 9, 0x15, 0x103}
    assert judged(capture, '_ws.malformed or _ws.expert.severity >= "Warning"', "frame.number") == []


def test_a_pdu_that_lies_about_its_length_would_be_seen(exchanged, tmp_path):
    pdus = list(one_by_one(exchanged))
    place = next(place for place, (_side, pdu) in enumerate(pdus) if pdu[4:8] == b"\0\0\0\4")
    side, pdu = pdus[place]
    pdus[place] = (side, pdu.replace(b"SO KHCN\0", b"SO KHCN "))
    file = tmp_path / "planted.pcap"
    file.write_bytes(pcap(pdus))
    assert judged(file, '_ws.malformed or _ws.expert.severity >= "Warning"', "frame.number")


def test_the_capture_reads_the_same_however_the_octets_were_sent(exchanged, tmp_path):
    file = tmp_path / "as_sent.pcap"
    file.write_bytes(pcap(exchanged))
    [*frames] = judged(file, "smpp", "smpp.command_id")
    assert sum(len(commands.split(",")) for [commands] in frames) == len(list(one_by_one(exchanged)))
    assert judged(file, "_ws.malformed", "frame.number") == []


@pytest.mark.parametrize(("command", "who"), [(4, "smpp.destination_addr"), (5, "smpp.source_addr")])
def test_headers_are_put_together_and_vietnamese_is_read(capture, command, who):
    """Parts with a header come from both sides: texts to subscribers, and what a subscriber writes."""
    texts, whole = defaultdict(str), defaultdict(list)
    shown = f"smpp.command_id == {command} and smpp.esm.submit.features == 1 and smpp.data_coding == 8"
    for to, text, parts in judged(capture, shown, who, "smpp.message_text", "gsm_sms_ud.fragment.count"):
        texts[to] += text
        whole[to] += [int(parts)] if parts else []
    assert texts
    assert set(texts.values()) == {VIETNAMESE}
    for to, counts in whole.items():
        assert counts == [PARTS], to
    assert whole.keys() == texts.keys()
