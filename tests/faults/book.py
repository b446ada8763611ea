"""What the install's tables say, read as the app role with the sight of everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg

from thongsuot.web import embedded


class Closed(Exception):
    """The database does not answer now."""


def rows(home: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what one question finds."""
    urls = embedded.urls(home)
    if urls is None:
        raise Closed
    try:
        with psycopg.connect(urls.app_url, connect_timeout=3, options="-c statement_timeout=5000") as connection:
            connection.execute(
                "SELECT set_config(name, (SELECT string_agg(id::text, ',') FROM organisations_organisation), true) "
                "FROM unnest(ARRAY['app.organisations', 'app.own']) AS name"
            )
            return connection.execute(statement, values).fetchall()
    except psycopg.Error as error:
        raise Closed from error
