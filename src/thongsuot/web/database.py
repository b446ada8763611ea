"""Which database this install uses: the one it is told of, or its own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from thongsuot.web import embedded, environment, reality

TABLES = "SELECT, INSERT, UPDATE, DELETE"
KEEPALIVES: dict[str, Any] = {  # a lost peer is noticed within about ten seconds
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


@contextlib.contextmanager
def running() -> Iterator[embedded.Urls]:
    """Keep the database up inside the block and load the apps; what we started ends with us unless others joined."""
    with at_hand() as urls:
        import django

        reality.agree(urls.app_url)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.web.settings")
        django.setup()
        yield urls


@contextlib.contextmanager
def at_hand() -> Iterator[embedded.Urls]:
    """Keep the database up inside the block and say how to reach it."""
    told = environment.read()
    if told.database_url:
        yield embedded.Urls(told.migrate_database_url or told.database_url, told.database_url)
        return
    try:
        yield embedded.start(told.home)
    finally:
        embedded.release(told.home)


def app_url() -> str:
    """Return the address the app role uses, for connections of one's own."""
    told = environment.read()
    urls = embedded.urls(told.home)
    if told.database_url:
        return told.database_url
    if urls is None:
        raise embedded.NotStarted(f"Chưa có cơ sở dữ liệu trong {told.home}. Hãy chạy thongsuot up trước.")
    return urls.app_url


def grant(urls: embedded.Urls) -> None:
    """Give the app role its rights on what the owner made, now and later; never more than rows."""
    app = conninfo_to_dict(urls.app_url).get("user")
    if app == conninfo_to_dict(urls.owner_url).get("user"):
        return
    role = sql.Identifier(str(app))
    statements = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}"),
        sql.SQL(f"GRANT {TABLES} ON ALL TABLES IN SCHEMA public TO {{}}"),
        sql.SQL("GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {}"),
        sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}"),
        sql.SQL(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {TABLES} ON TABLES TO {{}}"),
        sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {}"),
        sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {}"),
    ]
    with psycopg.connect(urls.owner_url) as connection:
        for statement in statements:
            connection.execute(statement.format(role))
