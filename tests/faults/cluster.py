"""A PostgreSQL that a test may kill: a copy of the run's own cluster, with its roles, its schema and its cast.

`python -m tests.faults.cluster FOLDER` starts the one of a folder, for a test that wants it in another network.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from psycopg.conninfo import make_conninfo
from tests.faults.killer import children
from tests.web.processes import running, wait_for

from thongsuot.web import embedded, postgres

NAME = "thongsuot_faults"
GONE_WITHIN = 10.0


class Cluster:
    """One server, its data in a folder of its own.

    Like the run's it does not wait for the disk: no test pulls the machine's plug, and what was written outlives it.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.url = ""

    def copy(self, source: Path, template: str) -> None:
        """Copy the cluster of another home, start it, and make the database anew from the template."""
        folder, of = embedded._folder(self.home), embedded._folder(source)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        runner = postgres.runner(folder)
        runner.give(folder)
        shutil.copy(of / "passwords.json", folder)
        with embedded._connect(of) as superuser:
            told = superuser.info
            where = make_conninfo("", host=told.host, user=told.user, password=told.password)
            name = make_conninfo("", application_name=f"copy {os.getpid()}")
        words = ["-D", str(folder / "data"), "-d", f"{where} {name}", "--checkpoint=fast", "--no-sync"]
        made = subprocess.run(
            runner.command("pg_basebackup", *words), capture_output=True, text=True, check=False, cwd="/"
        )
        assert made.returncode == 0, made.stderr
        urls = self.start()
        embedded.drop_database(urls, NAME)
        self.url = embedded.create_database(urls, NAME, template).app_url

    def tell(self, *lines: str) -> None:
        """Add settings, for the next start."""
        with (embedded._folder(self.home) / "data" / "postgresql.auto.conf").open("a") as settings:
            settings.writelines(f"{line}\n" for line in lines)

    def start(self) -> embedded.Urls:
        """Start it, or join it."""
        return embedded.start(self.home)

    def kill(self) -> None:
        """Kill every process of it at once, as when the machine loses its power but keeps what was written."""
        first = embedded.pid(self.home)
        assert first is not None
        os.kill(first, signal.SIGSTOP)  # so that it starts nobody while we count
        numbers = [first, *children(first)]
        for number in numbers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        wait_for(lambda: not any(running(number) for number in numbers), GONE_WITHIN, every=0.01)

    def stop(self) -> None:
        """End it."""
        embedded.stop(self.home)


@contextlib.contextmanager
def cluster(source: Path, template: str, home: Path | None = None) -> Iterator[Cluster]:
    """Keep a copy inside the block; without a home of its own, in a folder that is gone afterwards."""
    made = home or Path(tempfile.mkdtemp(prefix="ts-faults-"))
    ours = Cluster(made)
    try:
        ours.copy(source, template)
        yield ours
    finally:
        ours.stop()
        if home is None:
            shutil.rmtree(made, ignore_errors=True)


if __name__ == "__main__":
    embedded.start(Path(sys.argv[1]))
