"""What an install is told from outside: every path and port hangs on these few variables."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit

SMS = ("url", "headers", "body", "brand", "success", "later")  # TS_SMS_URL and so on
LINK = re.compile(r"[A-Za-z0-9_-]{1,40}")  # an operator's code, and so the name of its link
PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, repr=False)  # its values hold passwords
class Environment:
    """The variables of one install, read once at start."""

    home: Path
    address: str
    port: int
    events_port: int
    mail_port: int | None  # where alarms come by letter; nowhere without one
    database_url: str | None
    migrate_database_url: str | None
    smtp_url: str | None
    hosts: tuple[str, ...]
    reality: str
    build: Path
    events_url: str
    public_url: str
    reserve_at: time  # when the evening's reserve papers are made
    sms: dict[str, str]
    smpp_links: dict[str, str]  # name: address; judged where it is used (outbox.gateway.links)
    numbers: dict[str, str]  # where an operator's subscribers are read: database, query
    numbers_kept_days: int  # after the end of the operator's share
    tls_cert: Path | None
    tls_key: Path | None
    behind_proxy: bool

    @property
    def scheme(self) -> str:
        """Return what this install's own port speaks."""
        return "https" if self.tls_cert else "http"

    @property
    def secure(self) -> bool:
        """Tell whether browsers reach the pages by HTTPS, from us or from the proxy before us."""
        return self.behind_proxy or self.tls_cert is not None

    @property
    def url(self) -> str:
        """Return the address under which people reach the pages."""
        host = self.hosts[0] if self.hosts else self.address
        own = f"https://{host}" if self.behind_proxy else f"{self.scheme}://{host}:{self.port}"
        return self.public_url or own

    @property
    def origin(self) -> str:
        """Return the same as browsers name it when a page sends a form: without a path."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def secret_key(self) -> str:
        """Return the install's own key, made at the first start."""
        return self._kept("secret-key", lambda: secrets.token_urlsafe(48))

    @property
    def links_keys(self) -> list[str]:
        """Return the seeds of the keys for packages between installs, in hexadecimal; the first one signs."""
        return self._kept("links-keys", lambda: secrets.token_hex(32)).split()

    def keep_links_keys(self, seeds: list[str]) -> None:
        """Replace the seeds; whoever reads meanwhile finds all of the old ones or all of the new ones."""
        os.replace(self._unfinished("\n".join(seeds)), self.home / "links-keys")

    def _kept(self, name: str, made: Callable[[], str]) -> str:
        """Return what a file at 0600 in the home holds; it is made when it is first asked for."""
        file = self.home / name
        if not file.exists():
            unfinished = self._unfinished(made())
            with contextlib.suppress(FileExistsError):  # another process was quicker: its key is the key
                os.link(unfinished, file)
            os.unlink(unfinished)
        return file.read_text()

    def _unfinished(self, text: str) -> str:
        """Write a file that only its owner may read, to be put in its place in one step; it is on disk by then."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=self.home)  # 0600
        with os.fdopen(descriptor, "w") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(descriptor)
        return name


def read(variables: dict[str, str] | None = None) -> Environment:
    """Read the install's variables; each has a default that works on one's own machine."""
    values = dict(os.environ) if variables is None else variables
    port = int(values.get("TS_PORT") or 8000)
    behind_proxy = (values.get("TS_BEHIND_PROXY") or "no").lower() not in ("0", "no", "false")
    return Environment(
        home=Path(values.get("TS_HOME") or PROJECT / "var").resolve(),
        address=values.get("TS_ADDRESS") or "127.0.0.1",
        port=port,
        events_port=int(values.get("TS_EVENTS_PORT") or port + 1),
        mail_port=int(values["TS_MAIL_PORT"]) if values.get("TS_MAIL_PORT") else None,
        database_url=values.get("DATABASE_URL") or None,
        migrate_database_url=values.get("MIGRATE_DATABASE_URL") or None,
        smtp_url=values.get("TS_SMTP_URL") or None,
        hosts=tuple(filter(None, values.get("TS_HOSTS", "").split(","))),
        reality=values.get("TS_REALITY") or "exercise",
        events_url=values.get("TS_EVENTS_URL") or ("/events" if behind_proxy else ""),
        public_url=values.get("TS_PUBLIC_URL") or "",
        reserve_at=time.fromisoformat(values.get("TS_RESERVE_AT") or "17:30"),
        sms={name: values.get(f"TS_SMS_{name.upper()}") or "" for name in SMS},
        smpp_links=_links(values.get("TS_SMPP_LINKS") or ""),
        numbers={name: values.get(f"TS_NUMBERS_{name.upper()}") or "" for name in ("database", "query")},
        numbers_kept_days=int(values.get("TS_NUMBERS_KEPT_DAYS") or 30),
        tls_cert=_path(values.get("TS_TLS_CERT")),
        tls_key=_path(values.get("TS_TLS_KEY")),
        behind_proxy=behind_proxy,
        build=Path(values.get("TS_BUILD") or PROJECT / "build").resolve(),
    )


def _links(told: str) -> dict[str, str]:
    """Return the addresses of links by their names; of a name that stands there twice both, to be refused later."""
    links: dict[str, str] = {}
    for word in told.split():
        name, _, url = word.partition("=")
        links[name] = f"{links[name]} {url}" if name in links else url
    return links


def _path(told: str | None) -> Path | None:
    return Path(told).resolve() if told else None
