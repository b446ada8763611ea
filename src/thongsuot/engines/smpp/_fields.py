"""Mandatory parameters: how each kind of field is written and read (SMPP 3.4, 3.1)."""

from dataclasses import dataclass, field
from typing import Any

from thongsuot.engines.smpp._status import Status


class BadPdu(Exception):
    """A PDU says something it may not; `status` is what the standard answers."""

    def __init__(self, status: Status) -> None:
        self.status = status
        super().__init__(status.name)


class UnwritablePdu(ValueError):
    """A value does not fit its field; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An unsigned number of so many octets, most significant first."""

    size: int

    def read(self, octets: bytes, at: int) -> tuple[int, int]:
        """Return the number and the place behind it."""
        end = at + self.size
        if end > len(octets):
            raise BadPdu(Status.RINVCMDLEN)
        return int.from_bytes(octets[at:end], "big"), end

    def write(self, value: int) -> bytes:
        """Return the octets of a number."""
        if not 0 <= value < 1 << 8 * self.size:
            raise UnwritablePdu(f"{value} takes more than {self.size} octets; nothing was sent")
        return value.to_bytes(self.size, "big")


@dataclass(frozen=True, slots=True)
class Text:
    """Octets that end with a NUL, at most so many of them with it; `wrong` answers one that is longer.

    A moment (`exact`) has either no octet before the NUL or exactly so many (7.1.1).
    """

    most: int
    wrong: Status
    exact: bool = False

    def read(self, octets: bytes, at: int) -> tuple[bytes, int]:
        """Return the octets without the NUL, and the place behind it."""
        end = octets.find(b"\0", at, at + self.most)
        if end < 0:
            raise BadPdu(self.wrong if len(octets) - at >= self.most else Status.RINVCMDLEN)
        if self.exact and end not in (at, at + self.most - 1):
            raise BadPdu(self.wrong)
        return octets[at:end], end + 1

    def write(self, value: bytes) -> bytes:
        """Return the octets with their NUL."""
        if len(value) >= self.most or b"\0" in value or (self.exact and len(value) not in (0, self.most - 1)):
            raise UnwritablePdu(f"{value!r} does not fit {self.most} octets with a NUL; nothing was sent")
        return value + b"\0"


@dataclass(frozen=True, slots=True)
class Counted:
    """Octets behind one that counts them: sm_length and short_message (5.2.21, 5.2.22)."""

    most: int

    def read(self, octets: bytes, at: int) -> tuple[bytes, int]:
        """Return the octets and the place behind them."""
        if at >= len(octets):
            raise BadPdu(Status.RINVCMDLEN)
        end = at + 1 + octets[at]
        if octets[at] > self.most or end > len(octets):
            raise BadPdu(Status.RINVMSGLEN)
        return octets[at + 1 : end], end

    def write(self, value: bytes) -> bytes:
        """Return the octets behind their count."""
        if len(value) > self.most:
            raise UnwritablePdu(f"{len(value)} octets are more than a short message holds; nothing was sent")
        return bytes([len(value)]) + value


Kind = Whole | Text | Counted


def whole(size: int = 1) -> Any:
    """Declare a number, 0 unless it is given."""
    return field(default=0, metadata={"kind": Whole(size)})


def text(most: int, wrong: Status = Status.RINVCMDLEN) -> Any:
    """Declare octets with a NUL, empty unless they are given."""
    return field(default=b"", metadata={"kind": Text(most, wrong)})


def moment(wrong: Status) -> Any:
    """Declare a moment as the standard writes it in 16 octets, or none."""
    return field(default=b"", metadata={"kind": Text(17, wrong, exact=True)})


def counted() -> Any:
    """Declare a short message: 254 octets at most."""
    return field(default=b"", metadata={"kind": Counted(254)})
