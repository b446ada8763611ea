"""One SMPP session over one connection, which is made again whenever it is lost."""

from __future__ import annotations

import errno
import os
import socket
from collections import deque
from random import Random

from django.utils.translation import gettext as _

from thongsuot.engines.smpp import (
    Bind,
    BindRefused,
    Bound,
    Closed,
    Command,
    Ending,
    Event,
    Role,
    Session,
    Settings,
    State,
    status_name,
)
from thongsuot.outbox.gateway.addresses import Lookup
from thongsuot.outbox.gateway.links import Told

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds until the next try to connect
STEADY = 5.0  # seconds bound after which a loss counts as the first
PATIENCE = 10.0  # seconds for the host's address, then for the connection, and then for the bind
LOOK = 0.05  # seconds between two looks whether the address is known
ROOM = 1 << 20  # octets read at once
_UNDER_WAY = (errno.EINPROGRESS, errno.EALREADY, errno.EWOULDBLOCK)


class Wire:
    """A transceiver at the centre of a link.

    `session` is one that is over until the first connection, and another one after each; `trouble` says why nothing is
    bound, as the last try showed it. Times are seconds of a clock that goes forward. Connecting never blocks.
    """

    def __init__(self, told: Told, *, random: Random) -> None:
        """Begin unconnected; the first `turn` connects."""
        self.told, self._random = told, random
        self.session = Session(Role.ESME, now=0.0)
        self.session.lost(now=0.0)
        self.trouble, self._explained = "", False  # whether this try has said why it failed
        self._lookup: Lookup | None = None
        self._lookup_until: float | None = None
        self._socket: socket.socket | None = None
        self._connected = False
        self._unsent: deque[bytes | memoryview] = deque()
        self._taken = bytearray(ROOM)
        self._failures = 0
        self._bound_at: float | None = None
        self._due = float("-inf")  # when to connect, or until when to wait for the connection

    @property
    def bound(self) -> bool:
        """Whether messages can go out."""
        return self.session.state is State.BOUND_TRX

    @property
    def wants_write(self) -> bool:
        """Whether to wake when the connection takes octets again."""
        return self._socket is not None and (bool(self._unsent) or not self._connected)

    def fileno(self) -> int:
        """Return the connection's descriptor; -1 without one."""
        return -1 if self._socket is None else self._socket.fileno()

    def turn(self, now: float) -> list[Event]:
        """Do what is due: connect, let time pass, write, read, and write what that allows."""
        if self._socket is None:
            return self._connect(now) if now >= self._due else []
        if not self._connected and not self._arrive(now):
            return []
        events = self.session.tick(now=now)
        try:
            self._write(now)
            came = self._read()
        except OSError as error:
            return [*events, *self._lose(now, _reason(error))]
        if came == 0:
            return [*events, *self._lose(now, _("bên kia đã đóng"))]
        if came is not None:
            events += self.session.receive(memoryview(self._taken)[:came], now=now)
        self._note(events, now)
        return events + self.push(now)

    def push(self, now: float) -> list[Event]:
        """Write what may go now; return what a lost connection brings."""
        if self._socket is None or not self._connected:
            return []
        try:
            self._write(now)
        except OSError as error:
            return self._lose(now, _reason(error))
        if self.session.state in (State.CLOSED, State.UNBOUND) and not self._unsent:
            return self._lose(now)
        return []

    def next_due(self, now: float) -> float | None:
        """Return when `turn` is to be called next, whatever comes."""
        if self._socket is None or not self._connected:
            return max(now, self._due)
        return self.session.next_due(now=now)

    def leave(self, now: float) -> None:
        """Ask the centre for the end: answers still come in, until `Closed`."""
        if self.bound:
            self.session.unbind(now=now)

    def close(self, now: float) -> list[Event]:
        """End the connection at once and make no other; what waits for its answer is uncertain."""
        events = self._lose(now) if self._socket is not None else []
        self._due = float("inf")
        return events

    def _connect(self, now: float) -> list[Event]:
        self._explained = False
        try:
            if not self._looked_up(now):
                return []
            family, kind, protocol, self._address = self._found
            self._socket = socket.socket(family, kind, protocol)
            self._socket.setblocking(False)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            return self._lose(now, _reason(error))
        self._due = now + PATIENCE
        return self.turn(now) if self._arrive(now) else []

    def _looked_up(self, now: float) -> bool:
        """Look whether the host's address is known; raises OSError where it is not and will not be."""
        if self._lookup is None:
            self._lookup = Lookup(self.told.host, self.told.port)
        if self._lookup_until is None:
            self._lookup_until = now + PATIENCE
        try:
            found = self._lookup.answer()
        except OSError:
            self._lookup = self._lookup_until = None
            raise
        if found is None:
            if now < self._lookup_until:
                self._due = now + LOOK
                return False
            self._lookup_until = None  # the same question is still open when it is tried again
            raise TimeoutError(errno.ETIMEDOUT, _("chưa tra được địa chỉ của máy chủ"))
        self._found, self._lookup, self._lookup_until = found, None, None
        return True

    def _arrive(self, now: float) -> bool:
        """Look whether the connection stands; then bind."""
        if self._socket is None:
            return False
        failed = self._socket.connect_ex(self._address)
        if failed in _UNDER_WAY and now < self._due:
            return False
        if failed not in (0, errno.EISCONN):
            waited = failed in _UNDER_WAY
            self._lose(now, _("không ai trả lời") if waited else _reason(OSError(failed, os.strerror(failed))))
            return False
        told = self.told
        settings = Settings(
            window=told.window,
            rate=told.rate / told.sessions if told.rate else None,
            session_init=PATIENCE,
            enquire_link=told.enquire,
            response=told.response,
        )
        self._connected, self._bound_at = True, None
        self.session = Session(Role.ESME, settings, now=now)
        bind = Bind(
            told.account.encode(),
            told.password.encode(),
            told.system_type.encode(),
            0x34,
            told.range_ton,
            told.range_npi,
            told.address_range.encode(),
        )
        self.session.bind(Command.BIND_TRANSCEIVER, bind, now=now)
        return True

    def _note(self, events: list[Event], now: float) -> None:
        """Take note of what the events say of the connection itself."""
        for event in events:
            match event:
                case Bound():
                    self.trouble, self._explained, self._bound_at = "", False, now
                case BindRefused(status):
                    said = {"status": status_name(status)}
                    self._explain(_("Trung tâm tin nhắn không cho đăng nhập (%(status)s).") % said)
                    self.session.lost(now=now)
                case Closed(Ending.NO_BIND | Ending.SILENT):
                    self._explain(_("Trung tâm tin nhắn không trả lời."))
                case Closed(why) if why is not Ending.LOST:
                    self._explain(_("Trung tâm tin nhắn đã kết thúc phiên."))

    def _explain(self, trouble: str) -> None:
        """Say why nothing is bound; what was wrong with the try before is over."""
        self.trouble, self._explained = trouble, True

    def _write(self, now: float) -> None:
        self._unsent.extend(self.session.outgoing(now=now))
        while self._unsent and self._socket is not None:
            first = self._unsent[0]
            try:
                gone = self._socket.send(first)
            except BlockingIOError:
                return
            if gone < len(first):
                self._unsent[0] = memoryview(first)[gone:]
            else:
                self._unsent.popleft()

    def _read(self) -> int | None:
        """Return how many octets came, 0 where the other end has closed, None where there are none."""
        if self._socket is None:
            return None
        try:
            return self._socket.recv_into(self._taken)
        except BlockingIOError:
            return None

    def _lose(self, now: float, why: str = "") -> list[Event]:
        """Close what is left of the connection and say when to try again."""
        events = [] if self.session.state is State.CLOSED else self.session.lost(now=now)
        if why and not self._explained:
            self._explain(_("Mất kết nối với trung tâm tin nhắn: %(why)s.") % {"why": why})
        if self._socket is not None:
            self._socket.close()
        steady = self._bound_at is not None and now - self._bound_at >= STEADY
        self._failures = 0 if steady else self._failures
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(self._failures + 1, 16))
        self._due = now + self._random.uniform(FIRST_WAIT, longest)
        self._failures += 1
        self._socket, self._connected, self._bound_at = None, False, None
        self._unsent.clear()
        return events


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
