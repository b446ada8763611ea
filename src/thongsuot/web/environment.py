"""What an install is told from outside: every path and port hangs on these few variables."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Environment:
    """The variables of one install, read once at start."""

    home: Path
    address: str
    port: int
    events_port: int
    database_url: str | None
    migrate_database_url: str | None
    smtp_url: str | None
    hosts: tuple[str, ...]
    reality: str
    build: Path
    events_url: str
    public_url: str

    @property
    def secret_key(self) -> str:
        """Return the install's own key, made at the first start and kept at 0600."""
        file = self.home / "secret-key"
        if not file.exists():
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, unfinished = tempfile.mkstemp(dir=self.home)  # 0600
            with os.fdopen(descriptor, "w") as stream:
                stream.write(secrets.token_urlsafe(48))
            with contextlib.suppress(FileExistsError):  # another process was quicker: its key is the key
                os.link(unfinished, file)
            os.unlink(unfinished)
        return file.read_text()


def read(variables: dict[str, str] | None = None) -> Environment:
    """Read the install's variables; each has a default that works on one's own machine."""
    values = dict(os.environ) if variables is None else variables
    port = int(values.get("TS_PORT") or 8000)
    return Environment(
        home=Path(values.get("TS_HOME") or PROJECT / "var").resolve(),
        address=values.get("TS_ADDRESS") or "127.0.0.1",
        port=port,
        events_port=int(values.get("TS_EVENTS_PORT") or port + 1),
        database_url=values.get("DATABASE_URL") or None,
        migrate_database_url=values.get("MIGRATE_DATABASE_URL") or None,
        smtp_url=values.get("TS_SMTP_URL") or None,
        hosts=tuple(filter(None, values.get("TS_HOSTS", "").split(","))),
        reality=values.get("TS_REALITY") or "exercise",
        events_url=values.get("TS_EVENTS_URL") or "",
        public_url=values.get("TS_PUBLIC_URL") or "",
        build=Path(values.get("TS_BUILD") or PROJECT / "build").resolve(),
    )
