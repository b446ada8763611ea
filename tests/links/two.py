"""A second install on this machine: its own home, its own database of the same cluster, its own process of pages."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.conftest import HOME, TEMPLATE, named
from tests.links.far import BY
from tests.links.relay import lying
from tests.web.processes import PROJECT, get, wait_for

from thongsuot.engines.package import PublicKey, SigningKey, spoken
from thongsuot.links import actions, queries
from thongsuot.links.actions import Registration
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation
from thongsuot.web import embedded, ports

SPEAKS_FOR = "dd-1"  # the organisation whose install the other one is


@dataclass
class Other:
    """An install of somebody else, with a real database under it."""

    home: Path
    database: str
    port: int = field(default_factory=lambda: ports.free("127.0.0.1", 0))
    pages: subprocess.Popen[bytes] | None = None

    @property
    def variables(self) -> dict[str, str]:
        """Return the environment of its processes."""
        told = {"TS_HOME": str(self.home), "TS_PORT": str(self.port), "TS_REALITY": "live"}
        return {**os.environ, **told, "DATABASE_URL": self.database, "DJANGO_SETTINGS_MODULE": "thongsuot.web.settings"}

    def up(self) -> None:
        """Serve pages, and so take packages in."""
        log = (self.home.parent / "other.log").open("ab")
        command = [sys.executable, "-m", "thongsuot", "serve"]
        self.pages = subprocess.Popen(
            command, env=self.variables, cwd=PROJECT, stdout=log, stderr=log, start_new_session=True
        )
        wait_for(lambda: get(f"http://127.0.0.1:{self.port}/api/packages/")[0] == 405, 60)

    def down(self) -> None:
        """Pull its plug."""
        if self.pages is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pages.pid, 9)  # the session that was started above, and nothing else
            self.pages.wait(10)
            self.pages = None

    def thongsuot(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run its command line."""
        return subprocess.run(
            [sys.executable, "-m", "thongsuot", *words],
            env=self.variables,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def play(self, *words: str, module: str = "tests.links.play") -> Any:
        """Let the app above it act."""
        return played(self.variables, *words, module=module)

    @property
    def key(self) -> PublicKey:
        """Return its public key."""
        return SigningKey(bytes.fromhex((self.home / "links-keys").read_text())).public


def played(variables: dict[str, str], *words: str, module: str = "tests.links.play") -> Any:
    """Run the app above links in an install and return what it says."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, env=variables, cwd=PROJECT, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@contextmanager
def other_install(cluster: Any, folder: Path, name: str) -> Iterator[Other]:
    """Keep a second install inside the block; its pages are up."""
    with (HOME / "template-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        embedded.create_database(cluster, name, template=TEMPLATE)
    home = folder / "other"
    home.mkdir(mode=0o700)
    (home / "links-keys").write_text("0f" * 32)  # what it would make itself at its first start
    other = Other(home, named(cluster.app_url, name))
    try:
        other.up()
        yield other
    finally:
        other.down()
        embedded.drop_database(cluster, name)


@contextmanager
def that_knows_us(cluster: Any, folder: Path, name: str) -> Iterator[Other]:
    """Keep a second install inside the block in which a person has entered ours and its key."""
    with other_install(cluster, folder, name) as other:
        own = queries.own_key().public
        done = other.thongsuot("links", "add", "so-khcn", "-", own.text, spoken(own.fingerprint))
        assert done.returncode == 0, done.stderr
        yield other


@contextmanager
def line_to(other: Other, *, at: datetime) -> Iterator[Any]:
    """Enter the other install here, reached over a line that the test can cut, garble and make deaf."""
    with lying(other.port) as line:
        key = other.key
        with access.acting_as_system():
            to = Organisation.objects.get(code=SPEAKS_FOR)
            actions.register(Registration(to, line.url, key.text, key.fingerprint), by=BY, at=at)
        yield line
