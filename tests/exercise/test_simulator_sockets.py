"""The centre on its port when the process may open no more sockets."""

from __future__ import annotations

import errno
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from tests.web.processes import wait_for

from thongsuot.engines import smpp
from thongsuot.exercise.gateway import Behaviour, Centre, Record, sockets

SIGN_OF_LIFE = smpp.encode(smpp.Pdu(smpp.Command.ENQUIRE_LINK, 1))
TURNS = 20


class Listener:
    """Listens, but accepts nothing while told so."""

    def __init__(self, why: int) -> None:
        self._listener = sockets.listen("127.0.0.1", 0)
        self.fileno, self.close = self._listener.fileno, self._listener.close
        self.address = self._listener.getsockname()
        self.why, self.refusing, self.refused = why, False, 0

    def accept(self) -> tuple[socket.socket, object]:
        if self.refusing:
            self.refused += 1
            raise OSError(self.why, "no more sockets")
        return self._listener.accept()


@contextmanager
def served(listener, folder):
    with Record(folder / "record.tsv") as record, ThreadPoolExecutor(1) as pool:
        server = sockets.Server(Centre(Behaviour(), record), listener)
        run = pool.submit(server.run)
        try:
            yield
        finally:
            server.stop()
        run.result(30)


def lives(connection: socket.socket) -> bool:
    """Ask for a sign of life; a turn of the loop answers."""
    connection.settimeout(30)
    connection.sendall(SIGN_OF_LIFE)
    return bool(connection.recv(64))


@pytest.mark.parametrize("why", [errno.EMFILE, errno.ENFILE])
def test_who_cannot_be_accepted_waits_for_a_connection_to_end_and_wakes_nobody(tmp_path, monkeypatch, why):
    monkeypatch.setattr(sockets, "_DEAF", 3600.0)
    listener = Listener(why)
    with served(listener, tmp_path), socket.create_connection(listener.address) as one:
        assert lives(one)
        listener.refusing = True
        with socket.create_connection(listener.address) as other:
            wait_for(lambda: listener.refused, 30)
            assert all(lives(one) for _ in range(TURNS))
            assert listener.refused == 1
            listener.refusing = False
            one.close()
            assert lives(other)


def test_where_no_connection_ends_the_listener_is_heard_again_after_a_while(tmp_path, monkeypatch):
    monkeypatch.setattr(sockets, "_DEAF", 0.01)
    listener = Listener(errno.EMFILE)
    listener.refusing = True
    with served(listener, tmp_path), socket.create_connection(listener.address) as one:
        wait_for(lambda: listener.refused > 2, 30)
        listener.refusing = False
        assert lives(one)


def test_a_centre_that_accepts_nobody_can_be_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(sockets, "_DEAF", 3600.0)
    listener = Listener(errno.EMFILE)
    listener.refusing = True
    with served(listener, tmp_path), socket.create_connection(listener.address):
        wait_for(lambda: listener.refused, 30)


def test_one_that_is_gone_before_it_is_accepted_is_no_reason_to_stop_listening(tmp_path, monkeypatch):
    monkeypatch.setattr(sockets, "_DEAF", 3600.0)
    listener = Listener(errno.ECONNABORTED)
    listener.refusing = True
    with served(listener, tmp_path), socket.create_connection(listener.address) as one:
        wait_for(lambda: listener.refused > 2, 30)
        listener.refusing = False
        assert lives(one)
