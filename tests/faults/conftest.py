"""A PostgreSQL of the test's own, to which Django points while the test runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from tests.campaigns.running import Running
from tests.conftest import HOME, TEMPLATE
from tests.faults.cluster import Cluster, cluster


@contextlib.contextmanager
def pointed(url: str) -> Iterator[None]:
    """Let Django use another server inside the block, by one connection and no pool: it is going to be killed."""
    from django.db import connection

    from thongsuot.web.settings import database

    told = connection.settings_dict
    before = dict(told)
    connection.close()
    connection.close_pool()
    told.update(database(url))
    del told["OPTIONS"]["pool"]
    try:
        yield
    finally:
        connection.close()
        told.clear()
        told.update(before)


@pytest.fixture
def own(transactional_db: None) -> Iterator[Cluster]:
    """Return a server that only this test uses."""
    with cluster(HOME, TEMPLATE) as made, pointed(made.url):
        yield made


@pytest.fixture
def running(own: Cluster, cast: object) -> Running:
    """Return campaigns of the cast's people, kept by the test's own server."""
    return Running(cast)
