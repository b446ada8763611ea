"""`thongsuot simulator` as a process of its own: what it prints, what it takes, how it ends."""

from __future__ import annotations

import signal
import socket
import time
from dataclasses import fields

import pytest
from tests.exercise.simulating import Simulator, told
from tests.peers.driver import Driver, composed
from tests.web.processes import wait_for

from thongsuot.engines import smpp
from thongsuot.exercise.gateway import Behaviour
from thongsuot.web.simulator_command import REPEATED, SETTINGS


def send(driver: Driver, count: int, *, first: int = 0) -> None:
    for number in range(first, first + count):
        [message] = composed("Thu nghiem he thong", number)
        driver.session.submit(message, key=number)


def test_it_serves_several_sessions_and_its_record_is_what_they_saw(tmp_path):
    with Simulator(tmp_path, "--refuse", "0.1:0x0B") as simulator:
        with Driver(simulator.port, account=b"mot") as one, Driver(simulator.port, account=b"hai") as two:
            for driver, first in ((one.bound(), 0), (two.bound(), 1000)):
                send(driver, 100, first=first)
            one.until(lambda: len(one.answers) == 100)
            two.until(lambda: len(two.answers) == 100)
            for driver in (one, two):
                accepted = sum(status == 0 for status, _name in driver.answers.values())
                assert 70 < accepted < 100
                driver.until(lambda driver=driver, accepted=accepted: len(driver.receipts) == accepted)
                driver.unbind()
        for driver, account in ((one, "mot"), (two, "hai")):
            lines = [line for line in simulator.lines if line.account == account]
            fates = {0: "delivered", 0x0B: "refused:0x0000000B"}
            assert {int(line.destination[-6:]): (line.fate, line.message_id.encode()) for line in lines} == {
                number: (fates[status], name) for number, (status, name) in driver.answers.items()
            }


