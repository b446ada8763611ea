"""A letter under review to move, and a way around the app role: the owner's own connection."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from tests.cast import MONDAY
from tests.directives.letters import reading
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.organisations import access


@world
def letter(cast):
    """Return a letter under review: a row with states, versions and an organisation."""
    with access.acting_as_system():
        return directives.receive(
            reading(), file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
        )


@pytest.fixture
def owner(cluster, worker_database, db):
    """Return a connection of the role that owns the tables, which no row-level wall holds back."""
    url = make_conninfo(cluster.owner_url, dbname=worker_database)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection
