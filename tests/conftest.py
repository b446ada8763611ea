"""One cluster a run, one template with the cast, one copy a worker; every test runs as the app role.

The tables are made once: the cluster's own database keeps them without anybody in them, and so does a home put aside
for installs of tests. A test that is about the making itself begins with nothing.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import pytest
from django.conf import settings

TESTS = Path(__file__).parent
TEMPLATE = "thongsuot_template"
LEFT_BEHIND = shutil.ignore_patterns("socket*", "lock", "users", "log", "postmaster.*")  # of a server that ran
HOME = Path(os.environ.setdefault("TS_TEST_HOME", tempfile.mkdtemp(prefix="ts-tests-")))  # workers inherit it
MIGRATED = HOME / "migrated"  # the home of an install that has its tables and was never started
READY = HOME / "templates-ready"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")

os.environ["TS_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.web.settings"
os.environ["TS_REALITY"] = "live"
os.environ.pop("DATABASE_URL", None)
os.environ.pop("MIGRATE_DATABASE_URL", None)

settings.INSTALLED_APPS.append("tests.toys")  # an app that stands on the whole ground floor
django.setup()  # test modules import models; the database comes later, when a test asks for it

from tests.worlds import _django_db_helper, _standing, worlds  # noqa: E402, F401  # fixtures, once Django is set up


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep on one worker what shares an install or the peers, or works something out for all its tests."""
    for item in items:
        group = _group_of(item.path.relative_to(TESTS))
        if group and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(group))


def _group_of(file: Path) -> str:
    match file.parts[0]:
        case "browser":
            return "every page" if "every_page" in file.name else "journeys"
        case "architecture" | "peers" as folder:
            return folder
        case "engines":
            return file.as_posix()
    return ""


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster that this run started."""
    if hasattr(config, "workerinput") or not READY.exists():
        return
    from thongsuot.web import embedded  # needs the variables above

    embedded.stop(HOME)


@pytest.fixture(scope="session")
def cluster() -> object:
    """Return the addresses of the run's cluster, whose template holds the schema and the cast."""
    from thongsuot.web import embedded

    with alone():
        urls = embedded.start(HOME)
        if not READY.exists():
            _run(["-m", "thongsuot", "migrate"], urls)
            _put_aside(embedded.stop)
            urls = embedded.start(HOME)
            _spare_the_disk()
            embedded.drop_database(urls, TEMPLATE)  # a run that was broken off may have left one
            embedded.create_database(urls, TEMPLATE, template=embedded.DATABASE)
            _run(["-m", "tests.toys"], urls.of(TEMPLATE))
            _run(["-m", "tests.cast"], urls.of(TEMPLATE))
            READY.touch()
    return urls


@contextmanager
def alone() -> Iterator[None]:
    """Keep the other workers from making databases inside the block."""
    with (HOME / "template-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _put_aside(stop: Callable[[Path], None]) -> None:
    """Keep the files of the cluster that holds nothing but the tables, with the settings of an install."""
    stop(HOME)
    shutil.rmtree(MIGRATED, ignore_errors=True)
    _copy(HOME / "postgres", MIGRATED / "postgres")


def _copy(source: Path, target: Path) -> None:
    """Copy a cluster that is down, and let whoever owned a file own the copy."""
    shutil.copytree(source, target, ignore=LEFT_BEHIND)
    for file in (source, *source.rglob("*")):
        copy = target / file.relative_to(source)
        if copy.exists():
            found = file.stat()
            os.chown(copy, found.st_uid, found.st_gid)


@pytest.fixture(scope="session")
def migrated_home(cluster: object) -> Callable[[Path], Path]:
    """Return what makes the home of an install that finds its tables made, and nobody in them."""

    def made(home: Path) -> Path:
        home.mkdir(parents=True, mode=0o700)
        _copy(MIGRATED / "postgres", home / "postgres")
        return home

    return made


@pytest.fixture(scope="session")
def migrated_database(cluster: object) -> Callable[[str], object]:
    """Return what makes a database of the run's cluster that has its tables, and nobody in them."""
    from thongsuot.web import embedded, tables

    def made(name: str) -> object:
        with alone():
            urls = embedded.create_database(cluster, name, template=embedded.DATABASE)
        tables.mark(urls.owner_url, current=True)  # a comment belongs to one database; a copy has none
        return urls

    return made


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
    addresses = {"DATABASE_URL": urls.app_url, "MIGRATE_DATABASE_URL": urls.owner_url}
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
    with alone():
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
