"""What belongs to one machine, or hides a warning without saying why."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

LEFT_OUT = {
    ".git", ".venv", "node_modules", "var", "build", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache",
    ".import_linter_cache", ".hypothesis", "thongsuot.egg-info",
}  # fmt: skip
BINARY = {".png", ".jpg", ".webp", ".woff", ".woff2", ".ttf", ".otf", ".pdf", ".docx", ".xlsx", ".mo", ".ico", ".zip"}
MACHINE = re.compile(r"(?<![\w./~}>-])/(?:home|root|work|Users|opt|mnt|private)/[\w.-]|\b[A-Z]:\\{1,2}[A-Z]\w{2,}")
REGISTRY = re.compile(
    r"(?:^|[\s\"'=@])(?:--(?:extra-)?index-url|--find-links|--trusted-host|registry\s*=|\"resolved\":)|@ (?:https?|file)://"
)
LOCKS = ("*.lock", "package-lock.json", "package.json", "pyproject.toml", ".npmrc", "pip.conf", "requirements*.txt")
SILENCER = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no (?:cover|branch)|pylint:|mypy:\s*(?!strict))(?P<rest>.*)")
REASON = re.compile(r"^(?P<codes>(?:\[[\w, -]+\]|:\s*[A-Z]+[0-9]+(?:\s*,\s*[A-Z]+[0-9]+)*)?)\s*(?:#|-|—|:)\s*\S+\s+\S+")


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Return the name and content of each text file of the project."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if LEFT_OUT & set(name.parts) or path.suffix in BINARY or not path.is_file():
            continue
        try:
            yield str(name), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def machine_paths(root: Path) -> list[str]:
    """Name lines with a path that exists on one machine only; names of uploads in tests may look like one."""
    return [
        f"{name}:{number}: {match[0]}..."
        for name, text in texts(root)
        for number, line in enumerate(text.splitlines(), 1)
        if (match := MACHINE.search(line)) and not (name.startswith("tests/") and _is_sample(match[0]))
    ]


def _is_sample(path: str) -> bool:
    """Tell the paths that tests hold on purpose: a sin to be caught, a drive in the name of an upload."""
    return path.startswith(("/home/s", "C:"))


def registry_addresses(root: Path) -> list[str]:
    """Name lines of locks and package files that tie the install to one registry."""
    locks = sorted(path for pattern in LOCKS for path in root.glob(pattern))
    return [
        f"{path.name}:{number}: {match[0].strip()}"
        for path in locks
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := REGISTRY.search(line))
    ]


def unexplained(root: Path) -> list[str]:
    """Name the comments that silence a tool for no rule, or without a reason behind them."""
    return [
        f"{name}:{number}: {comment}"
        for name, text in texts(root)
        if name.endswith(".py")
        for number, comment in comments(text)
        if (match := SILENCER.search(comment)) and not _explained(match)
    ]


def comments(source: str) -> Iterator[tuple[int, str]]:
    """Return line and text of each comment."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _explained(match: re.Match[str]) -> bool:
    reason = REASON.match(match["rest"])
    return reason is not None and (bool(reason["codes"]) or match[1].startswith("pragma"))
