"""Whatever a file does to its reader, the one who asked gets an answer in time and nothing else happens."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.files import samples

from thongsuot.files import gateway
from thongsuot.files.gateway import Unreadable, parent, read_in_sandbox
from thongsuot.files.models import LARGEST

CHILD = str(Path(__file__).with_name("child.py"))
MIB = 1024 * 1024


@pytest.fixture
def hostile(monkeypatch):
    """Start the child that knows the hostile readers."""
    monkeypatch.setattr(parent, "COMMAND", (sys.executable, CHILD))


@pytest.fixture(params=["all", "without-hook", "hook-alone"])
def walled(request, monkeypatch):
    """Start the hostile child behind all walls, behind the kernel's alone, and behind Python's alone."""
    if request.param == "without-hook" and "filter" not in gateway.walls():
        pytest.skip("this kernel has no filter of system calls for us")
    monkeypatch.setattr(parent, "COMMAND", (sys.executable, CHILD, request.param))
    return request.param


def refused(reader, **limits):
    """Return the code of the error with which the reader ends."""
    with pytest.raises(Unreadable) as caught:
        read_in_sandbox(reader, b"bytes", name=limits.pop("name", "a.pdf"), **limits)
    assert caught.value.message
    return caught.value.code


def test_the_reader_gets_the_bytes_and_the_name(hostile):
    data = os.urandom(3 * MIB) + b"\n\n"
    answer = read_in_sandbox("echo", data, name="Công văn “số 1”.pdf")
    assert answer == {"name": "Công văn “số 1”.pdf", "size": len(data), "head": data[:8].hex()}


def test_the_product_starts_the_same_child():
    assert read_in_sandbox("check", b"12345", name="a") == {"name": "a", "size": 5}


LETTER = """Số: 12/STTTT-BCVT
Kính gửi: Các doanh nghiệp viễn thông trên địa bàn tỉnh.
1. Các doanh nghiệp bố trí ca trực suốt tuần.
2. Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.
"""


def test_letters_are_read_in_every_form():
    read = read_in_sandbox("letter", LETTER.encode(), name="Công văn.txt")
    assert (read["file"], read["format"], read["text"]) == ("Công văn.txt", "txt", LETTER)
    assert read["number"] == "12/STTTT-BCVT"
    assert read_in_sandbox("letter", samples.word(), name="a.docx")["format"] == "docx"
    assert read_in_sandbox("letter", samples.pdf("Bao cao ket qua ve So"), name="a.pdf")["format"] == "pdf"


@pytest.mark.parametrize(
    "make",
    [
        lambda: samples.OLE,
        samples.program,
        samples.bomb,
        lambda: samples.word()[:-400],
        lambda: samples.pdf()[:200],
        lambda: bytes(range(256)) * 40,
    ],
)
def test_what_is_no_letter_is_refused_in_words(make):
    with pytest.raises(Unreadable) as caught:
        read_in_sandbox("letter", make(), name="a.docx")
    assert caught.value.code in {"encrypted", "no_text", "unknown_type", "damaged", "too_large", "memory"}
    assert len(caught.value.message.split()) > 5


def test_half_characters_come_back_as_they_are(hostile):
    assert read_in_sandbox("surrogate", b"x", name="a") == {"text": "\ud800"}


def test_tables_are_read_with_their_libraries():
    answer = read_in_sandbox("table", samples.sheet(), name="so-lieu.xlsx")
    assert (answer["format"], answer["header"]) == ("xlsx", ["Mã", "Tên"])
    with pytest.raises(Unreadable) as caught:
        read_in_sandbox("table", samples.OLE, name="cu.xls")
    assert (caught.value.code, "mật khẩu" in caught.value.message) == ("old_excel", True)


def test_a_calendar_is_read_of_the_time_that_its_first_line_says():
    event = "BEGIN:VEVENT\r\nUID:{0}@x\r\nSUMMARY:Trực\r\nDTSTART:{0}T080000\r\nDTEND:{0}T160000\r\nEND:VEVENT\r\n"
    inner = event.format("20200203") + event.format("20210203")
    head = {"since": "2020-02-01T00:00+07:00", "until": "2020-03-01T00:00+07:00", "zone": "Asia/Ho_Chi_Minh"}
    body = f"{json.dumps(head)}\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\n{inner}END:VCALENDAR\r\n"
    answer = read_in_sandbox("events", body.encode(), name="lich.ics")
    assert [(one["starts_at"], one["summary"]) for one in answer["shifts"]] == [("2020-02-03T08:00:00+07:00", "Trực")]
    assert answer["skipped"] == []


def test_the_product_knows_no_reader_of_the_tests():
    assert refused("echo") == "crashed"
    assert set(gateway.READERS) == {
        "letter", "words", "table", "contacts", "paper", "events", "leaves", "leaf", "closer", "subscribers",
        "check",
    }  # fmt: skip


def test_the_child_sees_no_secret_and_an_empty_folder(hostile, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    seen = read_in_sandbox("environment", b"x", name="a")
    assert "DATABASE_URL" not in seen["variables"]
    assert not [name for name in seen["variables"] if name.startswith(("TS_", "PG", "DJANGO"))]
    assert (seen["folder"], seen["files"], seen["group"]) == ([], 64, True)
    assert not Path(seen["here"]).exists()


def test_the_readers_own_words_pass_through(hostile):
    with pytest.raises(Unreadable) as caught:
        read_in_sandbox("locked", b"x", name="a")
    assert (caught.value.code, caught.value.message) == ("encrypted", "Tệp được đặt mật khẩu.")


@pytest.mark.parametrize("reader", ["stumble", "die", "leave"])
def test_a_reader_that_breaks_is_told_apart_from_one_that_answers(hostile, reader):
    assert refused(reader) == "crashed"


def test_nothing_is_started_for_no_bytes_and_for_too_many(monkeypatch):
    monkeypatch.setattr(parent, "COMMAND", ("/nonexistent",))
    for data, code in ((b"", "empty"), (bytes(LARGEST + 1), "too_large"), (bytes(200 * MIB), "too_large")):
        with pytest.raises(Unreadable) as caught:
            read_in_sandbox("check", data, name="a")
        assert caught.value.code == code


def test_the_gateway_and_the_table_agree_on_what_is_too_large():
    assert parent.LARGEST == LARGEST == 25 * MIB


@pytest.mark.parametrize("reader", ["spin", "sleep"])
def test_an_endless_reader_is_stopped_in_time(hostile, reader):
    start = time.monotonic()
    assert refused(reader, seconds=1) == "timeout"
    assert time.monotonic() - start < 4


def test_processor_time_has_a_limit_of_its_own():
    head = b'{"name": "a", "seconds": 1, "memory": 1073741824, "output": 1000000}\nx'
    run = subprocess.run([sys.executable, CHILD, "spin"], input=head, capture_output=True, timeout=60, check=False)
    assert run.returncode == -24  # SIGXCPU
    with pytest.raises(Unreadable) as caught:
        parent._parse(run.stdout, run.returncode)
    assert caught.value.code == "timeout"


def test_a_reader_that_eats_memory_is_stopped(hostile):
    start = time.monotonic()
    assert refused("eat", memory=512 * MIB) == "memory"
    assert time.monotonic() - start < 10


def test_what_a_library_prints_is_no_answer(hostile):
    assert read_in_sandbox("chatter", b"x", name="a") == {"said": "enough"}


def test_an_answer_and_a_file_without_end_are_cut_off(hostile):
    assert refused("flood") == "crashed"
    assert refused("fill") == "crashed"


def test_a_reader_cannot_reach_the_network(walled):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        assert refused("dial", name=str(server.getsockname()[1])) == "forbidden"
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_reader_cannot_reach_a_program_on_the_machine(walled, tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        server.listen()
        assert refused("dial_unix", name=str(tmp_path / "socket")) == "forbidden"


@pytest.mark.parametrize("reader", ["fork", "launch"])
def test_a_reader_cannot_start_another_process(walled, reader):
    assert refused(reader) == "forbidden"


def test_a_reader_cannot_end_the_process_that_asked(walled):
    assert refused("shoot") == "forbidden"


@pytest.mark.parametrize("reader", ["peek", "scribble"])
def test_a_reader_sees_and_changes_no_file_of_the_house(hostile, reader, tmp_path):
    if "folders" not in gateway.walls():
        pytest.skip("this kernel does not close folders for us")
    secret = tmp_path / "secret-key"
    secret.write_text("secret")
    assert refused(reader, name=str(secret)) == "forbidden"
    assert list(tmp_path.iterdir()) == [secret]


def test_a_reader_may_use_its_own_folder_and_its_libraries(hostile):
    assert read_in_sandbox("draft", b"12345", name="a") == {"read": 5}
    assert read_in_sandbox("heavy", b"x", name="a") == {"loaded": ["docx", "openpyxl", "pypdfium2"]}


def test_the_kernels_filter_refuses_threads_too(hostile):
    if "filter" not in gateway.walls():
        pytest.skip("this kernel has no filter of system calls for us")
    assert refused("spread") == "crashed"


def test_it_is_said_which_walls_stand(monkeypatch):
    assert gateway.walls()[-1] == "hook"
    monkeypatch.setattr(parent, "COMMAND", (sys.executable, CHILD, "hook-alone"))
    assert gateway.walls() == ("hook",)


def test_nothing_of_the_child_is_left_behind(hostile, tmp_path, monkeypatch):
    monkeypatch.setattr(parent.tempfile, "tempdir", str(tmp_path))
    read_in_sandbox("echo", b"x", name="a")
    refused("sleep", seconds=0.5)
    refused("fill")
    assert list(tmp_path.iterdir()) == []


def test_many_ask_at_the_same_time(hostile):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda n: read_in_sandbox("echo", bytes(n), name=str(n)), range(1, 9))
    assert [(a["name"], a["size"]) for a in answers] == [(str(n), n) for n in range(1, 9)]


def test_the_child_needs_no_django():
    code = "import sys, thongsuot.files.gateway; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
