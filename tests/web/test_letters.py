"""Alarms by letter: the address names the source, the sender must be its own, and 250 is said when it is committed."""

from __future__ import annotations

import smtplib
import socket
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from tests.cast import Cast
from tests.conftest import named
from tests.incidents.scene import Scene
from tests.web.processes import PROJECT, variables, wait_for
from tests.web.test_events import listens

from thongsuot.incidents import actions, jobs, queries
from thongsuot.incidents.models import Delivery, Incident
from thongsuot.organisations import access
from thongsuot.web import environment, letters, ports

pytestmark = pytest.mark.django_db(transaction=True)
NOC = "noc@doanhnghiep.example"


@dataclass
class Post:
    """The door for letters, and an address of a source."""

    port: int
    scene: Scene
    address: str

    def letter(self, **told: str) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = NOC, self.address, told.get("subject", "[DOWN] Benh vien tinh")
        mail["Date"] = told.get("date", datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000"))
        mail.set_content(told.get("text", "site: bv-tinh\nkey: L-1\nstate: down\nseverity: critical\n"))
        return mail

    def send(self, mail: EmailMessage, sender: str = NOC, *to: str) -> dict[str, tuple[int, bytes]]:
        """Send a letter; returns who was refused."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=30) as post:
            return post.send_message(mail, sender, list(to) or [self.address])


@pytest.fixture
def post(transactional_db, cluster, worker_database, tmp_path, settings):
    """Return a running events process with a door for letters."""
    (tmp_path / "secret-key").write_text(settings.SECRET_KEY)
    with access.acting_as_system():
        scene = Scene(Cast())
        scene.at = datetime.now(UTC) - timedelta(minutes=1)
        source = scene.connect(name="Thư NOC", kind="email", sender=NOC)
        address = f"{queries.letters_name(source)}@thongsuot.example"
    port, events, mail = (ports.free("127.0.0.1", 0) for _ in range(3))
    told = {"TS_PORT": str(port), "TS_EVENTS_PORT": str(events), "TS_MAIL_PORT": str(mail)}
    home = variables(tmp_path, DATABASE_URL=named(cluster.app_url, worker_database), **told)
    running = subprocess.Popen([sys.executable, "-m", "thongsuot", "events"], cwd=PROJECT, env=home)
    try:
        wait_for(lambda: listens(mail) and listens(events), 30)
        yield Post(mail, scene, address)
    finally:
        running.terminate()
        try:
            running.wait(8)
        finally:
            running.kill()


def test_a_letter_is_kept_when_250_is_said_and_becomes_an_incident(post):
    assert post.send(post.letter()) == {}
    with access.acting_as_system():
        row = Delivery.objects.get()
        assert b"key: L-1" in bytes(row.body)
        actions.apply_deliveries(by=jobs.WATCH, at=datetime.now(UTC))
        assert [(one.site.code, one.origin) for one in Incident.objects.select_related("site")] == [
            ("bv-tinh", "source")
        ]
    assert post.send(post.letter(text="site: bv-tinh\nkey: L-1\nstate: up\n")) == {}
    with access.acting_as_system():
        actions.apply_deliveries(by=jobs.WATCH, at=datetime.now(UTC))
        assert Incident.objects.get().state == "closed"


def test_strangers_and_guesses_are_refused_and_too_large_a_letter_too(post):
    name, _at, host = post.address.partition("@")
    guesses = [f"{name[:-1]}x@{host}", "nguon-1@a.example", "root@a.example", f"nguon-{'9' * 30}-a@a.example", "@"]
    for guess in guesses[:4]:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            post.send(post.letter(), NOC, guess)
        assert refused.value.recipients[guess][0] == 550
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        post.send(post.letter(), "ai-do@doanhnghiep.example")
    with pytest.raises(smtplib.SMTPException):
        post.send(post.letter(text="x\n" * 600_000))
    with access.acting_as_system():
        assert Delivery.objects.count() == 0
        actions.end_source(post.scene.source, by=post.scene.hang, at=datetime.now(UTC))
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        post.send(post.letter())


def test_who_stays_without_a_word_keeps_nobody_else_out_for_ever(post):
    silent = _seats(post.port)
    with socket.create_connection(("127.0.0.1", post.port), 30) as late:
        assert late.recv(100).startswith(b"421")
    for one in silent:
        one.close()
    wait_for(lambda: _greets(post.port), 10)
    assert post.send(post.letter()) == {}


def _seats(port: int) -> list[socket.socket]:
    """Take every seat and stay silent; whoever sat there before may still be leaving."""
    taken: list[socket.socket] = []

    def full() -> bool:
        one = socket.create_connection(("127.0.0.1", port), 30)
        taken.append(one) if one.recv(100).startswith(b"220") else one.close()
        return len(taken) == letters.MOST

    wait_for(full, 30, every=0.01)
    return taken


def _greets(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 30) as knocking:
        return knocking.recv(100).startswith(b"220")


def test_without_a_port_there_is_no_door():
    assert environment.read({}).mail_port is None
    assert environment.read({"TS_MAIL_PORT": "2525"}).mail_port == 2525
