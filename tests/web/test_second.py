"""The second install of a demonstration is there where it was asked for, and the two know each other."""

from __future__ import annotations

import json
import signal
from dataclasses import replace

import pytest
from tests.web.processes import Install, get, wait_for

from thongsuot.engines.package import SigningKey
from thongsuot.links import queries
from thongsuot.organisations import access
from thongsuot.web import demo_command, embedded, environment, second

ADDRESS = "http://127.0.0.1:18999"
ONE, OTHER = (SigningKey(byte * 32).public.text for byte in (b"1", b"2"))


def test_nothing_of_it_unless_a_demonstration_asks_for_it(monkeypatch):
    exercise = replace(environment.read({}), reality="exercise")
    monkeypatch.delenv(second.VARIABLE, raising=False)
    assert second.processes(exercise) == {}
    assert second.run([]) == 2
    monkeypatch.setenv(second.VARIABLE, "dd-1")
    assert second.processes(exercise) == {"operator": ("operator",)}
    assert second.processes(replace(exercise, reality="live")) == {}
    assert second.processes(replace(exercise, database_url="postgresql://elsewhere")) == {}
    assert second.run(["more"]) == 2


def test_it_inherits_no_way_out_of_the_first_one(monkeypatch, tmp_path):
    monkeypatch.setenv("TS_SMS_URL", "https://gateway.example/send")
    monkeypatch.setenv("TS_SUPERVISOR", "1")
    told = replace(environment.read({"TS_HOME": str(tmp_path)}), port=8000)
    variables = second.Second(told, "dd-1", embedded.Urls("owner", "app")).variables
    assert {name: value for name, value in variables.items() if name.startswith("TS_") and name != "TS_BUILD"} == {
        "TS_HOME": str(tmp_path / "operator"), "TS_PORT": "8010", "TS_REALITY": "exercise",
    }  # fmt: skip
    assert (variables["DATABASE_URL"], variables["MIGRATE_DATABASE_URL"]) == ("app", "owner")


@pytest.mark.django_db
def test_peers_are_pinned_once_and_followed_to_another_port(cast, settings, capsys):
    assert demo_command.run(["--peer", "dd-1", ADDRESS, ONE]) == 1
    settings.REALITY = "exercise"
    assert demo_command.run(["--peer", "dd-1", ADDRESS]) == 2
    assert demo_command.run(["--peer", "khac", ADDRESS, ONE]) == 1
    assert "khac" in capsys.readouterr().err
    for _turn in range(2):
        assert demo_command.run(["--peer", "dd-1", ADDRESS, ONE]) == 0
    assert demo_command.run(["--peer", "dd-1", "http://127.0.0.1:18998", OTHER]) == 0
    with access.acting_as_system():
        install = queries.installs().get()
        assert (install.address, queries.keys_in_force(install).count()) == ("http://127.0.0.1:18998", 2)


@pytest.mark.soak
def test_the_second_install_comes_up_beside_the_first_and_goes_down_with_it(tmp_path):
    install = Install(tmp_path / "home", TS_REALITY="exercise", TS_DEMO_OPERATOR="dd-1")
    try:
        install.ready()
        far = tmp_path / "home" / "operator" / "demo.json"
        url = wait_for(lambda: far.exists() and json.loads(far.read_text())["url"], 120)
        assert get(url)[0] == 200
        assert get(f"{url}api/packages/")[0] == 405
        assert {account["organisation_kind"] for account in json.loads(far.read_text())["accounts"]} > {"enterprise"}
    finally:
        install.end(signal.SIGTERM)
        embedded.stop(install.home)
    wait_for(lambda: get(url)[0] == 0, 10)
