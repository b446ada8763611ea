"""The command that shows what a delivery says: its output, its exit codes, its start without Django."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from tests.engines.alerts.fuzzing import MAIL, ZABBIX
from tests.engines.alerts.samples import NOON, REAL, SECOND, octets, told, webhook
from tests.engines.alerts.test_alertmanager import captured

from thongsuot.web.alerts_command import guess, run

PATHS = {"key": ["/may"], "state": "/tt", "time": "/luc", "title": "/ten", "site": "/diem"}
EVENT = {"may": "r1", "tt": "mất", "luc": "2026-11-23T19:00:00+07:00", "ten": "Đứt cáp", "diem": "bv-a"}
GRAFANA = {"orgId": 1, "status": "firing", "version": "1", "alerts": [told()]}


def written(folder, body, name="gui.json"):
    """Return the name of a file that holds a body."""
    file = folder / name
    file.write_bytes(body if isinstance(body, bytes) else octets(body))
    return str(file)


def shown(capsys, *words):
    """Return the exit code and every line of JSON."""
    code = run(["read", "--json", *map(str, words)])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_delivery_is_shown_as_it_will_be_understood(capsys, tmp_path):
    ended = told(
        {"alertname": "MatDien", "diem": "tram-b", "cause": "luoi"}, status="resolved", ends=NOON + 60 * SECOND
    )
    assert run(["read", written(tmp_path, webhook(told(), ended))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("gui.json: 2 cảnh báo")
    assert lines[1] == "  [đang có sự cố] MatKetNoi | unknown | benh-vien-a | 19:00:00 23/11/2026"
    assert lines[2] == (
        "  [đã hết] MatDien | unknown | tram-b | 19:00:00 23/11/2026 đến 19:01:00 23/11/2026; "
        "nguyên nhân chung: cause=luoi"
    )


def test_each_file_is_a_line_of_json(capsys, tmp_path):
    code, (first, second) = shown(capsys, written(tmp_path, webhook(told())), written(tmp_path, b"{", "hong.json"))
    assert code == 3
    (alert,) = first["alerts"]
    assert (alert["fingerprint"], alert["site"], alert["firing"]) == ("c6eadffa33fcdf37", "benh-vien-a", True)
    assert (alert["starts_at"], alert["ends_at"]) == ("2026-11-23T12:00:00Z", None)
    assert alert["labels"] == {"alertname": "MatKetNoi", "diem": "benh-vien-a"}
    assert (second["error"]["code"], "JSON" in second["error"]["message"]) == ("not_json", True)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (webhook(told()), "alertmanager"),
        (octets(GRAFANA), "grafana"),
        (octets(ZABBIX), "zabbix"),
        (MAIL.encode(), "email"),
        (b"[1]", "alertmanager"),
        (b"{", "alertmanager"),
        (b"", "email"),
    ],
)
def test_who_sent_it_is_told_by_its_shape(capsys, tmp_path, body, kind):
    assert guess(body) == kind
    named = shown(capsys, "--from", kind, written(tmp_path, body))
    assert named == shown(capsys, written(tmp_path, body))
    assert named[0] == (0 if len(body) > 3 else 3)


def test_a_hook_of_ones_own_is_tried_with_its_paths(capsys, tmp_path):
    paths = written(tmp_path, PATHS, "duong-dan.json")
    code, (found,) = shown(capsys, "--from", "generic", "--paths", paths, written(tmp_path, EVENT))
    (alert,) = found["alerts"]
    assert (code, alert["title"], alert["site"], alert["starts_at"]) == (0, "Đứt cáp", "bv-a", "2026-11-23T12:00:00Z")


@pytest.mark.parametrize("paths", [b"{", b"{}", b'{"key": ["may"], "state": "/tt", "time": "/luc"}', None])
def test_paths_that_cannot_be_are_refused_with_their_reason(capsys, tmp_path, paths):
    file = tmp_path / "khong-co.json" if paths is None else written(tmp_path, paths, "duong-dan.json")
    assert run(["read", "--from", "generic", "--paths", str(file), "x"]) == 2
    assert "không dùng được tệp" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--from", "generic"], ["--paths", "x"], ["--from", "zabbix", "--paths", "x"]])
def test_paths_and_generic_go_together(capsys, words):
    assert run(["read", *words, "x"]) == 2
    assert "đi cùng nhau" in capsys.readouterr().err


def test_what_is_odd_and_what_was_left_out_is_said(capsys, tmp_path):
    body = webhook(told(starts="hôm qua"), truncatedAlerts=7)
    assert run(["read", written(tmp_path, body)]) == 0
    said = capsys.readouterr().out
    assert "Nguồn đã bỏ bớt 7 cảnh báo" in said
    assert "không nêu giờ" in said
    assert "Lưu ý: bad_time tại alerts/0/startsAt, 1 lần" in said


def test_a_file_that_is_not_there_is_named_and_the_others_are_read(capsys, tmp_path):
    code, found = shown(capsys, tmp_path / "khong-co", written(tmp_path, webhook(told())))
    assert (code, found[0]["error"]["code"], len(found[1]["alerts"])) == (3, "no_file", 1)


def test_standard_input_is_read(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(webhook(told()))))
    code, (found,) = shown(capsys, "-")
    assert (code, found["file"], len(found["alerts"])) == (0, "-", 1)


@pytest.mark.parametrize("words", [[], ["read"], ["write", "x"], ["read", "--from", "nagios", "x"]])
def test_wrong_usage_is_2(words):
    with pytest.raises(SystemExit) as refused:
        run(words)
    assert refused.value.code == 2


@captured
def test_real_deliveries_are_read_without_a_word_of_doubt(capsys, tmp_path):
    files = [written(tmp_path, one["body"], f"{number}.json") for number, one in enumerate(REAL)]
    code, found = shown(capsys, *files)
    assert (code, [one["problems"] for one in found]) == (0, [[]] * len(REAL))
    assert all(one["alerts"] for one in found)


def test_it_starts_without_django(tmp_path):
    file = written(tmp_path, webhook(told()))
    words = (
        "import sys; from thongsuot.__main__ import main; "
        f"main(['alerts', 'read', {file!r}]); print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "False"
