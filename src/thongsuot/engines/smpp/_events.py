"""What a session tells whoever drives it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._bodies import Body
from thongsuot.engines.smpp._command import Command
from thongsuot.engines.smpp._pdu import Pdu
from thongsuot.engines.smpp._states import State

if TYPE_CHECKING:
    from thongsuot.engines.smpp._batch import Batch


@dataclass(frozen=True, slots=True)
class Bound:
    """The session is bound; `peer` is the system_id at the other end."""

    state: State
    peer: bytes


@dataclass(frozen=True, slots=True)
class BindRefused:
    """The bind was refused, by them or by us."""

    status: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A request came that `Session.answer` is to answer; alert_notification and outbind have no answer."""

    pdu: Pdu


@dataclass(frozen=True, slots=True, eq=False)
class Receipts:
    """Receipts came: sequence numbers (u4), message ids (S), states (u1, `MessageState`), errors as written (S).

    `Session.acknowledge` answers them, after whatever has to be kept was kept.
    """

    sequences: NDArray[np.uint32]
    message_ids: NDArray[np.bytes_]
    states: NDArray[np.uint8]
    errors: NDArray[np.bytes_]


@dataclass(frozen=True, slots=True)
class Answered:
    """A request of ours was answered; `key` is what `Session.ask` was given, `nack` says that it was a generic_nack."""

    command: Command
    sequence: int
    key: Hashable
    status: int
    body: Body
    nack: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """So many messages of a batch were answered; its arrays say how."""

    batch: Batch
    count: int


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A request went out and nobody knows what became of it: ask (query_sm), never send it again blindly."""

    command: Command
    sequence: int
    key: Hashable


@dataclass(frozen=True, slots=True)
class BatchUncertain:
    """So many messages of a batch went out without an answer; their state is UNCERTAIN."""

    batch: Batch
    count: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """A request was still waiting to go out when the session ended; it may be sent elsewhere."""

    command: Command
    sequence: int
    key: Hashable


@dataclass(frozen=True, slots=True)
class Throttled:
    """The centre says that messages come too fast, or that its queue is full; nothing goes before `until`."""

    status: int
    until: float


@dataclass(frozen=True, slots=True)
class WindowReduced:
    """The centre refused what went beyond its own window; the session keeps to so many from now on."""

    size: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """A response came again."""

    sequence: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A response came to nothing that was asked."""

    command: Command
    sequence: int
    status: int


@dataclass(frozen=True, slots=True)
class Malformed:
    """What came cannot be read; `status` is what was answered, or would have been, had it been a request."""

    status: int
    command: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Illegal:
    """A request came that is not legal in this state, or from this side.

    It was answered with `status` if it is one that is answered.
    """

    command: Command
    sequence: int
    status: int


class Ending(StrEnum):
    """Why a session is over."""

    UNBOUND = "unbound"  # we asked for it
    PEER_UNBOUND = "peer_unbound"
    NO_BIND = "no_bind"  # session_init ran out, or nobody answered our bind
    SILENT = "silent"  # enquire_link or unbind was not answered
    BROKEN = "broken"  # a command_length that cannot be
    LOST = "lost"  # the connection is gone


@dataclass(frozen=True, slots=True)
class Closed:
    """The session is over: close the connection once what is to be sent has gone."""

    why: Ending


Event = (
    Bound
    | BindRefused
    | Arrived
    | Receipts
    | Answered
    | Settled
    | Uncertain
    | BatchUncertain
    | Unsent
    | Throttled
    | WindowReduced
    | Repeated
    | Unknown
    | Malformed
    | Illegal
    | Closed
)
