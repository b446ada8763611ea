"""Whether the tables are those of this version: a digest of the migrations, kept in the database itself.

Asking Django takes seconds of every start; the comment on the database is asked in milliseconds and goes wherever the
database goes, also into a backup.
"""

from __future__ import annotations

import contextlib
import hashlib
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

SOURCES = Path(__file__).resolve().parents[1]
LIBRARIES = ("django", "django-allauth", "procrastinate")
MARK = "thongsuot tables "


def digest() -> str:
    """Return the digest of every migration this version brings, its libraries' by their versions."""
    whole = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    for file in sorted(SOURCES.glob("*/migrations/*.py")):
        whole.update(f"{file.relative_to(SOURCES)}\0".encode() + file.read_bytes() + b"\0")
    return whole.hexdigest()


def are_current(owner_url: str) -> bool:
    """Tell whether the database was last migrated by this very version; where it cannot be told, it was not."""
    question = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    try:
        with contextlib.closing(psycopg.connect(owner_url, connect_timeout=5)) as connection:
            row = connection.execute(question).fetchone()
    except psycopg.Error:
        return False
    return row is not None and row[0] == MARK + digest()


def mark(owner_url: str, *, current: bool) -> None:
    """Write down that the tables are of this version, or that nobody knows; who may not comment does without."""
    name = str(conninfo_to_dict(owner_url).get("dbname"))
    text = sql.Literal(MARK + digest() if current else "")
    statement = sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), text)
    refused = contextlib.suppress(psycopg.errors.InsufficientPrivilege)
    with contextlib.closing(psycopg.connect(owner_url, autocommit=True)) as connection, refused:
        connection.execute(statement)


def hold_nobody(owner_url: str) -> bool:
    """Tell whether the database holds no organisation yet."""
    with contextlib.closing(psycopg.connect(owner_url, connect_timeout=5)) as connection:
        row = connection.execute("SELECT EXISTS (SELECT FROM organisations_organisation)").fetchone()
    return row is not None and not row[0]
