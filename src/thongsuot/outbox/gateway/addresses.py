"""Where a host is: told at once of a number, and of a name by a thread of its own, for a name server takes its time."""

from __future__ import annotations

import contextlib
import socket
import threading

Address = tuple[int, int, int, tuple[object, ...]]  # family, kind and protocol of the socket, and where it connects to


class Lookup:
    """One question; `answer` never waits."""

    def __init__(self, host: str, port: int) -> None:
        """Ask."""
        self._host, self._port = host, port
        self._found: Address | None = None
        self._error: OSError | None = None
        with contextlib.suppress(OSError):
            self._found = _asked(host, port, socket.AI_NUMERICHOST)
        if self._found is None:
            threading.Thread(target=self._ask, name="lookup", daemon=True).start()

    def _ask(self) -> None:
        try:
            self._found = _asked(self._host, self._port)
        except (OSError, UnicodeError) as error:  # a name with an empty or too long label is no host name at all
            self._error = error if isinstance(error, OSError) else OSError(0, str(error))

    def answer(self) -> Address | None:
        """Return where the host is, None while nobody has said so; raises OSError where nobody knows it."""
        if self._error is not None:
            raise self._error
        return self._found


def _asked(host: str, port: int, flags: int = 0) -> Address:
    family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)[0]
    return int(family), int(kind), protocol, address
