"""Start the child, give it the bytes, and believe nothing but one JSON object that comes back in time."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

MIB = 1024 * 1024
LARGEST = 25 * MIB
COMMAND: tuple[str, ...] = (sys.executable, "-P", "-m", "thongsuot", "sandbox")
SOURCE = str(Path(__file__).resolve().parents[3])


# A signal that the kernel sent: processor time used up; memory of the whole machine used up.
STOPPED = {-signal.SIGXCPU: "timeout", -signal.SIGKILL: "memory"}


def N_(text: str) -> str:  # noqa: N802  # the name by which Babel finds a text that is translated later
    """Mark a text for translation; who shows it translates it."""
    return text


MESSAGES = {
    "empty": N_("Tệp không có nội dung. Chưa có gì được ghi nhận. Hãy mở thử tệp trên máy của mình rồi gửi lại."),
    "too_large": N_(
        "Tệp lớn hơn 25 MB nên không được đọc. Chưa có gì được ghi nhận. "
        "Hãy giảm độ phân giải bản quét hoặc tách thành nhiều tệp rồi gửi lại."
    ),
    "timeout": N_(
        "Đọc tệp quá lâu nên đã dừng lại. Chưa có gì được ghi nhận. "
        "Hãy lưu lại văn bản thành một tệp mới, hoặc tách thành nhiều tệp, rồi gửi lại."
    ),
    "memory": N_(
        "Tệp cần quá nhiều bộ nhớ để đọc nên đã dừng lại. Chưa có gì được ghi nhận. "
        "Hãy lưu lại văn bản thành một tệp mới, hoặc tách thành nhiều tệp, rồi gửi lại."
    ),
    "forbidden": N_(
        "Khi đọc, tệp gây ra một thao tác không được phép nên đã dừng lại. Chưa có gì được ghi nhận. "
        "Hãy xuất lại văn bản từ phần mềm soạn thảo rồi gửi lại."
    ),
    "crashed": N_(
        "Không đọc được tệp này. Chưa có gì được ghi nhận. "
        "Tệp có thể bị hỏng; hãy mở thử, lưu lại thành một tệp mới rồi gửi lại."
    ),
}


class Unreadable(Exception):
    """The bytes could not be read; `message` tells a person why and what to do."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message or MESSAGES[code])
        self.code = code
        self.message = message or MESSAGES[code]


@dataclass(frozen=True)
class Limits:
    """What the child may use."""

    seconds: float = 20
    memory: int = 1024 * MIB
    output: int = 64 * MIB


def read_in_sandbox(
    reader: str, data: bytes, *, name: str, seconds: float = Limits.seconds, memory: int = Limits.memory
) -> dict[str, Any]:
    """Return what the reader found in the bytes, or raise Unreadable."""
    if not data:
        raise Unreadable("empty")
    if len(data) > LARGEST:
        raise Unreadable("too_large")
    return _ask(reader, data, name, Limits(seconds, memory))["result"]  # type: ignore[no-any-return]  # the reader's own object


def run_in_sandbox(program: str, words: list[str], data: bytes, *, seconds: float, memory: int) -> bytes:
    """Return what a program of this machine writes when it is given the bytes, or raise Unreadable."""
    head = {"words": words, "seconds": seconds, "memory": memory, "output": Limits.output}
    with tempfile.TemporaryFile() as bytes_in, tempfile.TemporaryFile() as bytes_out:
        bytes_in.write(json.dumps(head).encode() + b"\n")
        bytes_in.write(data)
        bytes_in.seek(0)
        code = _run(program, bytes_in, bytes_out, seconds)
        if code:
            raise Unreadable(STOPPED.get(code, "crashed"))
        bytes_out.seek(0)
        return bytes_out.read()


def has_program(program: str) -> bool:
    """Tell whether this machine has the program."""
    return shutil.which(program) is not None


def walls() -> tuple[str, ...]:
    """Return which walls stand around the child on this machine: namespace, folders, filter, hook."""
    return tuple(_ask("check", b"-", "", Limits())["walls"])


def _ask(reader: str, data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    head = json.dumps({
        "name": name, "seconds": limits.seconds, "memory": limits.memory, "output": limits.output,
    })  # fmt: skip
    with tempfile.TemporaryFile() as bytes_in, tempfile.TemporaryFile() as bytes_out:
        bytes_in.write(head.encode() + b"\n")
        bytes_in.write(data)
        bytes_in.seek(0)
        code = _run(reader, bytes_in, bytes_out, limits.seconds)
        bytes_out.seek(0)
        answer = _parse(bytes_out.read(limits.output + 1), code)
    if error := answer.get("error"):
        raise Unreadable(str(error["code"]), str(error["message"]) or MESSAGES.get(error["code"], MESSAGES["crashed"]))
    return answer


def _run(reader: str, bytes_in: IO[bytes], bytes_out: IO[bytes], seconds: float) -> int:
    """Run the child in an empty folder and an empty environment; kill it, with all it started, when time is up."""
    with tempfile.TemporaryDirectory(prefix="thongsuot-") as folder:
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and module; the reader's name is looked up below
            [*COMMAND, reader],
            stdin=bytes_in,
            stdout=bytes_out,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Unreadable("timeout") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment(folder: str) -> dict[str, str]:
    return {
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "PATH": os.defpath,
        "PYTHONPATH": SOURCE,
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _parse(output: bytes, code: int) -> dict[str, Any]:
    if code in STOPPED:
        raise Unreadable(STOPPED[code])
    try:
        answer = json.loads(output)
    except ValueError:
        raise Unreadable("crashed") from None
    if code != 0 or not isinstance(answer, dict) or not ("result" in answer or "error" in answer):
        raise Unreadable("crashed")
    return answer
