"""A source is asked over a real socket, within bounds; an exercise asks nobody but this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from thongsuot.incidents import gateway, jobs
from thongsuot.incidents.models import Source

pytestmark = pytest.mark.django_db


class Peer(BaseHTTPRequestHandler):
    """A monitoring system that answers what it was told to."""

    answers: dict[str, tuple[int, bytes]] = {}  # set anew by each test

    def do_GET(self):  # the name the library calls
        status, body = self.answers.get(self.path, (404, b""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told):
        pass


@pytest.fixture
def peer() -> Iterator[str]:
    """Return the address of a peer on loopback."""
    Peer.answers = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Peer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def source(url, api="alertmanager"):
    return Source(api_url=url, api=api)


def test_alertmanager_is_asked_for_alerts_and_status(peer):
    Peer.answers = {"/api/v2/alerts": (200, b"[]"), "/api/v2/status": (200, b'{"uptime": "x"}')}
    assert gateway.ask(source(peer)) == gateway.Answer(b"[]", b'{"uptime": "x"}')


def test_an_address_below_a_path_is_kept(peer):
    Peer.answers = {"/am/api/v2/alerts": (200, b"[]")}
    assert gateway.ask(source(f"{peer}/am/")).body == b"[]"


def test_prometheus_is_asked_by_its_own_paths(peer):
    Peer.answers = {"/api/v1/alerts": (200, b"{}"), "/api/v1/status/runtimeinfo": (200, b"{}")}
    assert gateway.ask(source(peer, "prometheus")) == gateway.Answer(b"{}", b"{}")


@pytest.mark.parametrize("status", [302, 401, 404, 500])
def test_anything_but_success_is_trouble_and_redirects_are_not_followed(peer, status):
    Peer.answers = {"/api/v2/alerts": (status, b"[]"), "/elsewhere": (200, b"[]")}
    answer = gateway.ask(source(peer))
    assert answer.body == b""
    assert str(status) in answer.trouble


def test_nobody_there_is_trouble():
    assert gateway.ask(source("http://127.0.0.1:1")).trouble


def test_an_answer_beyond_the_bound_is_refused(peer, monkeypatch):
    monkeypatch.setattr(gateway, "LONGEST", 1_000)
    Peer.answers = {"/api/v2/alerts": (200, b"x" * 200_000)}
    answer = gateway.ask(source(peer))
    assert (answer.body, bool(answer.trouble)) == (b"", True)


def test_an_exercise_asks_nobody_elsewhere(settings):
    settings.REALITY = "exercise"
    for url in ("http://192.0.2.1:9093", "https://giamsat.example", "http://127.0.0.1.example"):
        assert gateway.ask(source(url)).trouble


def test_the_task_asks_and_takes_the_answer_in(scene, peer):
    Peer.answers = {"/api/v2/alerts": (200, b"[]")}
    row = scene.connect(api_url=peer)
    scene.fire()
    jobs.ask(row.pk)
    assert scene.incident.state == "closed"
    row = Source.objects.get(pk=row.pk)
    assert (row.api_trouble, row.api_checked_at is not None) == ("", True)
