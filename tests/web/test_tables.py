"""A start does not migrate what is migrated, and never believes it without the database's own word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.web.processes import PROJECT, variables

from thongsuot.web import embedded, tables

pytestmark = pytest.mark.xdist_group("one database")  # its name is one on the run's server


@pytest.fixture(scope="module")
def urls(cluster, migrated_database):
    """Return the addresses of a database of its own on the run's server, with the tables and nobody in them."""
    made = migrated_database("thongsuot_tables")
    tables.mark(made.owner_url, current=False)
    migrate(made)  # the tables are there; that they are is what the command finds and writes down
    yield made
    embedded.drop_database(cluster, "thongsuot_tables")


def migrate(urls, *words):
    """Migrate as a process of its own."""
    home = Path(os.environ["TS_HOME"])
    environment = variables(home, DATABASE_URL=urls.app_url, MIGRATE_DATABASE_URL=urls.owner_url)
    command = [sys.executable, "-m", "thongsuot", "migrate", "--verbosity=0", *words]
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, timeout=120)


def test_a_database_that_was_migrated_says_so(urls):
    assert tables.are_current(urls.owner_url)
    assert tables.hold_nobody(urls.owner_url)


def test_another_version_is_another_digest(urls, monkeypatch, tmp_path):
    before = tables.digest()
    (tmp_path / "new" / "migrations").mkdir(parents=True)
    (tmp_path / "new" / "migrations" / "0001_initial.py").write_text("")
    monkeypatch.setattr(tables, "SOURCES", tmp_path)
    assert tables.digest() != before
    assert not tables.are_current(urls.owner_url)


def test_another_library_is_another_digest(monkeypatch):
    before = tables.digest()
    monkeypatch.setattr(tables, "version", lambda _name: "0")
    assert tables.digest() != before


def test_going_back_by_hand_is_not_taken_for_current(urls):
    migrate(urls, "sessions", "zero")
    try:
        assert not tables.are_current(urls.owner_url)
    finally:
        migrate(urls)
    assert tables.are_current(urls.owner_url)


def test_a_database_without_tables_is_not_current(cluster):
    empty = embedded.create_database(cluster, "thongsuot_empty")
    try:
        assert not tables.are_current(empty.owner_url)
    finally:
        embedded.drop_database(cluster, "thongsuot_empty")


def test_an_owner_who_may_not_comment_does_without(urls):
    tables.mark(urls.app_url, current=False)
    assert tables.are_current(urls.owner_url)


def test_a_database_that_does_not_answer_is_not_current():
    assert not tables.are_current("host=/nowhere dbname=none")


@pytest.mark.django_db(transaction=True)
def test_the_cast_is_somebody(cast, cluster, worker_database):
    assert not tables.hold_nobody(cluster.of(worker_database).owner_url)
