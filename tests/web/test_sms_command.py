"""The command that counts: its output, its exit codes, its start without Django."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from tests.engines.message.texts import NOTICE

from thongsuot.web.sms_command import run


def told(monkeypatch, octets):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets)))


def test_a_text_is_counted_with_and_without_marks(capsys):
    assert run(["count", NOTICE]) == 0
    said = capsys.readouterr().out
    assert "Nội dung: 3 phần, UCS-2, 3 tin nhắn quy đổi (194 đơn vị, phần cuối còn 7)" in said
    assert "Bản không dấu: 2 phần, GSM-7, 2 tin nhắn quy đổi" in said
    assert "Bản không dấu: So Khoa hoc va Cong nghe" in said
    assert "Chữ và dấu ngoài bảng mã GSM-7: ở ọ" in said


def test_what_deceives_or_costs_is_named_with_its_places(capsys):
    run(["count", "Ð\u200b…" + "…" * 11 + "e\u0309 😀"])
    lines = capsys.readouterr().out.splitlines()
    assert "Cần sửa: chữ La-tinh “Ð” trông giống “Đ” (U+00D0), vị trí 1" in lines
    assert "Cần sửa: dấu cách không độ rộng (U+200B), vị trí 2; nên bỏ" in lines
    places = ", ".join(str(place) for place in range(3, 13))
    assert f"Lưu ý: ký hiệu … (U+2026), vị trí {places} và 2 chỗ khác; thay bằng “...”" in lines
    assert "Lưu ý: chữ tổ hợp (NFD), khi gửi được ghép thành “ẻ”, vị trí 15" in lines
    assert "Không có chữ thay thế: 😀" in lines


def test_plain_text_has_one_line(capsys):
    assert run(["count", "Gui bao cao"]) == 0
    assert capsys.readouterr().out == ("Nội dung: 1 phần, GSM-7, 1 tin nhắn quy đổi (11 đơn vị, phần cuối còn 149)\n")


def test_as_json_it_is_one_object(capsys):
    assert run(["count", "Đã 😀", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {name: found[name] for name in ("text", "alphabet", "units", "parts", "left", "converted")} == {
        "text": "Đã 😀", "alphabet": "ucs2", "units": 5, "parts": 1, "left": 65, "converted": 1,
    }  # fmt: skip
    assert (found["unaccented"]["text"], found["unaccented"]["kept"]) == ("Da 😀", ["😀"])
    assert found["findings"][0] == {
        "kind": "marked", "grave": False, "char": "Đ", "places": [0], "what": "chữ có dấu “Đ” (U+0110)", "instead": "D",
    }  # fmt: skip


def test_a_text_that_is_too_long_is_told_as_such(capsys):
    text = "😀" * 33 * 256
    assert run(["count", text, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "256 phần, nhà mạng nhận tối đa 255 phần" in found["refusal"]
    assert "parts" not in found["unaccented"]
    assert run(["count", text]) == 0
    said = capsys.readouterr().out
    assert "tối đa 255 phần" in said
    assert "tin nhắn quy đổi" not in said


@pytest.mark.parametrize("words", [["count"], ["count", "-"]])
def test_standard_input_is_read_without_its_last_line_break(monkeypatch, capsys, words):
    told(monkeypatch, "\ufeffĐã nhận\r\n".encode())
    assert run([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "Đã nhận"


def test_octets_that_are_no_text_are_refused(monkeypatch, capsys):
    told(monkeypatch, b"abc\xff")
    assert run(["count"]) == 3
    assert run(["count", "abc\udcff"]) == 3
    assert capsys.readouterr().err.count("UTF-8; chưa đếm gì") == 2


@pytest.mark.parametrize("words", [[], ["đếm"], ["count", "a", "b"]])
def test_wrong_words_show_the_usage(capsys, words):
    assert run(words) == 2
    assert "Cách dùng" in capsys.readouterr().err


def test_it_starts_without_django_or_a_database():
    code = (
        "import sys; from thongsuot.__main__ import main; main(['sms', 'count', 'ế']);"
        "sys.exit(any(name in sys.modules for name in ('django', 'psycopg', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


LONG = "Đề nghị báo cáo. " * 20


@pytest.fixture
def link(monkeypatch, settings):
    monkeypatch.setenv("TS_SMS_URL", "link:dd-1")
    settings.SMPP_LINKS = {"dd-1": "smpp://tk:bi-mat7@smsc.example.vn?carriage=udh16&most_parts=4"}


def test_where_messages_leave_by_a_line_they_are_counted_as_its_operator_takes_them(capsys, link):
    assert run(["count", LONG]) == 0
    said = capsys.readouterr().out
    assert "6 phần, nhà mạng nhận tối đa 4 phần" in said
    assert said.endswith("Đếm theo kết nối nhà mạng dd-1 (TS_SMS_URL).\n")
    assert run(["count", "Đã nhận", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["link"] == "dd-1"


def test_a_line_that_cannot_be_read_is_said_and_the_text_counted_all_the_same(capsys, link, settings):
    settings.SMPP_LINKS = {}
    assert run(["count", "Đã nhận"]) == 0
    said = capsys.readouterr()
    assert "không dùng được" in said.err
    assert "bi-mat7" not in said.err
    assert said.out.startswith("Nội dung: 1 phần, UCS-2, 1 tin nhắn quy đổi (7 đơn vị, phần cuối còn 63)")
    assert "kết nối nhà mạng" not in said.out
