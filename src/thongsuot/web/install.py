"""`thongsuot setup`: translations, typefaces, front-end files: made once, and again when their sources change."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from thongsuot.web import environment, node

WEB = Path(__file__).resolve().parent


class NotInstalled(Exception):
    """Set-up could not finish."""


@dataclass(frozen=True)
class Step:
    """One thing to make: from what, into what, and how."""

    name: str
    sources: Iterable[Path]
    result: Path
    make: Callable[[], object]

    def run(self, stamps: Path) -> bool:
        """Make it unless its sources are unchanged and it is there; tell whether it was made."""
        stamp, now = stamps / self.name, _digest(self.sources)
        if self.result.exists() and stamp.exists() and stamp.read_text() == now:
            return False
        self.make()
        stamp.write_text(now)
        return True


def run(arguments: list[str]) -> int:
    """Set up for use, or with `--dev` for tests as well; `--translations` stops after the translations."""
    unknown = set(arguments) - {"--dev", "--translations"}
    if unknown:
        sys.stderr.write(f"thongsuot setup: không hiểu {', '.join(sorted(unknown))}; chỉ có --dev, --translations\n")
        return 2
    try:
        setup(dev="--dev" in arguments, translations_only="--translations" in arguments)
    except NotInstalled as error:
        sys.stderr.write(f"thongsuot setup: {error}\n")
        return 1
    return 0


def setup(*, dev: bool = False, translations_only: bool = False) -> list[str]:
    """Bring everything that is made from sources up to date and return the names of what was made."""
    build = environment.read().build
    stamps = build / "stamps"
    stamps.mkdir(parents=True, exist_ok=True)
    with (stamps / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = [step.name for step in _translations() if step.run(stamps)]
        if not translations_only:
            try:
                node.fetch(environment.PROJECT, dev=dev)
            except node.NoNode as error:
                raise NotInstalled(str(error)) from error
            made += [step.name for step in _files(build) if step.run(stamps)]
    return made


def _translations() -> list[Step]:
    catalogues = sorted((WEB / "locale").glob("*/LC_MESSAGES/django.po"))
    return [
        Step(f"translation-{po.parts[-3]}", [po], po.with_suffix(".mo"), lambda po=po: compile_catalogue(po))  # type: ignore[misc]  # mypy cannot infer a lambda's default
        for po in catalogues
    ]


def compile_catalogue(po: Path) -> Path:
    """Compile one catalogue beside its source; a catalogue with errors compiles to nothing."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        with po.open("rb") as source:
            catalogue = read_po(source, abort_invalid=True)
        wrong = [f"{message.id!r}: {error}" for message, errors in catalogue.check() for error in errors]
    except PoFileError as error:
        wrong = [str(error)]
    if wrong:
        raise NotInstalled(f"Bản dịch {po} có lỗi: " + "; ".join(wrong))
    mo = po.with_suffix(".mo")
    unfinished = mo.with_suffix(".new")
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    unfinished.replace(mo)
    return mo


def _files(build: Path) -> list[Step]:
    modules, lock = environment.PROJECT / "node_modules", environment.PROJECT / "package-lock.json"
    frontend, typefaces, static = build / "frontend", build / "typefaces", build / "static"
    return [
        Step("typefaces", [lock, WEB / "typefaces.py"], typefaces, lambda: _typefaces(modules, typefaces)),
        Step("frontend", [lock, WEB / "frontend.py"], frontend / "vendor", lambda: _frontend(modules, frontend)),
        Step(
            "static",
            [lock, WEB / "frontend.py", WEB / "settings.py", *_static_sources()],
            static / "staticfiles.json",
            lambda: _collect(build),
        ),
    ]


def _static_sources() -> list[Path]:
    folders = WEB.parent.glob("*/static")
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def _typefaces(modules: Path, out: Path) -> None:
    from thongsuot.web import typefaces

    shutil.rmtree(out, ignore_errors=True)  # what is there was made from other sources
    try:
        typefaces.build(modules, out)
    except typefaces.IncompleteTypeface as error:
        raise NotInstalled(str(error)) from error


def _frontend(modules: Path, out: Path) -> None:
    from thongsuot.web import frontend

    shutil.rmtree(out / "vendor", ignore_errors=True)
    frontend.collect(modules, out)


def _collect(build: Path) -> None:
    """Let Django name each static file by its content; files of earlier versions stay for pages still open."""
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
    variables = {"DJANGO_SETTINGS_MODULE": "thongsuot.web.settings", "TS_BUILD": str(build)}
    done = subprocess.run(command, check=False, env={**os.environ, **variables}, stdout=sys.stderr)  # noqa: S603 - our own words
    if done.returncode != 0:
        raise NotInstalled("không gom được các tệp giao diện; thông báo ở trên nêu tệp còn thiếu.")


def _digest(sources: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sources:
        whole.update(f"{path.relative_to(environment.PROJECT)}\0".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
