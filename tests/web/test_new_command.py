"""`thongsuot new`: an empty, real install; whatever is there already is left alone."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest
from psycopg import connect
from tests.web.founding import ANSWERS, answers, written
from tests.web.processes import PROJECT, Install, get, variables

from thongsuot.web import embedded, reality
from thongsuot.web.new_form import SECTIONS

pytestmark = pytest.mark.xdist_group("one database")


@pytest.fixture
def urls(cluster, worker_database, migrated_database):
    """Return the addresses of a database with its tables, and nobody in them."""
    name = f"{worker_database}_new"
    yield migrated_database(name)
    embedded.drop_database(cluster, name)


@pytest.fixture
def nothing(cluster, worker_database):
    """Return the addresses of an empty database, without tables."""
    name = f"{worker_database}_new"
    yield embedded.create_database(cluster, name)
    embedded.drop_database(cluster, name)


def told(urls, **more):
    """Return the environment in which the database is the install's own."""
    ours = {"DATABASE_URL": urls.app_url, "MIGRATE_DATABASE_URL": urls.owner_url, "TS_REALITY": "", **more}
    return {**os.environ, **ours}


def new(urls, *words, **more):
    """Run the command with nobody at the terminal."""
    command = [sys.executable, "-m", "thongsuot", "new", *map(str, words)]
    return subprocess.run(
        command,
        cwd=PROJECT,
        env=told(urls, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def asked(urls, question):
    with connect(urls.owner_url) as owner:
        return owner.execute(question).fetchall()


def test_a_script_makes_a_real_install_of_nothing_once(nothing, tmp_path):
    urls = nothing
    file, accounts = written(ANSWERS, tmp_path), tmp_path / "accounts.json"
    done = new(urls, "--answers", file, "--accounts", accounts)
    assert done.returncode == 0, done.stderr
    assert reality.marked(urls.app_url) == "live"
    assert "Sở Khoa học và Công nghệ tỉnh Nam Sơn" in done.stdout
    names = asked(urls, "SELECT kind, name FROM organisations_organisation ORDER BY id")
    assert names == [
        ("authority", "Ủy ban nhân dân tỉnh Nam Sơn"),
        ("authority", "Bộ Khoa học và Công nghệ"),
        ("department", "Sở Khoa học và Công nghệ tỉnh Nam Sơn"),
    ]
    roles = asked(
        urls, "SELECT username, r.name FROM organisations_role r JOIN organisations_person p ON p.id = person_id"
    )
    assert sorted(roles) == [("chuyenvien", "follower"), ("lanhdao", "leader"), ("quantri", "administrator")]
    assert accounts.stat().st_mode & 0o777 == 0o600
    given = json.loads(accounts.read_text())
    assert [account["username"] for account in given] == ["quantri", "lanhdao", "chuyenvien"]
    assert given[0]["password"] not in done.stdout + done.stderr

    again = new(urls, "--answers", file)
    assert (again.returncode, "đã có dữ liệu" in again.stderr) == (1, True)
    assert len(asked(urls, "SELECT id FROM organisations_organisation")) == 3


def test_one_person_may_be_all_three(urls, tmp_path):
    same = {role: ANSWERS["leader"] for role in ("administrator", "follower")}
    done = new(urls, "--answers", written(answers(**same), tmp_path))
    assert done.returncode == 0, done.stderr
    assert asked(urls, "SELECT count(*) FROM organisations_person") == [(1,)]
    assert asked(urls, "SELECT count(*) FROM organisations_role") == [(3,)]
    (line,) = [line for line in done.stdout.splitlines() if "\t" in line]
    assert line.split("\t")[0].strip() == "lanhdao"


def test_wrong_answers_leave_the_database_empty(urls, tmp_path):
    done = new(urls, "--answers", written(answers(department={"name": "Sở KH&CN"}), tmp_path))
    assert done.returncode == 2
    assert "department.name" in done.stderr
    assert reality.marked(urls.app_url) is None
    assert asked(urls, "SELECT count(*) FROM organisations_area") == [(0,)]


@pytest.mark.parametrize("content", [b"[department", b"\xff\xfe", None], ids=["no TOML", "no UTF-8", "no file"])
def test_a_file_that_cannot_be_read_is_said(urls, tmp_path, content):
    file = tmp_path / "x.toml"
    if content is not None:
        file.write_bytes(content)
    done = new(urls, "--answers", file)
    assert (done.returncode, "không đọc được" in done.stderr) == (2, True)


def test_without_answers_and_without_a_terminal_nobody_is_asked(urls):
    done = new(urls)
    assert (done.returncode, "--answers" in done.stderr) == (1, True)


def test_an_exercise_is_not_made_real(urls, tmp_path):
    done = new(urls, "--answers", written(ANSWERS, tmp_path), TS_REALITY="exercise")
    assert (done.returncode, "TS_REALITY=exercise" in done.stderr) == (1, True)


def typed(urls, lines):
    """Type the lines at a terminal and return the exit code and what was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "thongsuot", "new"]
    child = subprocess.Popen(
        command, cwd=PROJECT, env=told(urls), stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    os.close(theirs)
    os.write(ours, "".join(f"{line}\n" for line in lines).encode() + b"\x04")
    shown = child.communicate(timeout=120)[0].decode()
    os.close(ours)
    return child.returncode, shown


def at_the_terminal():
    """Return the answers in the order of the questions; an optional one is left empty."""
    fields = [(section.name, field) for section in SECTIONS for field in section.form().fields]
    return [ANSWERS[section].get(field, "") for section, field in fields]


def test_a_person_is_asked_in_vietnamese_and_again_when_wrong(urls):
    code, shown = typed(urls, ["Sở KH&CN", *at_the_terminal()])
    assert code == 0, shown
    assert "Tên cơ quan" in shown
    assert "không viết tắt" in shown
    assert asked(urls, "SELECT place FROM organisations_organisation WHERE kind = 'department'") == [("Nam Sơn",)]
    assert "quantri\t" in shown


def test_breaking_off_leaves_nothing(urls):
    code, shown = typed(urls, at_the_terminal()[:5])
    assert (code, "dừng giữa chừng" in shown) == (1, True)
    assert asked(urls, "SELECT count(*) FROM organisations_organisation") == [(0,)]


def test_what_was_made_starts_as_real_without_being_told_and_never_as_an_exercise(migrated_home, tmp_path):
    home, file = migrated_home(tmp_path / "home"), written(ANSWERS, tmp_path)
    made = subprocess.run(
        [sys.executable, "-m", "thongsuot", "new", "--answers", str(file)],
        cwd=PROJECT, env=variables(home, TS_REALITY=""), capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    try:
        refused = Install(home, TS_REALITY="exercise", TS_PORT="18760")
        assert refused.process.wait(60) == 1
        assert "hệ thống thật" in refused.said()
        install = Install(home, TS_REALITY="", TS_PORT="18760")
        try:
            _status, page = get(f"{install.ready()}accounts/login/")
            assert 'data-reality="live"' in page
            assert json.loads((home / "demo.json").read_text())["accounts"] == []
        finally:
            install.end()
    finally:
        embedded.stop(home)
