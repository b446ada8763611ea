"""Inside the sandbox: walls first, then the bytes, then one JSON object; nothing else leaves."""

from __future__ import annotations

import dataclasses
import importlib
import json
import os
import sys
from datetime import date
from typing import Any

from thongsuot.files.gateway.confinement import confine

# reader -> "module:function"; the module's own `to_json` makes plain values of what the function returns
READERS = {
    "letter": "thongsuot.engines.letter:read",
    "table": "thongsuot.engines.tables:read",
    "check": "thongsuot.files.gateway.child:check",
}


def child(reader: str) -> int:
    """Read standard input with the reader and write the answer to standard output; return the exit code."""
    answer = os.dup(1)  # what libraries print must not mix with the answer
    os.dup2(2, 1)
    head = json.loads(sys.stdin.buffer.readline())
    module, _, function = READERS[reader].partition(":")
    loaded = importlib.import_module(module)
    standing = confine(head["seconds"], head["memory"], head["output"])
    try:
        result = {"result": _plain(loaded, getattr(loaded, function)(sys.stdin.buffer.read(), name=head["name"]))}
        body = json.dumps({"walls": standing, **result}, ensure_ascii=False, default=_simple).encode()
    except BaseException as error:  # whatever a hostile file raises, the parent gets one object
        del loaded
        body = json.dumps({"walls": standing, "error": _error(error)}, ensure_ascii=False).encode()
    with os.fdopen(answer, "wb") as stream:
        stream.write(body)
    return 0


def check(data: bytes, *, name: str) -> dict[str, object]:
    """Read nothing: it shows that the sandbox works and what it was given."""
    return {"name": name, "size": len(data)}


def _plain(module: Any, result: Any) -> Any:
    if hasattr(module, "to_json"):
        return module.to_json(result)
    return dataclasses.asdict(result) if dataclasses.is_dataclass(result) else result  # type: ignore[arg-type]  # a row, no class


def _simple(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return str(value)


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
