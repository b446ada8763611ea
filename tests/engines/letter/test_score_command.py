"""`letter score DIR`: anyone scores their own letters; `letter read -` reads what is piped in."""

from __future__ import annotations

import io
import json
import shutil
import sys
from types import SimpleNamespace

import pytest
from tests.engines.letter import scoring

from thongsuot.web.letter_command import run

PAIR = "first-09-buu-chinh-rieng"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with one letter and its gold."""
    for ending in ("txt", "json"):
        shutil.copy(scoring.CORPUS / f"{PAIR}.{ending}", tmp_path)
    return tmp_path


def test_each_field_has_precision_recall_f1_and_how_many_there_were(folder, capsys):
    assert run(["score", str(folder), "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert set(table["obligations"]) == {"precision", "recall", "f1", "n"}
    assert table["obligations"]["n"] == 5
    assert table["number"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 1}


def test_without_json_a_person_reads_it(folder, capsys):
    assert run(["score", str(folder)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 văn bản\n")
    assert "obligations.mode" in out


def test_what_cannot_be_read_counts_as_missed_and_is_named(folder, capsys):
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "hong.json").write_text('{"number": "1/A"}')
    assert run(["score", str(folder), "--json"]) == 3
    told = capsys.readouterr()
    assert json.loads(told.out)["number"]["recall"] == 0.5
    assert told.err.startswith("hong.pdf: ")


def test_gold_that_is_no_json_is_named_and_leaves_its_letter_out(folder, capsys):
    (folder / f"{PAIR}.json").write_text("{")
    assert run(["score", str(folder), "--json"]) == 3
    told = capsys.readouterr()
    assert json.loads(told.out) == {}
    assert "không phải JSON đọc được" in told.err


def test_a_folder_without_pairs_is_said_to_be_one(tmp_path, capsys):
    assert run(["score", str(tmp_path)]) == 2
    assert run(["score", str(tmp_path / "khong-co")]) == 2
    assert "chưa chấm gì" in capsys.readouterr().err


def test_wrong_words_show_both_usages(capsys):
    for words in (["score"], ["score", "a", "b"]):
        assert run(words) == 2
    assert "letter score THƯ_MỤC" in capsys.readouterr().err


def test_a_letter_is_read_from_the_pipe(monkeypatch, capsys):
    data = (scoring.CORPUS / f"{PAIR}.txt").read_bytes()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert run(["read", "-", "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["file"], len(read["obligations"])) == ("-", 5)
