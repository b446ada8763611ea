"""What a session keeps to; all times in seconds."""

from collections.abc import Callable
from dataclasses import dataclass, field

from thongsuot.engines.smpp._bodies import Bind
from thongsuot.engines.smpp._command import Command
from thongsuot.engines.smpp._pacing import Backoff
from thongsuot.engines.smpp._status import Status

Decide = Callable[[Command, Bind], int]


def welcome(_command: Command, _bind: Bind) -> int:
    """Accept whoever binds."""
    return Status.ROK


@dataclass(frozen=True, slots=True)
class Settings:
    """What both ends keep to.

    `window` bounds the messages without an answer; `rate` a second and `burst` are the contract (None: no limit).
    Timers as SMPP 3.4, 7.2: `session_init` until the bind, `enquire_link` without traffic, `response`, `inactivity`
    without messages; None switches one off. `longest` bounds command_length. `remembered` sequence numbers tell a
    repeated answer from an unknown one. `run` is the length from which PDUs of one kind are read as arrays; with
    `receipts_as_arrays` receipts arrive as `Receipts`, without it each as a PDU of its own. A centre decides binds by
    `decide`, which returns a status, and calls itself `system_id`.
    """

    window: int = 10
    rate: float | None = None
    burst: float = 0.0
    backoff: Backoff = field(default_factory=Backoff)
    session_init: float | None = 30.0
    enquire_link: float | None = 30.0
    response: float | None = 60.0
    inactivity: float | None = None
    longest: int = 65_536
    remembered: int = 4_096
    run: int = 8
    receipts_as_arrays: bool = True
    decide: Decide = welcome
    system_id: bytes = b""
