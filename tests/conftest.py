"""One cluster a run, one template with the cast, one copy a worker; every test runs as the app role."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings

TEMPLATE = "thongsuot_template"
HOME = Path(os.environ.setdefault("TS_TEST_HOME", tempfile.mkdtemp(prefix="ts-tests-")))  # workers inherit it
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")

os.environ["TS_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.web.settings"
os.environ["TS_REALITY"] = "live"
os.environ.pop("DATABASE_URL", None)
os.environ.pop("MIGRATE_DATABASE_URL", None)

settings.INSTALLED_APPS.append("tests.toys")  # an app that stands on the whole ground floor
django.setup()  # test modules import models; the database comes later, when a test asks for it


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster that this run started."""
    if hasattr(config, "workerinput") or not (HOME / "template-ready").exists():
        return
    from thongsuot.web import embedded  # needs the variables above

    embedded.stop(HOME)


@pytest.fixture(scope="session")
def cluster() -> object:
    """Return the addresses of the run's cluster, whose template holds the schema and the cast."""
    from thongsuot.web import embedded

    with (HOME / "template-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        urls = embedded.start(HOME)
        if not (HOME / "template-ready").exists():
            _spare_the_disk()
            embedded.create_database(urls, TEMPLATE)
            _run(["-m", "thongsuot", "migrate"], urls)
            _run(["-m", "tests.toys"], urls)
            _run(["-m", "tests.cast"], urls)
            (HOME / "template-ready").touch()
    return urls


def _spare_the_disk() -> None:
    """Let the run's cluster not wait for the disk: it is thrown away, and no test pulls the machine's plug.

    A process that is killed loses nothing by it; installs that tests start by themselves keep their own settings.
    """
    from thongsuot.web import embedded

    with embedded._connect(embedded._folder(HOME)) as superuser:
        superuser.execute("ALTER SYSTEM SET fsync = off")
        superuser.execute("SELECT pg_reload_conf()")


def named(url: str, database: str) -> str:
    """Return the address of another database of the same cluster."""
    from psycopg.conninfo import make_conninfo

    return make_conninfo(url, dbname=database)


def _run(command: list[str], urls: object) -> None:
    addresses = {
        "DATABASE_URL": named(urls.app_url, TEMPLATE),
        "MIGRATE_DATABASE_URL": named(urls.owner_url, TEMPLATE),
    }
    done = subprocess.run(
        [sys.executable, *command],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **addresses},
        cwd=Path(__file__).parents[1],
    )
    if done.returncode:
        pytest.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}", returncode=1)


@pytest.fixture(scope="session")
def worker_database(cluster: object) -> str:
    """Return the name of this worker's own database."""
    return f"thongsuot_{WORKER}"


def rebuild(cluster: object, name: str) -> None:
    """Make the worker's database anew from the template."""
    from django.db import connections

    from thongsuot.web import embedded

    connections["default"].close()
    connections["default"].close_pool()
    with (HOME / "template-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        embedded.drop_database(cluster, name)
        embedded.create_database(cluster, name, template=TEMPLATE)


@pytest.fixture(scope="session")
def django_db_setup(cluster: object, worker_database: str, django_db_blocker: object) -> Iterator[None]:
    """Point Django at the worker's database; committed tests get a fresh copy afterwards."""
    from django.conf import settings
    from django.db import connections
    from django.test import TransactionTestCase

    from thongsuot.web.settings import database

    wanted = database(named(cluster.app_url, worker_database))
    settings.DATABASES["default"].update(wanted)
    with django_db_blocker.unblock():
        connections["default"].settings_dict.update(wanted)
        rebuild(cluster, worker_database)
    TransactionTestCase._fixture_teardown = lambda self: rebuild(cluster, worker_database)
    yield
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"].close_pool()


@pytest.fixture
def cast(request: pytest.FixtureRequest, db: None) -> Iterator[object]:
    """Return the cast; in a test that is rolled back, with the sight of the whole system."""
    from tests.cast import Cast

    from thongsuot.organisations import access

    marker = request.node.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        yield Cast()
        return
    with access.acting_as_system():
        yield Cast()
