"""What tests begin with, built once for all that follow each other and begin alike; each of them has it to itself.

`@world` above a function of the cast makes a fixture of it, like `@pytest.fixture`. What is built stands in a
transaction around the tests, each of which is rolled back to it and handed copies of the objects. A world may begin
where another one ends: it names that one as its parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from typing import Any

import pytest
from django.db import connection, transaction
from tests.cast import Cast

from thongsuot.organisations import access

Build = Callable[..., Any]


def world(build: Build) -> Build:
    """Make a fixture of what tests begin with; parameters but `cast` are worlds that stand already."""

    @wraps(build)
    def handed(worlds: Worlds, request: pytest.FixtureRequest, **_below: Any) -> Any:
        return worlds.handed(build, request)

    named = [Parameter("worlds", Parameter.KEYWORD_ONLY), Parameter("request", Parameter.KEYWORD_ONLY)]
    below = [Parameter(name, Parameter.KEYWORD_ONLY) for name in signature(build).parameters]
    handed.__signature__ = signature(build).replace(parameters=[*named, *below])
    handed.builds = build
    return pytest.fixture(handed)


def wanted(request: pytest.FixtureRequest) -> list[Build]:
    """Return the worlds that a test begins with, each behind those on which it stands."""
    known, found = request.node._fixtureinfo.name2fixturedefs, list[Build]()

    def follow(name: str, back: int = 1) -> None:
        """Follow the fixture of a name, `back` of those that override each other, to what it asks for."""
        if back > len(known.get(name, ())):
            return
        definition = known[name][-back]
        for below in definition.argnames:
            follow(below, back + 1 if below == name else 1)
        build = getattr(definition.func, "builds", None)
        if build is not None and build not in found:
            found.append(build)

    for name in request.node.fixturenames:
        follow(name)
    return found


@dataclass
class _Level:
    """One world in its savepoint, and all objects of it and below as they were when it was finished."""

    build: Build
    savepoint: transaction.Atomic
    objects: dict[str, Any]


class Worlds:
    """The worlds that stand in a worker's database, one upon the other."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []
        self._around: transaction.Atomic | None = None
        self._wire: Any = None
        self._copies: dict[str, Any] | None = None

    def stand(self, builds: Sequence[Build]) -> None:
        """Let these stand and no others; what stands already and is wanted again stays."""
        if self._around is not None and not self._lives():
            self.end()
        kept = 0
        while kept < min(len(builds), len(self._levels)) and self._levels[kept].build is builds[kept]:
            kept += 1
        while len(self._levels) > kept:
            _undo(self._levels.pop().savepoint)
        if not builds:
            self.end()
            return
        if self._around is None:
            self._around = transaction.atomic()
            self._around.__enter__()
            self._wire = connection.connection
        for build in builds[kept:]:
            self._raise(build)
        self._copies = deepcopy(self._levels[-1].objects)

    def _lives(self) -> bool:
        """Tell whether the transaction goes on: a test may have broken it, and the server ends one that is idle."""
        return connection.connection is self._wire and not connection.needs_rollback and connection.is_usable()

    def _raise(self, build: Build) -> None:
        savepoint = transaction.atomic()
        savepoint.__enter__()
        try:
            objects = deepcopy(self._levels[-1].objects) if self._levels else {}
            told = {name: Cast() if name == "cast" else objects[name] for name in signature(build).parameters}
            with access.acting_as_system():
                objects[build.__name__] = build(**told)
            connection.check_constraints()  # once, not at the end of every test
        except BaseException:
            _undo(savepoint)
            raise
        self._levels.append(_Level(build, savepoint, objects))

    def handed(self, build: Build, request: pytest.FixtureRequest) -> Any:
        """Return a test's own copy of a world; one that commits builds its own."""
        if self._copies is not None and any(level.build is build for level in self._levels):
            return self._copies[build.__name__]
        return build(**{name: request.getfixturevalue(name) for name in signature(build).parameters})

    def end(self) -> None:
        """Let nothing stand."""
        around, self._around, self._copies = self._around, None, None
        levels, self._levels = self._levels, []
        if around is None:
            return
        if connection.connection is not self._wire:
            connection.close()  # nothing of it is left to be undone
            return
        for level in reversed(levels):
            _undo(level.savepoint)
        _undo(around)


def _undo(block: transaction.Atomic) -> None:
    transaction.set_rollback(True)
    block.__exit__(None, None, None)


@pytest.fixture(scope="session")
def worlds(django_db_setup: None, django_db_blocker: Any) -> Iterator[Worlds]:
    """Return the worlds of this worker."""
    found = Worlds()
    yield found
    with django_db_blocker.unblock():
        found.end()


@pytest.fixture
def _standing(request: pytest.FixtureRequest, worlds: Worlds, django_db_blocker: Any) -> None:
    """Let stand what the test begins with, before its own transaction begins."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    with django_db_blocker.unblock():
        worlds.stand([] if commits else wanted(request))


@pytest.fixture
def _django_db_helper(_standing: None, _django_db_helper: None) -> None:
    """Do what pytest-django does, but around what stands already."""
