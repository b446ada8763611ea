"""Each rule about names, lengths and texts, proven by a sin that it catches."""

import subprocess
import sys

import pytest
from tests.architecture import lengths, pages, rooms, strangers, words
from tests.architecture.soil import house, more, plant
from tests.architecture.tree import ROOT

PAGE = "directives/templates/directives/page.html"
SINS = [
    (rooms.wrong_names, "directives/utils.py", "", "directives/utils.py is no room"),
    (rooms.wrong_names, "directives/kinds.py", "", "directives/kinds.py is no room"),
    (rooms.wrong_names, "directives/management/commands/x.py", "", "directives/management is no room"),
    (rooms.wrong_names, "directives/__init__.py", "x = 1", "directives/__init__.py is not empty"),
    (rooms.wrong_names, "directives/templates/page.html", "", "is not under templates/directives/"),
    (rooms.drawers, "web/helpers.py", "", "web/helpers.py"),
    (rooms.drawers, "directives/actions/services.py", "", "directives/actions/services.py"),
    (rooms.drawers, "engines/letter/_utils.py", "", "engines/letter/_utils.py"),
    (
        rooms.wrong_imports,
        "directives/papers.py",
        "import thongsuot.directives.actions",
        "may not import actions",
    ),
    (rooms.wrong_imports, "directives/views.py", "import thongsuot.directives.evidence", "may not import evidence"),
    (rooms.wrong_imports, "directives/queries.py", "def f():\n    from thongsuot.directives import access", "access"),
    (rooms.wrong_imports, "directives/queries.py", "from . import actions", "queries may not import actions"),
    (rooms.wrong_imports, "directives/queries.py", "from .actions import send", "queries may not import actions"),
    (rooms.wrong_imports, "directives/models/rows.py", "from .. import queries", "models may not import queries"),
    (rooms.wrong_imports, "reports/layout.py", "from thongsuot.reports import queries", "may not import queries"),
    (rooms.neighbours, "reports/queries.py", "from thongsuot.directives import actions", "import directives.actions"),
    (rooms.neighbours, "exercise/actions.py", "from thongsuot.directives.views import send", "import directives.views"),
    (rooms.signals, "ledger/models.py", "from django.db.models.signals import post_save", "post_save"),
    (rooms.signals, "ledger/models.py", "from django.dispatch import receiver", "receiver"),
    (rooms.hidden_engine_files, "engines/letter/words.py", "", "engines/letter/words.py"),
    (lengths.too_long, "ledger/queries.py", "x = 1\n" * 401, "ledger/queries.py: 401 lines"),
    (pages.misnamed_fragments, "directives/templates/directives/row.html", "<tr></tr>", "a fragment by its content"),
    (pages.misnamed_fragments, "directives/templates/directives/_page.html", "{% extends 'a' %}", "a page by its"),
    (pages.inline_code, PAGE, "<script>alert(1)</script>", "an inline script"),
    (pages.inline_code, PAGE, '<script nonce="{{ csp_nonce }}">x()</script>', "an inline script"),
    (pages.inline_code, PAGE, "<style>p { color: red }</style>", "an inline style"),
    (pages.inline_code, PAGE, '<p class="a" style="color: red">', "an inline style"),
    (pages.inline_code, PAGE, '<button onclick="x()">', "an inline handler"),
    (pages.inline_code, PAGE, '<div hx-on:click="x()">', "an inline handler"),
    (pages.inline_code, PAGE, '<a href="javascript:x()">', "a javascript: address"),
    (pages.inline_code, PAGE, '<script src="https://cdn.example/x.js"></script>', "a foreign file"),
    (pages.inline_code, PAGE, "{{ letter|safe }}", "unescaped text"),
    (pages.without_diacritics, PAGE, '{% trans "Van ban chi dao" %}', "'Van ban chi dao' has no diacritics"),
    (pages.without_diacritics, PAGE, "{% blocktrans %}Send {{ n }} reports at once{% endblocktrans %}", "reports at"),
]


@pytest.mark.parametrize(("check", "name", "text", "caught"), SINS)
def test_a_sin_is_caught(tmp_path, check, name, text, caught):
    package = house(tmp_path)
    assert check(package) == []
    more(package, name, f"\n{text}\n" if name in {PAGE} or (package / name).exists() else text)
    assert any(caught in violation for violation in check(package)), check(package)


def test_many_long_files_are_caught(tmp_path):
    for number in range(4):
        plant(tmp_path / "web" / f"{number}.py", "x = 1\n" * 81)
    assert lengths.too_long(tmp_path) == ["median: 81 lines"]
    for number in range(2, 20):
        plant(tmp_path / "web" / f"{number}.py", "x = 1\n" * 20)
    for number in range(3):
        plant(tmp_path / "web" / f"long{number}.py", "x = 1\n" * 251)
    assert lengths.too_long(tmp_path) == ["ninetieth percentile: 251 lines"]


