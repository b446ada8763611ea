"""Hosts of the test's own: network namespaces on one bridge, which the test cuts off one by one and puts away.

The centre's room has the bridge, PostgreSQL and the simulated centre; nothing of it is seen from outside. Addresses are
those that RFC 5737 keeps for examples. Whoever makes them is root, as CI is.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from tests.faults.cluster import Cluster
from tests.web.processes import PROJECT

NET, CENTRE = "192.0.2", "192.0.2.1"


def ip(*words: str) -> None:
    """Tell the kernel."""
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"ip {' '.join(words)}: {done.stderr}"


class Hosts:
    """So many hosts around one room."""

    def __init__(self, count: int) -> None:
        self.name, self.count = f"ts-{os.getpid()}-{secrets.token_hex(2)}", count
        self.made: list[str] = []

    def up(self) -> None:
        """Make the room, the hosts, and a line from each to the bridge."""
        assert os.geteuid() == 0, "network namespaces are made by root, as in CI"
        room = self._add("room")
        ip("-n", room, "link", "add", "bridge", "type", "bridge")
        ip("-n", room, "addr", "add", f"{CENTRE}/24", "dev", "bridge")
        for name in ("lo", "bridge"):
            ip("-n", room, "link", "set", name, "up")
        for number in range(self.count):
            host, line = self._add(f"host{number}"), f"line{number}"
            ip("-n", room, "link", "add", line, "type", "veth", "peer", "name", "out", "netns", host)
            ip("-n", room, "link", "set", line, "master", "bridge", "up")
            ip("-n", host, "addr", "add", f"{NET}.{10 + number}/24", "dev", "out")
            for name in ("lo", "out"):
                ip("-n", host, "link", "set", name, "up")

    def _add(self, part: str) -> str:
        name = f"{self.name}-{part}"
        ip("netns", "add", name)
        self.made.append(name)
        return name

    def within(self, part: str) -> list[str]:
        """Return the words that start a program there."""
        return ["nsenter", f"--net=/run/netns/{self.name}-{part}"]

    def cut(self, number: int) -> None:
        """Pull a host's plug at the bridge."""
        ip("-n", f"{self.name}-room", "link", "set", f"line{number}", "down")

    def mend(self, number: int) -> None:
        """Put it in again."""
        ip("-n", f"{self.name}-room", "link", "set", f"line{number}", "up")

    def down(self) -> None:
        """Put all of it away."""
        for name in reversed(self.made):
            with contextlib.suppress(AssertionError):
                ip("netns", "del", name)


@contextlib.contextmanager
def hosts(count: int) -> Iterator[Hosts]:
    """Keep hosts inside the block."""
    made = Hosts(count)
    try:
        made.up()
        yield made
    finally:
        made.down()


def move(own: Cluster, there: Hosts) -> str:
    """Let PostgreSQL listen in the room; return how the hosts reach it. The test goes on by its socket."""
    own.stop()
    own.tell(f"listen_addresses = '{CENTRE}'", "port = 5432")
    with (own.home / "postgres" / "data" / "pg_hba.conf").open("a") as doors:
        doors.write(f"host all all {NET}.0/24 scram-sha-256\n")
    start = [sys.executable, "-m", "tests.faults.cluster", str(own.home)]
    done = subprocess.run([*there.within("room"), *start], capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stderr
    told = {name: value for name, value in conninfo_to_dict(own.url).items() if name != "host"}
    return make_conninfo("", **told, host=CENTRE, port=5432)
