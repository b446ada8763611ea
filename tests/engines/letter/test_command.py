"""The command: its output, its exit codes, its start without Django or a database."""

import json
import subprocess
import sys

from tests.engines.letter import scoring

from thongsuot.web.letter_command import run

LETTER = str(scoring.CORPUS / "first-09-buu-chinh-rieng.txt")


def test_one_file_is_one_object(capsys):
    assert run(["read", LETTER, "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert list(read)[:5] == ["file", "format", "pages", "text", "text_sha256"]
    assert all(duty["quote"] == read["text"][duty["start"] : duty["end"]] for duty in read["obligations"])


def test_several_files_go_on_after_one_that_cannot_be_read(tmp_path, capsys):
    empty = tmp_path / "trong.txt"
    empty.touch()
    assert run(["read", str(empty), LETTER, str(tmp_path / "khong-co.txt"), "--json"]) == 3
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row.get("error", {}).get("code") for row in rows] == ["empty", None, "no_file"]


def test_without_json_a_person_reads_it(tmp_path, capsys):
    assert run(["read", LETTER, str(tmp_path)]) == 3
    out = capsys.readouterr().out
    assert "Nhiệm vụ: 5" in out
    assert "khối bưu chính" in out
    assert "Không mở được tệp" in out


def test_wrong_words_show_the_usage(capsys):
    for words in ([], ["read"], ["write", "a"], ["read", "--nhanh", "a"]):
        assert run(words) == 2
    assert "Cách dùng" in capsys.readouterr().err


def test_it_starts_without_django_docx_or_pdf_readers():
    code = (
        "import sys; from thongsuot.web.letter_command import run; run(['read', sys.argv[1]]);"
        "sys.exit(any(name in sys.modules for name in ('django', 'docx', 'pypdfium2', 'psycopg')))"
    )
    assert subprocess.run([sys.executable, "-c", code, LETTER], capture_output=True, check=False).returncode == 0