def test_untested_code_is_caught(tmp_path):
    plant(tmp_path / "src" / "a.py", "x = 1\n" * 10)
    plant(tmp_path / "tests" / "test_a.py", "x = 1\n" * 9)
    assert lengths.untested(tmp_path / "src", tmp_path / "tests") == ["9 lines of tests for 10 lines of code"]
    plant(tmp_path / "tests" / "test_a.py", "x = 1\n" * 10)
    assert lengths.untested(tmp_path / "src", tmp_path / "tests") == []


WORDS = [
    ("directives/actions.py", "TITLE = 'Nghĩa vụ của đơn vị'", "nghĩa vụ"),
    ("directives/actions.py", "def f(x):\n    return f'Có {x} Bằng  chứng'", "bằng chứng"),
    ("directives/templates/directives/page.html", "<p>Báo cáo bị từ chối</p>", "từ chối"),
    ("directives/templates/directives/page.html", "{% trans 'Quá hạn' %}", "quá hạn"),
    ("directives/templates/directives/page.html", "<td> Đúng hạn </td>", "đúng hạn"),
    ("exercise/cast.toml", "title = 'Phòng trực'", "phòng trực"),
    ("web/locale/vi/LC_MESSAGES/django.po", 'msgid "x"\nmsgstr "Trường hợp vi phạm"', "vi phạm"),
    ("campaigns/actions.py", "TITLE = 'Thu hồi tin nhắn'", "thu hồi"),
    ("web/static/js/x.js", "say('đảm bảo')", "đảm bảo"),
]


@pytest.mark.parametrize(("name", "text", "word"), WORDS)
def test_a_refused_word_is_caught(tmp_path, name, text, word):
    package = house(tmp_path)
    more(package, name, f"\n{text}\n")
    assert any(violation.endswith(f": {word}") for violation in words.wrong_words(package, words.refused()))


def test_words_are_left_alone_where_they_are_right(tmp_path):
    package = house(tmp_path)
    more(package, "directives/actions.py", "\nTITLE = 'Hoàn thành đúng hạn'\nRECALLED = 'Thu hồi văn bản'\n")
    more(
        package,
        "directives/queries.py",
        '\n\ndef f():\n    """Vi phạm."""\n',
    )
    more(package, "engines/letter/_read.py", "\nHEARD = 'vi phạm'\n")
    more(package, PAGE, "{# bằng chứng #}<td>Hoàn thành quá hạn</td>")
    assert words.wrong_words(package, words.refused()) == []


STRANGERS = [
    (strangers.machine_paths, "docs/a.md", "see /home/somebody/project", "docs/a.md:1: /home/s..."),
    (strangers.machine_paths, "src/a.py", "x = 'C:\\\\Users'", "src/a.py:1"),
    (strangers.registry_addresses, "requirements.lock", "--index-url https://pypi.example/simple", "--index-url"),
    (strangers.registry_addresses, "requirements.lock", "a @ file:///x/a.whl", "@ file://"),
    (strangers.registry_addresses, "package-lock.json", '"resolved": "https://registry.example/a.tgz"', '"resolved":'),
    (strangers.registry_addresses, ".npmrc", "registry=https://registry.example", "registry="),
    (strangers.unexplained, "src/a.py", "import os  # noqa", "# noqa"),
    (strangers.unexplained, "src/a.py", "import os  # noqa: F401", "# noqa: F401"),
    (strangers.unexplained, "src/a.py", "x = y  # type: ignore[name-defined]", "# type: ignore[name-defined]"),
    (strangers.unexplained, "src/a.py", "x = y  # type: ignore  # the stubs are wrong", "# type: ignore"),
    (strangers.unexplained, "src/a.py", "x = y  # pragma: no cover", "# pragma: no cover"),
]


@pytest.mark.parametrize(("check", "name", "text", "caught"), STRANGERS)
def test_a_stranger_is_caught(tmp_path, check, name, text, caught):
    plant(tmp_path / "src" / "a.py", "x = 1  # noqa: E741  # the clause calls it so\n")
    plant(tmp_path / "requirements.lock", "django==5.2.1 \\\n    --hash=sha256:00\n")
    plant(tmp_path / "docs" / "a.md", "See docs/home/page.md and src/work/x.py.\n")
    assert check(tmp_path) == []
    plant(tmp_path / name, f"{text}\n")
    assert any(caught in violation for violation in check(tmp_path)), check(tmp_path)


RUFF = {
    "PLR0915": "def f():\n" + "    print(1)\n" * 31,
    "PLR0913": f"def f({', '.join('abcdefghij')}):\n    pass\n",
    "C901": "def f(x):\n" + "".join(f"    if x == {n}:\n        x = {n + 1}\n" for n in range(11)),
    "RUF100": "x = 1  # noqa: F401\n",
    "DTZ005": "import datetime\n\nx = datetime.datetime.now()\n",
    "T201": "print(1)\n",
}


@pytest.mark.parametrize("rule", RUFF)
def test_ruff_catches_its_sin(tmp_path, rule):
    plant(tmp_path / "a.py", RUFF[rule])
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "--config"]
    run = subprocess.run([*command, ROOT / "pyproject.toml", tmp_path], capture_output=True, text=True, check=False)
    assert f": {rule} " in run.stdout
