"""Rooms: the only files an app may have, and what each may import of its own app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import FREE, File, app_folders, in_apps

ROOMS = {
    "states": set(),
    "models": {"states"},
    "queries": {"models", "states"},
    "evidence": {"queries", "models", "states"},
    "actions": {"evidence", "queries", "models", "states"},
    "papers": {"queries", "models", "states"},
    "forms": {"queries", "models", "states"},
    "views": {"forms", "actions", "queries", "papers", "models", "states"},
    "api": {"actions", "queries", "models", "states"},
    "jobs": {"actions", "queries", "papers", "gateway", "models", "states"},
    "gateway": {"actions", "queries", "models", "states"},
    "probes": {"actions", "queries", "models", "states"},
    "urls": {"views", "api"},
}
# One more each: the file, what it may import of its own app, and who may import it there.
SPECIAL = {
    ("ledger", "kinds"): (set(), {"models", "queries", "evidence", "actions", "papers", "views", "api", "jobs"}),
    ("organisations", "access"): ({"queries", "models"}, {"actions", "views", "api", "jobs", "gateway", "probes"}),
    ("directives", "openings"): ({"models", "states"}, {"actions", "queries", "views"}),
    ("reports", "layout"): (set(), {"compile", "queries", "evidence", "actions", "papers", "views"}),
    ("reports", "compile"): ({"layout", "states"}, {"queries", "evidence", "actions", "papers", "views", "jobs"}),
}
DRAWERS = {"utils", "helpers", "services", "managers", "mixins", "signals", "exceptions", "common", "misc"}
FURNITURE = {"__init__", "apps", "migrations", "templates"}
DATA = {".toml", ".json", ".csv", ".txt", ".geojson", ".typ", ".xsd", ".xml", ".svg", ".ics", ".html", ".py"}


def allowed_in(app: str) -> set[str]:
    """Return the names of the files and folders that the app may have."""
    return {*ROOMS, *FURNITURE, *(name for owner, name in SPECIAL if owner == app)}


def wrong_names(package: Path) -> list[str]:
    """Name the files of apps that are no rooms, and `__init__.py` files of apps that are not empty."""
    return [violation for app in app_folders(package) for violation in _wrong_in(app)]


def _wrong_in(app: Path) -> Iterator[str]:
    if (app / "__init__.py").read_text(encoding="utf-8").strip():
        yield f"{app.name}/__init__.py is not empty"
    for entry in sorted(app.iterdir()):
        if entry.name == "__pycache__" or (entry.is_file() and entry.suffix in DATA - {".py"}):
            continue
        if entry.is_dir() and not any(path.is_file() for path in entry.rglob("*") if path.suffix != ".pyc"):
            continue  # git keeps no empty folders
        if (
            entry.name != "templates"
            and entry.is_dir()
            and all(path.suffix in DATA - {".py"} for path in entry.rglob("*") if path.is_file())
        ):
            continue  # a drawer of data files
        if entry.name.removesuffix(".py") not in allowed_in(app.name):
            yield f"{app.name}/{entry.name} is no room"
        if entry.name == "templates":
            strays = (page.name for page in entry.iterdir() if page.name != app.name)
            yield from (f"{app.name}/templates/{stray} is not under templates/{app.name}/" for stray in strays)


def drawers(package: Path) -> list[str]:
    """Name the files, wherever they lie, that could hold anything: a name must say what is inside."""
    return [
        str(path.relative_to(package))
        for path in sorted(package.rglob("*.py"))
        if path.stem.lstrip("_") in DRAWERS or path.parent.name in DRAWERS
    ]


def own_imports(file: File) -> set[str]:
    """Return the rooms of its own app that a file imports."""
    start = f"thongsuot.{file.app}."
    return {origin[len(start) :].split(".")[0] for origin in file.imports.values() if origin.startswith(start)}


def wrong_imports(package: Path) -> list[str]:
    """Name the imports between rooms of one app that the table of rooms does not allow."""
    found = []
    for file in in_apps(package):
        if file.room not in ROOMS and (file.app, file.room) not in SPECIAL:
            continue
        may = SPECIAL[file.app, file.room][0] if (file.app, file.room) in SPECIAL else ROOMS[file.room]
        guests = {name for (app, name), (_, hosts) in SPECIAL.items() if app == file.app and file.room in hosts}
        for room in sorted(own_imports(file) - may - guests - {file.room}):
            found.append(f"{file.name}: {file.room} may not import {room}")
    return found


ABOVE = {"urls", "views", "api", "jobs", "forms"}  # nobody else's business: they answer for their own app
DECIDING = ABOVE | {"actions", "gateway", "probes"}


def neighbours(package: Path) -> list[str]:
    """Name looks into the asking rooms of another app, and looking rooms that reach another app's writing ones."""
    found = []
    for file in in_apps(package):
        closed = DECIDING if file.room in {"states", "models", "queries", "evidence", "papers", "forms"} else ABOVE
        for origin in sorted(file.imports.values()):
            parts = origin.split(".")
            if parts[0] != "thongsuot" or len(parts) < 3 or parts[1] in {file.app, *FREE}:
                continue
            if parts[2] in closed:
                found.append(f"{file.name}: {file.room} may not import {parts[1]}.{parts[2]}")
    return found


def signals(package: Path) -> list[str]:
    """Name every use of Django's signals: if two things change together, one action calls the other."""
    return [
        f"{file.name}: imports {origin}"
        for file in in_apps(package)
        for origin in sorted(file.imports.values())
        if origin.startswith(("django.dispatch", "django.db.models.signals", "django.core.signals"))
    ]


def hidden_engine_files(package: Path) -> list[str]:
    """Name the modules inside an engine that do not say by their underscore that they are private."""
    return [
        str(path.relative_to(package))
        for path in sorted((package / "engines").glob("*/**/*.py"))
        if path.name != "__init__.py" and not path.name.startswith("_")
    ]
