"""smpplib as the sender: our simulated centre takes its messages and gives it receipts and inbound messages."""

from __future__ import annotations

import pytest
import smpplib.client
import smpplib.consts
import smpplib.exceptions
import smpplib.gsm
from tests.exercise.simulating import Simulator
from tests.peers.conftest import TEXTS
from tests.peers.driver import PATIENCE

from thongsuot.engines import message, smpp


class Sender:
    """A client of smpplib and what it was told."""

    def __init__(self, port: int) -> None:
        self.client = smpplib.client.Client("127.0.0.1", port, allow_unknown_opt_params=True, timeout=PATIENCE)
        self.answers: dict[int, object] = {}
        self.came: list[object] = []
        self.client.set_message_sent_handler(lambda pdu: self.answers.update({pdu.sequence: pdu}))
        self.client.set_message_received_handler(lambda pdu: self.came.append(pdu))

    def __enter__(self) -> Sender:
        self.client.connect()
        return self

    def __exit__(self, *_error: object) -> None:
        self.client.disconnect()

    def bind(self, password: str) -> None:
        """Bind, or be refused."""
        self.client.bind_transceiver(system_id="tongdai", password=password)

    def send(self, text: str, to: str) -> list[int]:
        """Send a text in parts as smpplib cuts it; return their sequence numbers."""
        parts, coding, esm_class = smpplib.gsm.make_parts(text)
        return [
            self.client.send_message(
                source_addr_ton=smpplib.consts.SMPP_TON_ALNUM,
                source_addr="SO KHCN",
                dest_addr_ton=smpplib.consts.SMPP_TON_INTL,
                destination_addr=to,
                short_message=part,
                data_coding=coding,
                esm_class=esm_class,
                registered_delivery=True,
            ).sequence
            for part in parts
        ]

    def until(self, count: int) -> None:
        """Read until so many messages came; each reading waits no longer than its time limit."""
        while len(self.came) < count:
            self.client.read_once()


def test_its_texts_arrive_and_each_part_gets_its_receipt(tmp_path):
    words = ("--account", "tongdai:matkhau", "--ids", "case")
    with Simulator(tmp_path, *words) as simulator, Sender(simulator.port) as sender:
        sender.bind("matkhau")
        sent = [sender.send(text, f"8490000000{number}") for number, text in enumerate(TEXTS)]
        sequences = [sequence for parts in sent for sequence in parts]
        sender.until(len(sequences))
        lines = simulator.lines
        assert [line.sequence for line in lines] == sequences
        for number, text in enumerate(TEXTS):
            pieces = [
                message.read(line.octets, esm_class=line.esm_class, data_coding=line.coding)
                for line in lines
                if line.destination == f"8490000000{number}"
            ]
            assert len(pieces) == len(sent[number])
            assert message.join(pieces) == text
        assert [sender.answers[sequence].message_id.decode() for sequence in sequences] == [
            line.message_id for line in lines
        ]
        assert {receipt.receipted_message_id.decode().upper() for receipt in sender.came} == {
            line.message_id for line in lines
        }
        assert {receipt.message_state for receipt in sender.came} == {int(smpp.MessageState.DELIVERED)}
        assert (
            simulator.order("mo tongdai 84900000001 8088 Cần thuyền ở thôn Đông") == "Đã gửi tin của thuê bao, 1 phần."
        )
        sender.until(len(sequences) + 1)
        assert sender.came[-1].short_message.decode("utf-16-be") == "Cần thuyền ở thôn Đông"
        sender.client.unbind()


def test_a_wrong_password_is_refused(tmp_path):
    words = ("--account", "tongdai:matkhau")
    with Simulator(tmp_path, *words) as simulator, Sender(simulator.port) as sender:
        with pytest.raises(smpplib.exceptions.PDUError) as refusal:
            sender.bind("sai")
        assert refusal.value.args[1] == smpp.Status.RINVPASWD
