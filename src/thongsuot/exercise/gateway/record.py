"""What the centre keeps: a file that only grows, one line a message, written before its answer leaves."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """One message. `time` is in seconds (of Unix where sockets are), `message_id` as the answer says it, or empty.

    `fate` is the final state of an accepted message in small letters (`delivered`), with ` unanswered` behind it where
    no answer was given; `refused:0x00000058`; or `dropped`. `account` and `session` say who sent it: sequence numbers
    are a session's own.
    """

    time: float
    source: str
    destination: str
    sequence: int
    message_id: str
    esm_class: int
    coding: int
    octets: bytes
    fate: str
    account: str
    session: int

    @property
    def accepted(self) -> bool:
        """Whether the centre took it."""
        return bool(self.message_id)

    def written(self) -> str:
        """Return the line as the file has it, tabs between the fields."""
        return (
            f"{self.time:.6f}\t{self.source}\t{self.destination}\t{self.sequence}\t{self.message_id}\t"
            f"{self.esm_class:02x}\t{self.coding:02x}\t{self.octets.hex()}\t{self.fate}\t{self.account}\t{self.session}\n"
        )


def _line(text: str) -> Line:
    time, source, destination, sequence, name, esm_class, coding, octets, fate, account, session = text.split("\t")
    return Line(
        float(time),
        source,
        destination,
        int(sequence),
        name,
        int(esm_class, 16),
        int(coding, 16),
        bytes.fromhex(octets),
        fate,
        account,
        int(session),
    )


def read_record(file: Path) -> Iterator[Line]:
    """Read a record, also while the centre writes it: a line that is not whole yet is left for later."""
    with file.open(encoding="ascii") as lines:
        for line in lines:
            if line.endswith("\n"):
                yield _line(line[:-1])


class NoRecord(Exception):
    """The file is something else, or another centre writes to it; it stays as it was."""


class Record:
    """The file, opened to be added to. What a killed centre wrote half of is cut off: its answer never left."""

    def __init__(self, file: Path) -> None:
        """Open the file, new or old; raises NoRecord, OSError."""
        self.file = file
        self._lines: list[str] = []
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            self._claim()
        except NoRecord:
            os.close(self._descriptor)
            raise
        self._cut_unfinished()

    def _claim(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NoRecord(f"Sổ {self.file} đang được một trung tâm mô phỏng khác ghi; hãy chọn tệp khác.") from None
        try:
            nothing = next(read_record(self.file), None) is None
        except ValueError:  # UnicodeDecodeError is one
            nothing = True
        if nothing and os.fstat(self._descriptor).st_size:
            raise NoRecord(f"{self.file} không phải sổ của trung tâm mô phỏng; tệp được giữ nguyên, hãy chọn tệp khác.")

    def _cut_unfinished(self) -> None:
        size = end = os.fstat(self._descriptor).st_size
        while end:
            begin = max(0, end - _BLOCK)
            found = os.pread(self._descriptor, end - begin, begin).rfind(b"\n")
            end = begin + found + 1
            if found >= 0:
                break
        if end < size:
            os.ftruncate(self._descriptor, end)

    def add(self, line: Line) -> None:
        """Take one line, which is in the file after the next `write`."""
        self._lines.append(line.written())

    def write(self) -> None:
        """Hand all lines to the system: they outlive this process."""
        if not self._lines:
            return
        octets = memoryview("".join(self._lines).encode("ascii"))
        self._lines = []
        while octets:
            octets = octets[os.write(self._descriptor, octets) :]

    def close(self) -> None:
        """Write what is left and let go."""
        self.write()
        os.close(self._descriptor)

    def __enter__(self) -> Record:
        """Keep it open for a while."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
