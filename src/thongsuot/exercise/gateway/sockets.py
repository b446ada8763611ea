"""The centre on a port: one process, one thread, one loop over all its connections."""

from __future__ import annotations

import contextlib
import errno
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable

from thongsuot.exercise.gateway.centre import Centre
from thongsuot.exercise.gateway.links import Link

_FULL = 1 << 22  # octets that wait to be written; a peer that does not read is not read from either
_FAREWELL = 0.5  # seconds for the peers to answer the unbind at the end
_LONGEST = 60.0
_DRAINED = 64
_OUT_OF_SOCKETS = (errno.EMFILE, errno.ENFILE)
_DEAF = 1.0  # seconds until the listener is heard again, unless a connection ends before


class PortTaken(Exception):
    """Another program listens there, or the address is not this machine's."""


def listen(address: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one. Raises PortTaken."""
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(64)
    except OSError as error:
        listener.close()
        why = {
            errno.EADDRINUSE: "đang được chương trình khác dùng",
            errno.EACCES: "chỉ dành cho quản trị hệ thống",
        }.get(error.errno or 0, "không mở được trên máy này")
        raise PortTaken(
            f"Cổng {port} tại {address} {why}; chưa khởi động gì. "
            "Hãy chọn cổng khác bằng --port, hoặc --port 0 để máy tự chọn."
        ) from error
    listener.setblocking(False)
    return listener


class _Wire:
    """A connection: its link, and what waits to be written."""

    def __init__(self, connection: socket.socket, link: Link) -> None:
        self.socket, self.link = connection, link
        self.unsent: deque[memoryview] = deque()
        self.mask = 0
        self.sated = False  # the centre reads on when it has digested what it had

    @property
    def backlog(self) -> int:
        return sum(map(len, self.unsent))

    def flush(self) -> None:
        """Write as much as the connection takes."""
        while self.unsent:
            try:
                gone = self.socket.send(self.unsent[0])
            except BlockingIOError:
                return
            if gone < len(self.unsent[0]):
                self.unsent[0] = self.unsent[0][gone:]
            else:
                self.unsent.popleft()

    def close(self) -> None:
        """Close, after what is still to be read: else the peer might lose our last words (RFC 1122, 4.2.2.13)."""
        with contextlib.suppress(OSError):
            for _ in range(_DRAINED):
                if self.link.cut or not self.socket.recv(1 << 16):
                    break
        self.socket.close()


class Server:
    """Drives a centre until `stop`, which a signal may call."""

    def __init__(self, centre: Centre, listener: socket.socket) -> None:
        """Begin to listen."""
        self.centre = centre
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._wires: list[_Wire] = []
        self._called, self._caller = socket.socketpair()
        for each in (self._called, self._caller):
            each.setblocking(False)
        self._ends_at: float | None = None
        self._stopping = False
        self._deaf_until: float | None = None
        self.hear(listener.fileno(), self._accept)
        self.hear(self._called.fileno(), lambda: self._called.recv(64))

    def hear(self, descriptor: int, then: Callable[[], object]) -> None:
        """Call a function whenever there is something to be read at a descriptor."""
        self._selector.register(descriptor, selectors.EVENT_READ, then)

    def unhear(self, descriptor: int) -> None:
        """Stop that."""
        self._selector.unregister(descriptor)

    def stop(self) -> None:
        """Ask the sessions to end, and end within a second."""
        self._stopping = True
        with contextlib.suppress(OSError):  # it was called before, or has ended
            self._caller.send(b"!")

    def run(self) -> None:
        """Serve until stopped."""
        try:
            while self._going_on():
                self._turn()
        finally:
            for wire in list(self._wires):
                self._end(wire)
            for each in (self._listener, self._called, self._caller):
                each.close()
            self._selector.close()

    def _going_on(self) -> bool:
        now = time.monotonic()
        if self._stopping and self._ends_at is None:
            self._ends_at = now + _FAREWELL
            if self._deaf_until is None:
                self.unhear(self._listener.fileno())
            self._deaf_until = None
            self.centre.unbind(now=now)
        return self._ends_at is None or (bool(self._wires) and now < self._ends_at)

    def _turn(self) -> None:
        if self._deaf_until is not None and time.monotonic() >= self._deaf_until:
            self._deaf_until = None
            self.hear(self._listener.fileno(), self._accept)
        for key, mask in self._selector.select(self._patience()):
            if isinstance(key.data, _Wire):
                self._serve(key.data, mask)
            else:
                key.data()
        now = time.monotonic()
        self.centre.tick(now=now)
        for wire in list(self._wires):
            self._write(wire, now)

    def _patience(self) -> float:
        """Return how long nothing can be due."""
        now = time.monotonic()
        dues = [now + _LONGEST, self.centre.next_due(now=now), self._ends_at, self._deaf_until]
        dues += [wire.link.hungry_at(now) for wire in self._wires if wire.sated]
        return max(0.0, min(due for due in dues if due is not None) - now)

    def _accept(self) -> None:
        try:
            connection, _peer = self._listener.accept()
        except OSError as error:  # it is gone again, or this process may have no more of them
            if error.errno in _OUT_OF_SOCKETS:  # whoever waits there would wake every turn in vain
                self.unhear(self._listener.fileno())
                self._deaf_until = time.monotonic() + _DEAF
            return
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wires.append(_Wire(connection, self.centre.connect(now=time.monotonic())))

    def _serve(self, wire: _Wire, mask: int) -> None:
        """Read from a connection; what is written goes out with everything else at the end of the turn."""
        if not mask & selectors.EVENT_READ:
            return
        now = time.monotonic()
        try:
            came = wire.socket.recv(wire.link.appetite(now) or 1)
        except BlockingIOError:
            return
        except OSError:
            came = b""
        if came:
            self.centre.receive(wire.link, came, now=now)
        else:
            self._end(wire)

    def _write(self, wire: _Wire, now: float) -> None:
        wire.unsent.extend(memoryview(octets) for octets in self.centre.outgoing(wire.link, now=now))
        try:
            if not wire.link.cut:
                wire.flush()
        except OSError:
            wire.link.cut = True
        if wire.link.cut or (wire.link.over and not wire.unsent):
            self._end(wire)
        else:
            self._watch(wire, now)

    def _watch(self, wire: _Wire, now: float) -> None:
        """Look for what is wanted of a connection, and for no more."""
        wire.sated = not wire.link.appetite(now)
        reads = not (wire.link.over or wire.sated or wire.backlog >= _FULL)
        mask = (selectors.EVENT_READ if reads else 0) | (selectors.EVENT_WRITE if wire.unsent else 0)
        if mask == wire.mask:
            return
        if wire.mask and mask:
            self._selector.modify(wire.socket, mask, wire)
        elif mask:
            self._selector.register(wire.socket, mask, wire)
        else:
            self._selector.unregister(wire.socket)
        wire.mask = mask

    def _end(self, wire: _Wire) -> None:
        if wire.mask:
            self._selector.unregister(wire.socket)
        self._wires.remove(wire)
        self.centre.lost(wire.link, now=time.monotonic())
        wire.close()
        if self._deaf_until is not None:
            self._deaf_until = 0.0
