"""The door for alarms among the pages: the same answers as the events process gives, one delivery a commit."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.test import Client
from tests.cast import Cast
from tests.incidents.doors import PATH, basic, bearer, signed
from tests.incidents.scene import Scene

from thongsuot.incidents import actions, api, jobs
from thongsuot.incidents.api import door, keeping
from thongsuot.incidents.models import Delivery, Incident, Source
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db(transaction=True)


class Sender:
    """A source that posts to the pages."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr(door, "_keys", api.Keys(lasts=0.0))
        monkeypatch.setattr(door, "_faults", api.Once())
        with access.acting_as_system():
            self.scene = Scene(Cast())
            self.scene.at = datetime.now(UTC)
            self.scene.connect()
        self.client = Client(raise_request_exception=False)

    @property
    def body(self) -> bytes:
        return self.scene.body(self.scene.told("bv-tinh"))

    def post(self, body: bytes | None = None, headers: dict[str, str] | None = None):
        headers = bearer(self.scene.secret) if headers is None else headers
        body = self.body if body is None else body
        return self.client.post(PATH, body, content_type="application/json", headers=headers)

    def kept(self) -> int:
        with access.acting_as_system():
            return Delivery.objects.count()


@pytest.fixture
def sender(transactional_db, monkeypatch):
    """Return a source and its key."""
    return Sender(monkeypatch)


def test_the_same_answers_are_given_as_by_the_other_door(sender):
    key = sender.scene.secret
    assert (sender.post().status_code, sender.kept()) == (202, 1)
    assert sender.post(headers=basic(key)).status_code == 202
    assert sender.post(headers={}).json()["code"] == "no_key"
    wrong = sender.post(headers=bearer("sai"))
    assert (wrong.status_code, wrong.json()["code"], wrong["WWW-Authenticate"][:6]) == (401, "wrong_key", "Bearer")
    other = sender.client.get(PATH)
    assert (other.status_code, other["Allow"]) == (405, "POST")
    bad = sender.post(b"khong phai json")
    assert (bad.status_code, bad.json()["ok"]) == (400, False)
    assert sender.post(b"x" * (2 * 1024 * 1024 + 1)).status_code == 413
    assert sender.kept() == 3
    moment = str(time.time())
    assert [sender.post(headers=signed(key, sender.body, moment)).status_code for _ in range(2)] == [202, 200]
    assert sender.post(b"{}", headers=signed(key, sender.body, moment)).json()["code"] == "wrong_signature"
    assert sender.post(headers=signed(key, sender.body, str(time.time() - 3_600))).json()["code"] == "off_clock"
    with access.acting_as_system():
        assert "chậm khoảng 60 phút" in Source.objects.get().api_trouble
        actions.apply_deliveries(by=jobs.WATCH, at=datetime.now(UTC))
        assert Incident.objects.count() == 1
        actions.end_source(sender.scene.source, by=sender.scene.hang, at=datetime.now(UTC))
    assert sender.post().json()["code"] == "not_connected"
    assert sender.kept() == 5


def test_a_database_that_fails_is_our_fault_and_told_once(sender, monkeypatch, caplog):
    def gone(*_told, **_more):
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as patch:
        patch.setattr(keeping.actions, "receive_many", gone)
        answers = [sender.post() for _ in range(4)]
    assert {answer.status_code for answer in answers} == {503}
    assert answers[0]["Retry-After"] == "5"
    assert sum("cannot be kept" in line.message for line in caplog.records) == 1
    with monkeypatch.context() as patch:
        patch.setattr(api.Keys, "look_up", gone)
        assert sender.post().json()["code"] == "failing"
    assert sender.kept() == 0
    assert sender.post().status_code == 202


def test_a_delivery_that_breaks_us_alone_does_not_take_the_others_with_it(sender, monkeypatch):
    receive = actions.receive_many

    def broken(received):
        if any(body == b"[1]" for _source, body, _at in received):
            raise RuntimeError("a fault of our own")
        return receive(received)

    monkeypatch.setattr(keeping.actions, "receive_many", broken)
    with access.acting_as_system():
        source = sender.scene.source
    waiting = [api.Kept(source, body, datetime.now(UTC)) for body in (b"[0]", b"[1]", b"[2]")]
    assert api.keep(waiting, api.Once()) == [True, False, True]
    assert sender.kept() == 2


def test_a_fault_is_told_again_after_a_while_with_how_often_it_came(caplog):
    faults = api.Once(pause=0.05)
    assert [faults.tell("a", "lỗi") for _ in range(5)] == [True, False, False, False, False]
    assert faults.tell("b", "lỗi khác")
    time.sleep(0.06)
    assert faults.tell("a", "lỗi")
    assert "4 times more" in caplog.records[-1].getMessage()


@pytest.mark.parametrize("sent_at", ["", "hôm qua", "nan", "1e999", "2026-11-30T08:00:00", "9" * 400])
def test_a_time_that_cannot_be_read_is_none(sent_at):
    assert api.Asked("POST", "", sent_at=sent_at).moment is None


@pytest.mark.parametrize(
    ("authorization", "secret"),
    [
        ("Bearer  abc ", "abc"),
        ("bearer abc", "abc"),
        ("Basic OmFiYw==", "abc"),
        ("Basic bmd1b246YTpi", "a:b"),
        ("Basic abc", ""),
        ("Basic /w==", ""),
        ("abc", ""),
        ("", ""),
    ],
)
def test_a_key_is_read_from_the_header(authorization, secret):
    assert api.Asked("POST", authorization).secret == secret
