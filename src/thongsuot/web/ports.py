"""Which port to listen on: the one wanted, or a free one where it is in use."""

from __future__ import annotations

import contextlib
import socket

_PROMISES: list[socket.socket] = []  # open while this process lives; the kernel forgets them with it


def promised(address: str, wanted: int, *taken: int) -> int:
    """Return a free port that no other install starting at the same moment takes too.

    Web servers share a port in silence (SO_REUSEPORT): without the promise two installs would answer in turns.
    """
    refused = list(taken)
    while True:
        port = free(address, wanted, *refused)
        promise = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            promise.bind(f"\0thongsuot port {port}")  # a name of the machine's network, not of its disk
        except OSError:
            promise.close()
            refused.append(port)
        else:
            _PROMISES.append(promise)
            return port


def free(address: str, wanted: int, *taken: int) -> int:
    """Return the wanted port, or one the system gives where that is in use or already promised to another."""
    candidates = [wanted] if wanted not in taken and wanted < 65536 else []
    while True:
        port = candidates.pop() if candidates else 0
        with contextlib.suppress(OSError), _bound(address, port) as listener:
            found = int(listener.getsockname()[1])
            if found not in taken:
                return found


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
    except OSError:
        listener.close()
        raise
    return listener
