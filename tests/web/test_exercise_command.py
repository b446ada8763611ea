"""`thongsuot exercise`: real processes from the letter's file to the papers, and nothing left behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from tests.exercise.agreement import LETTERS, agree, expected_of
from tests.web.processes import PROJECT, variables, wait_for

from thongsuot.web import embedded, exercise_command

REAL = PROJECT.parent / "shared" / "data" / "letters" / "gia-lai-2020-02-04.txt"
SLOW = 600


@pytest.fixture(scope="module")
def home(tmp_path_factory, migrated_home):
    """Return the home of an install of its own, whose databases nobody else makes or drops; new ones have tables."""
    folder = tmp_path_factory.mktemp("exercise")
    (folder / "tmp").mkdir()
    embedded.start(migrated_home(folder / "home"))
    with contextlib.closing(embedded._connect(embedded._folder(folder / "home"))) as superuser:
        superuser.execute("ALTER DATABASE template1 IS_TEMPLATE false")
        superuser.execute("DROP DATABASE template1")
        superuser.execute(f"CREATE DATABASE template1 TEMPLATE {embedded.DATABASE} IS_TEMPLATE true")
    yield folder
    embedded.stop(folder / "home")


@pytest.fixture(scope="module")
def new_home(tmp_path_factory):
    """Return the home of an install of its own that was never started; an exercise makes its tables from nothing."""
    folder = tmp_path_factory.mktemp("exercise")
    (folder / "tmp").mkdir()
    embedded.start(folder / "home")
    yield folder
    embedded.stop(folder / "home")


def begin(home, *words, **more):
    """Start the command in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "thongsuot", "exercise", *map(str, words)],
        env=variables(home / "home", TMPDIR=str(home / "tmp"), **more),
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def exercise(home, letter, out, *more):
    """Run the command to its end and return code, last line and what it said beside."""
    process = begin(home, "--letter", letter, "--out", out, *more)
    try:
        said, beside = process.communicate(timeout=SLOW)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return process.returncode, (said.strip().splitlines() or [""])[-1], beside


def databases(home):
    """Return the names of all databases of the install."""
    with contextlib.closing(psycopg.connect(embedded.urls(home / "home").owner_url)) as connection:
        return sorted(name for (name,) in connection.execute("SELECT datname FROM pg_database"))


@pytest.mark.parametrize(("name", "where"), [("doi-han", "new_home"), ("hai-han", "home")], ids=["doi-han", "hai-han"])
def test_a_letter_is_played_end_to_end_and_nothing_of_it_remains(request, tmp_path, name, where):
    home = request.getfixturevalue(where)
    before, began = databases(home), time.monotonic()
    (tmp_path / "result.json").write_text("what an earlier exercise left")
    code, last, beside = exercise(home, LETTERS / f"{name}.txt", tmp_path, "--json")
    print(f"{name}: {time.monotonic() - began:.1f} s end to end")  # noqa: T201 - the figure is the point
    assert code == 0, beside
    assert json.loads(last) == json.loads((tmp_path / "result.json").read_text())
    agree(tmp_path, expected_of(name))
    assert databases(home) == before
    assert list((home / "tmp").iterdir()) == []
    assert not [file.name for file in tmp_path.iterdir() if file.name.startswith(".")]


@pytest.mark.skipif(not REAL.exists(), reason="the real letter is not part of the repository")
def test_the_real_letter(home, tmp_path):
    code, last, beside = exercise(home, REAL, tmp_path, "--json")
    assert code == 0, beside
    result = json.loads(last)
    duties = json.loads(REAL.with_suffix(".json").read_text())["obligations"]
    sizes = {"all": 9, "mobile": 3, "postal": 3}
    assert result["obligations"] == len(duties) == 29
    assert result["assignments"] == sum(sizes[duty["obliged"]] for duty in duties)
    assert (result["organisations"], result["reports_due"], result["reports_on_time"]) == (9, 9, 7)
    assert (result["late"], result["missing"]) == (["bc-2"], ["bc-1"])
    assert result["deadline"] == "2020-02-07T14:00:00+07:00"


def test_killed_or_ended_half_way_it_leaves_no_half_result_and_the_next_one_clears_away(home, tmp_path):
    before, words = databases(home), ["--letter", LETTERS / "khong-nhiem-vu.txt", "--out", tmp_path]
    process = begin(home, *words)
    wait_for(lambda: list(tmp_path.glob("bao-cao-*")), 120, every=0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    result = tmp_path / "result.json"
    assert not result.exists() or json.loads(result.read_text()) == expected_of("khong-nhiem-vu").result()
    assert all(file.read_bytes().rstrip().endswith(b"%%EOF") for file in tmp_path.glob("bao-cao-*.pdf"))
    left = set(databases(home)) - set(before)
    assert len(left) == 1  # nobody had the time to drop it

    process = begin(home, *words)
    wait_for(lambda: (now := set(databases(home)) - set(before)) and not now & left, 60)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert databases(home) == before
    assert not list(tmp_path.glob("*"))


def test_a_result_appears_whole_or_not_at_all(tmp_path):
    program = (
        "import resource, signal, sys; from pathlib import Path; from thongsuot.web.exercise_command import _put\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "_put(Path(sys.argv[1]), b'1' * int(sys.argv[2]))"
    )
    file = tmp_path / "result.json"
    done = [subprocess.run([sys.executable, "-c", program, file, size], capture_output=True) for size in ("100", "101")]
    assert [step.returncode for step in done] == [0, 1]
    assert file.read_bytes() == b"1" * 100  # the disk was full the second time: the first stays
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n" + bytes(64), "unknown_type"), (b"%PDF-1.7\nbroken", "damaged")],
)
def test_an_unreadable_file_is_told_as_an_object(home, tmp_path, content, code):
    letter = tmp_path / "van-ban.pdf"
    letter.write_bytes(content)
    returned, last, _ = exercise(home, letter, tmp_path / "out")
    told = json.loads(last)
    assert returned == 3
    assert told["file"] == str(letter)
    assert told["error"]["code"] == code
    assert set(told) == {"file", "error"}
    assert set(told["error"]) == {"code", "message"}
    assert any(letter in told["error"]["message"].lower() for letter in "ăâđêôơưạảệộ")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words", [[], ["--letter", "khong-co.txt", "--out", "x"], ["--letter", __file__, "--out", __file__]]
)
def test_wrong_usage(home, tmp_path, words):
    process = begin(home, *words)
    process.communicate(timeout=60)
    assert process.returncode == 2
    assert not Path("x").exists()


def test_a_step_that_fails_is_said_and_leaves_nothing(monkeypatch, tmp_path, capsys):
    def step(_variables, *command):
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(exercise_command, "_read", lambda letter: ({}, 0))
    monkeypatch.setattr(exercise_command, "_database", lambda: contextlib.nullcontext({}))
    monkeypatch.setattr(exercise_command, "_step", step)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert exercise_command.run(["--letter", __file__, "--out", str(tmp_path), "--json"]) == 1
    said = capsys.readouterr()
    assert "chưa có kết quả" in said.err
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []
