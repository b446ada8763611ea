"""Inside the sandbox: walls first, then the bytes, then one JSON object; nothing else leaves."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import sys
from datetime import date
from typing import Any

from thongsuot.files.gateway.confinement import confine

READERS = {
    "letter": "thongsuot.files.gateway.readers:letter",
    "words": "thongsuot.files.gateway.readers:words",
    "table": "thongsuot.files.gateway.readers:table",
    "contacts": "thongsuot.files.gateway.readers:contacts",
    "subscribers": "thongsuot.files.gateway.readers:subscribers",
    "paper": "thongsuot.files.gateway.readers:paper",
    "events": "thongsuot.files.gateway.readers:events",
    "leaves": "thongsuot.files.gateway.scans:leaves",
    "leaf": "thongsuot.files.gateway.scans:leaf",
    "closer": "thongsuot.files.gateway.scans:closer",
    "check": "thongsuot.files.gateway.readers:check",
}
PROGRAMS = ("tesseract",)


def child(reader: str) -> int:
    """Read standard input with the reader and write the answer to standard output; return the exit code."""
    if reader in PROGRAMS:
        become(reader)
    answer = os.dup(1)  # what libraries print must not mix with the answer
    os.dup2(2, 1)
    head = json.loads(sys.stdin.buffer.readline())
    module, _, function = READERS[reader].partition(":")
    read = getattr(importlib.import_module(module), function)
    walls = confine(head["seconds"], head["memory"], head["output"])
    try:
        body = _encode({"walls": walls, "result": read(sys.stdin.buffer.read(), name=head["name"])})
    except BaseException as error:  # whatever a hostile file raises, the parent gets one object
        body = _encode({"walls": walls, "error": _error(error)})
    with os.fdopen(answer, "wb") as stream:
        stream.write(body)
    return 0


def become(program: str) -> None:
    """Put up the walls and give the process over to a program of this machine; what it reads follows the first line."""
    line = sys.stdin.buffer.readline()
    head = json.loads(line)
    path = shutil.which(program) or program
    os.lseek(0, len(line), os.SEEK_SET)
    confine(head["seconds"], head["memory"], head["output"], program=True)
    os.execv(path, [program, *head["words"]])  # noqa: S606  # one of PROGRAMS, with the words of our own gateway


def _encode(answer: dict[str, Any]) -> bytes:
    """Write the answer; half characters from broken texts go through as they are."""
    return json.dumps(answer, ensure_ascii=False, default=_simple).encode("utf-8", "surrogatepass")


def _simple(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _error(error: BaseException) -> dict[str, str]:
    """Name the error: a reader's own code and message pass through, everything else becomes one of four."""
    code, message = getattr(error, "code", None), getattr(error, "message", None)
    if isinstance(code, str) and isinstance(message, str):
        return {"code": code, "message": message}
    if isinstance(error, MemoryError):
        return {"code": "memory", "message": ""}
    if isinstance(error, PermissionError | BlockingIOError):
        return {"code": "forbidden", "message": ""}
    return {"code": "crashed", "message": ""}