def test_garbage_ends_only_the_session_that_sent_it(tmp_path):
    with Simulator(tmp_path) as simulator, Driver(simulator.port) as driver:
        driver.bound()
        for garbage in (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x00\x00\x00\x01" * 100, b"\xff" * 100_000):
            with socket.create_connection(("127.0.0.1", simulator.port), timeout=30) as stranger:
                stranger.sendall(garbage)
                said = b""
                while octets := stranger.recv(1 << 16):
                    said += octets
            nack = smpp.decode(said)
            assert (nack.command, nack.status) == (smpp.Command.GENERIC_NACK, smpp.Status.RINVCMDLEN)
        send(driver, 10)
        driver.until(lambda: len(driver.receipts) == 10)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_restart_goes_on_with_the_record(tmp_path, how):
    with Simulator(tmp_path) as simulator:
        with Driver(simulator.port) as driver:
            send(driver.bound(), 50)
            driver.until(lambda: len(driver.answers) == 50)
        simulator.process.send_signal(how)
        simulator.process.wait(30)
    if how is signal.SIGKILL:
        with simulator.record.open("a") as record:
            record.write("1795989159.888930\tSO KHCN\t8490")  # what the next write had begun
    with Simulator(tmp_path) as simulator, Driver(simulator.port) as driver:
        send(driver.bound(), 50, first=50)
        driver.until(lambda: len(driver.answers) == 100 - 50)
        lines = simulator.lines
        assert [int(line.destination[-6:]) for line in lines] == list(range(100))
        assert len({line.message_id for line in lines}) == 100
        assert [line.session for line in lines] == [1] * 50 + [2] * 50


def test_the_end_is_told_to_the_sessions_and_waits_for_nobody_else(tmp_path):
    with (
        Simulator(tmp_path) as simulator,
        Driver(simulator.port) as driver,
        socket.create_connection(("127.0.0.1", simulator.port)),
    ):
        driver.bound()
        simulator.process.send_signal(signal.SIGTERM)
        driver.until(lambda: not driver.open)
        assert smpp.Closed(smpp.Ending.PEER_UNBOUND) in driver.events
        assert simulator.process.wait(30) == 0


def test_a_peer_that_reads_nothing_does_not_hold_up_the_end(tmp_path):
    with Simulator(tmp_path) as simulator, Driver(simulator.port, window=5000) as driver:
        send(driver.bound(), 3000)
        for octets in driver.session.outgoing(now=time.monotonic()):
            driver._write(bytes(octets))
        wait_for(lambda: len(simulator.lines) > 100, 30)
        simulator.process.send_signal(signal.SIGTERM)
        assert simulator.process.wait(30) == 0


def test_a_slow_reader_reads_everything_in_the_end(tmp_path):
    with Simulator(tmp_path, "--reading", "20000") as simulator, Driver(simulator.port, window=300) as driver:
        send(driver.bound(), 300)
        driver.until(lambda: len(driver.answers) == 300)
        assert [line.sequence for line in simulator.lines] == sorted(line.sequence for line in simulator.lines)


def test_receipts_wait_for_a_sender_that_went_away(tmp_path):
    with Simulator(tmp_path, "--delivery", "1") as simulator:
        with Driver(simulator.port) as driver:
            send(driver.bound(), 20)
            driver.until(lambda: len(driver.answers) == 20)
        with Driver(simulator.port) as again:
            again.bound()
            again.until(lambda: len(again.receipts) == 20)
        assert {name.decode() for name, _state, _error in again.receipts} == {
            line.message_id for line in simulator.lines
        }


def test_subscribers_write_and_connections_are_cut_by_order(tmp_path):
    with Simulator(tmp_path) as simulator, Driver(simulator.port) as driver:
        driver.bound()
        said = simulator.order("mo tongdai 84900000001 8088 Nước đã rút, đường đi lại được")
        assert said == "Đã gửi tin của thuê bao, 1 phần."
        driver.until(lambda: driver.arrived)
        assert driver.arrived[0].body.short_message.decode("utf-16-be") == "Nước đã rút, đường đi lại được"
        assert simulator.order("mo tongdai").startswith("Không hiểu “mo tongdai”; chưa làm gì.")
        for wrong in ("mo tôngđài 1 2 x", f"mo tongdai {'8' * 21} 8088 x"):
            assert simulator.order(wrong).startswith("Chưa gửi tin của thuê bao: tài khoản và số có tối đa 20 ký tự")
        assert simulator.order("mo tongdai 1 2 " + "x" * 40_000).startswith("Chưa gửi tin của thuê bao: ")
        assert simulator.order("").startswith("Lệnh ở đầu vào chuẩn: ")
        assert simulator.order("cut") == "Đã cắt 1 kết nối."
        driver.until(lambda: not driver.open)


def test_a_port_in_use_says_so_and_what_to_do(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = told("--port", port, "--record", tmp_path / "record.tsv")
    assert done.returncode == 1
    assert f"Cổng {port} tại 127.0.0.1 đang được chương trình khác dùng; chưa khởi động gì." in done.stderr
    assert "--port 0" in done.stderr
    assert not (tmp_path / "record.tsv").exists()


@pytest.mark.parametrize("text", ["Kính gửi: các đơn vị\nkhông có dòng cuối", "one line that has no end"])
def test_a_file_that_is_no_record_stays_as_it_is(tmp_path, text):
    letter = tmp_path / "letter.txt"
    letter.write_text(text)
    done = told("--port", 0, "--record", letter)
    assert (done.returncode, letter.read_text()) == (1, text)
    assert "không phải sổ của trung tâm mô phỏng; tệp được giữ nguyên" in done.stderr


def test_a_record_has_one_writer(tmp_path):
    with Simulator(tmp_path) as simulator:
        done = told("--port", 0, "--record", simulator.record)
    assert done.returncode == 1
    assert "đang được một trung tâm mô phỏng khác ghi" in done.stderr


def test_without_a_record_named_it_stands_in_the_home_of_the_install(tmp_path):
    with Simulator(tmp_path, home=tmp_path / "home"):
        assert (tmp_path / "home" / "simulator.tsv").read_bytes() == b""


def test_a_record_that_cannot_be_written_says_so(tmp_path):
    done = told("--port", 0, "--record", tmp_path / "nowhere" / "record.tsv")
    assert done.returncode == 1
    assert "hãy chọn tệp khác bằng --record" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["--latency", "fast"],
        ["--refuse", "0.1"],
        ["--outcome", "0.1:happy"],
        ["--account", "name"],
        ["--lost", "2"],
        ["--ids", "roman"],
    ],
)
def test_what_cannot_be_is_refused_before_anything_starts(tmp_path, words):
    done = told("--port", 0, "--record", tmp_path / "record.tsv", *words)
    assert done.returncode == 2
    assert not (tmp_path / "record.tsv").exists()


def test_every_setting_of_the_command_reaches_the_centre():
    named = {name.replace("-", "_") for name, *_ in SETTINGS} | {field for _name, field, *_ in REPEATED}
    assert named == {field.name for field in fields(Behaviour)}
