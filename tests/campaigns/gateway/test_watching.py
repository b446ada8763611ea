"""What is heard of changes holds what it is about, until it is seen what is released."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import psycopg
import pytest

from thongsuot.campaigns.gateway import watching
from thongsuot.campaigns.gateway.watching import Hold, Seen, SingleWaits, Watch
from thongsuot.campaigns.queries.claims import Released

OWN, OTHER = 11, 22
SHARE = Released(4, 40, "UBND-DX", "Xin chao", ("trial", "rest"))


class Connection:
    """Plays what others notify, one list at each look, and ends the watch after the last."""

    def __init__(self, watch, *looks):
        self.watch, self.said = watch, []
        self.looks = [each for look in looks for each in ([], look)]  # nothing came while it was looked
        self.near, self.far = socket.socketpair()
        self.far.send(b"!")  # there is always something to read
        self.pgconn = SimpleNamespace(consume_input=self.consume, notifies=self.next_notice)
        self.notices = []
        self.handler = None

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.near.close()
        self.far.close()

    def add_notify_handler(self, handler):
        self.handler = handler

    def execute(self, said, *_values):
        self.said.append(said)

    def fileno(self):
        return self.near.fileno()

    def consume(self):
        self.notices = self.looks.pop(0) if self.looks else []
        if not self.looks:
            self.watch.end()

    def next_notice(self):
        if not self.notices:
            return None
        pid, payload = self.notices.pop(0)
        return SimpleNamespace(be_pid=pid, extra=payload.encode())


@pytest.fixture
def watched(monkeypatch):
    """Return what a watch tells of what is notified, with how often it woke the gateway, and its connection."""

    def run(*looks, shares=(SHARE,)):
        woken = []
        watch = Watch(9, lambda: OWN, lambda: woken.append(len(watch.sights)))
        connection = Connection(watch, *looks)
        monkeypatch.setattr(watching, "private", lambda _organisation: connection)
        monkeypatch.setattr(watching, "released", lambda _connection, _organisation: list(shares))
        watch.run()
        return list(watch.sights), woken, connection

    return run


def test_it_listens_before_it_looks_so_that_no_change_falls_between(watched, monkeypatch):
    sights, _woken, connection = watched([])
    assert connection.said == ["LISTEN changes"]
    assert sights == [Seen((SHARE,))]


def test_a_change_holds_first_and_is_looked_at_right_after(watched):
    sights, _woken, _connection = watched([(OTHER, "share:4:9")], [])
    assert sights == [Seen((SHARE,)), Hold("share", 4), Seen((SHARE,))]


def test_a_campaign_holds_all_its_shares_and_several_changes_come_in_their_order(watched):
    sights, _woken, _connection = watched([(OTHER, "campaign:40:1"), (OTHER, "share:5:9"), (OTHER, "campaign:41")], [])
    assert sights[1:4] == [Hold("campaign", 40), Hold("share", 5), Hold("campaign", 41)]


@pytest.mark.parametrize("payload", ["share:x:9", "share:", "share", "", "incident:4:9", "notice:7", ":4"])
def test_what_is_about_something_else_holds_nothing(watched, payload):
    sights, _woken, _connection = watched([(OTHER, payload)], [])
    assert sights == [Seen((SHARE,)), Seen((SHARE,))]


def test_our_own_words_hold_nothing(watched):
    sights, _woken, _connection = watched([(OWN, "share:4:9"), (OWN, "message:1:9")], [])
    assert [sight for sight in sights if not isinstance(sight, Seen)] == []


def test_a_single_message_that_waits_is_told_and_holds_nothing(watched):
    sights, _woken, _connection = watched([(OTHER, "message:31:9")], [])
    assert sights[1] == SingleWaits()


def test_every_sight_wakes_the_gateway_once_it_is_there(watched):
    sights, woken, _connection = watched([(OTHER, "share:4:9")], [(OTHER, "share:4:9")], [])
    assert woken == list(range(1, len(sights) + 1))


def test_nothing_released_is_seen_as_well(watched):
    sights, _woken, _connection = watched([], shares=())
    assert sights == [Seen(())]


def test_a_notice_that_comes_while_asking_is_heard_too():
    watch = Watch(9, lambda: OWN, lambda: None)
    connection = Connection(watch, [])

    def meanwhile(said, *_values):
        connection.said.append(said)
        connection.handler(SimpleNamespace(pid=OTHER, payload="share:4:9"))
        watch.end()

    connection.execute = meanwhile
    with connection:
        watch._watch(connection)
    assert list(watch.sights) == [Hold("share", 4)]


def test_without_the_database_it_says_that_it_sees_nothing_and_comes_back(monkeypatch, caplog):
    seen, waits = [], []
    watch = Watch(9, lambda: OWN, lambda: seen.append(watch.seeing))
    connections = [Connection(watch, [])]

    def connect(_organisation):
        if len(waits) < 2:
            raise psycopg.OperationalError("no route")
        return connections.pop()

    def wait(seconds):
        waits.append((seconds, watch.seeing))

    monkeypatch.setattr(watching, "private", connect)
    monkeypatch.setattr(watching, "released", lambda _connection, _organisation: [SHARE])
    monkeypatch.setattr(watching.time, "sleep", wait)
    watch.run()
    assert waits == [(watching.PAUSE, False)] * 2
    assert "does not hear" in caplog.text
    assert (seen, watch.seeing) == ([True], False)


def test_a_connection_that_breaks_while_watching_is_made_again(monkeypatch):
    watch = Watch(9, lambda: OWN, lambda: None)
    broken, whole = Connection(watch, []), Connection(watch, [])
    broken.pgconn.consume_input = lambda: (_ for _ in ()).throw(psycopg.OperationalError("cut off"))
    connections = [broken, whole]
    monkeypatch.setattr(watching, "private", lambda _organisation: connections.pop(0))
    monkeypatch.setattr(watching, "released", lambda _connection, _organisation: [SHARE])
    monkeypatch.setattr(watching.time, "sleep", lambda _seconds: None)
    watch.run()
    assert (connections, list(watch.sights)) == ([], [Seen((SHARE,))])
    assert whole.said == ["LISTEN changes"]


def test_what_was_seen_before_a_change_does_not_lift_its_hold(watched, monkeypatch):
    """The change comes while it is looked what is released: it is looked again, and told only then."""
    looks = []

    def looked(_connection, _organisation):
        looks.append(len(looks))
        return [SHARE] if len(looks) == 1 else []

    watch = Watch(9, lambda: OWN, lambda: None)
    connection = Connection(watch)
    connection.looks = [[(OTHER, "share:4:9")], [], []]
    monkeypatch.setattr(watching, "private", lambda _organisation: connection)
    monkeypatch.setattr(watching, "released", looked)
    watch.run()
    assert list(watch.sights) == [Hold("share", 4), Seen(())]
    assert len(looks) == 2
