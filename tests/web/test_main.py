"""The command line: quick where it must be quick, and clear where it was not understood."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from tests.web.processes import PROJECT, variables

from thongsuot import __main__ as command_line


def thongsuot(*words, home=None, timeout=180):
    """Run the command line as a process of its own."""
    environment = variables(home) if home else None
    command = [sys.executable, "-m", "thongsuot", *words]
    return subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=timeout, check=False
    )


def test_without_words_it_says_what_there_is(capsys):
    assert command_line.main([]) == 0
    said = capsys.readouterr().out
    for name in command_line.COMMANDS:
        assert f"  {name}" in said


@pytest.mark.parametrize("word", ["help", "-h", "--help"])
def test_help_is_help(capsys, word):
    assert command_line.main([word]) == 0
    assert "Cách dùng" in capsys.readouterr().out


def test_an_unknown_word_is_a_usage_error(capsys):
    assert command_line.main(["lettre"]) == 2
    assert "Không có lệnh “lettre”" in capsys.readouterr().err


def test_the_sandbox_wants_a_reader(capsys):
    assert command_line.main(["sandbox"]) == 2
    assert "READER" in capsys.readouterr().err


def test_up_takes_no_words(tmp_path):
    done = thongsuot("up", "now", home=tmp_path / "home")
    assert done.returncode == 2
    assert not (tmp_path / "home").exists()


def test_nothing_heavy_is_loaded_before_the_command_is_known():
    heavy = ("django", "psycopg", "granian")
    code = f"import sys; import thongsuot.__main__; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=20, check=True
    )
    assert done.stdout == "[]\n"


def test_reading_a_letter_loads_neither_django_nor_the_database():
    code = (
        "import sys; from thongsuot.__main__ import main; main(['letter', 'read']);"
        "print([m for m in ('django', 'psycopg') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=20, check=False
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_reading_a_letter_begins_within_seven_tenths_of_a_second():
    def once():
        began = time.monotonic()
        thongsuot("letter", "read")
        return time.monotonic() - began

    assert min(once() for _ in range(5)) < 0.7


def test_migrate_and_manage_bring_their_own_database_and_take_it_down_again(migrated_home, tmp_path):
    home = migrated_home(tmp_path / "home")
    assert thongsuot("migrate", "--verbosity=0", home=home).returncode == 0
    done = thongsuot("manage", "shell", "--no-imports", "-c", ROLE, home=home)
    assert done.stdout == "thongsuot_app False True\n", done.stderr
    from thongsuot.web import embedded

    assert not embedded.alive(home)


ROLE = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_user, rolsuper, has_table_privilege('organisations_person', 'UPDATE')"
                   " FROM pg_roles WHERE rolname = current_user")
    print(*cursor.fetchone())
"""


def test_a_process_without_a_database_says_so(tmp_path):
    done = thongsuot("timer", home=tmp_path / "home")
    assert done.returncode != 0
    assert "thongsuot up" in done.stderr
