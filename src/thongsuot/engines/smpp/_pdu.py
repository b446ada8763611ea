"""One PDU as a value, and its octets (SMPP 3.4, 3.2 and 4)."""

import struct
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from thongsuot.engines.smpp._bodies import (
    Alert,
    Bind,
    BindAnswer,
    Body,
    Cancel,
    Data,
    Empty,
    Message,
    MessageAnswer,
    Outbind,
    Query,
    QueryAnswer,
    Replace,
)
from thongsuot.engines.smpp._command import BINDS, Command
from thongsuot.engines.smpp._fields import BadPdu, Kind, UnwritablePdu
from thongsuot.engines.smpp._status import Status
from thongsuot.engines.smpp._tlv import Tag, read_tlvs, write_tlvs

HEADER = struct.Struct(">IIII")
_BODIES: dict[Command, type[Body]] = {
    **dict.fromkeys(Command, Empty),
    **dict.fromkeys(BINDS, Bind),
    **{bind.response: BindAnswer for bind in BINDS},
    Command.OUTBIND: Outbind,
    Command.SUBMIT_SM: Message,
    Command.DELIVER_SM: Message,
    Command.DATA_SM: Data,
    Command.SUBMIT_SM_RESP: MessageAnswer,
    Command.DELIVER_SM_RESP: MessageAnswer,
    Command.DATA_SM_RESP: MessageAnswer,
    Command.QUERY_SM: Query,
    Command.QUERY_SM_RESP: QueryAnswer,
    Command.CANCEL_SM: Cancel,
    Command.REPLACE_SM: Replace,
    Command.ALERT_NOTIFICATION: Alert,
}
# names and kinds of the fields in their order; the parameters at the end have no kind
_PLANS: dict[type[Body], tuple[tuple[str, Kind | None], ...]] = {
    kind: tuple((each.name, each.metadata.get("kind")) for each in fields(kind)) for kind in set(_BODIES.values())
}
_UNSUPPORTED = frozenset({Command.SUBMIT_MULTI, Command.SUBMIT_MULTI_RESP})
_MAY_BE_BARE = frozenset({Command.DELIVER_SM_RESP, Command.DATA_SM_RESP})  # their message_id says nothing
_OF_ANSWERS = frozenset({Tag.ADDITIONAL_STATUS_INFO_TEXT, Tag.DELIVERY_FAILURE_REASON, Tag.SC_INTERFACE_VERSION})
_OF_RECEIPTS = frozenset({Tag.RECEIPTED_MESSAGE_ID, Tag.MESSAGE_STATE, Tag.NETWORK_ERROR_CODE})
_STRANGE: dict[Command, frozenset[Tag]] = {
    Command.SUBMIT_SM: _OF_ANSWERS | _OF_RECEIPTS,
    Command.DELIVER_SM: _OF_ANSWERS,
}  # tables 4-11 and 4-13 do not list these; what no table knows is let pass (3.3)


class Header(NamedTuple):
    """The four numbers that every PDU begins with; `command` may be one that nobody knows."""

    length: int
    command: int
    status: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Pdu:
    """One PDU; `body` is of the type that section 4 gives to its command."""

    command: Command
    sequence: int
    status: int = 0
    body: Body = Empty()


def read_header(octets: bytes | bytearray | memoryview, at: int = 0) -> Header:
    """Read the 16 octets of a header; fewer raise struct.error."""
    return Header(*HEADER.unpack_from(octets, at))


def decode(octets: bytes) -> Pdu:
    """Read exactly one PDU; raises BadPdu with the status that the standard answers."""
    if len(octets) < HEADER.size:
        raise BadPdu(Status.RINVCMDLEN)
    length, command_id, status, sequence = HEADER.unpack_from(octets)
    if length != len(octets):
        raise BadPdu(Status.RINVCMDLEN)
    command = supported(command_id)
    return Pdu(command, sequence, status, _read_body(command, status, octets))


def supported(command_id: int) -> Command:
    """Return the command of a number; raises BadPdu where nobody knows it, and for submit_multi."""
    try:
        command = Command(command_id)
    except ValueError:
        raise BadPdu(Status.RINVCMDID) from None
    if command in _UNSUPPORTED:
        raise BadPdu(Status.RINVCMDID)
    return command


def bare(command: Command) -> Body:
    """Return the body of a command that says nothing."""
    return _BODIES[command]()


def _read_body(command: Command, status: int, octets: bytes) -> Body:
    kind = _BODIES[command]
    if len(octets) == HEADER.size and command.is_response and (status or command in _MAY_BE_BARE):
        return kind()
    values: list[Any] = []
    at = HEADER.size
    for _name, field in _PLANS[kind]:
        if field is None:
            values.append(read_tlvs(octets, at))
            at = len(octets)
        else:
            value, at = field.read(octets, at)
            values.append(value)
    if at != len(octets):
        raise BadPdu(Status.RINVCMDLEN)
    body = kind(*values)
    _judge(command, body)
    return body


def _judge(command: Command, body: Body) -> None:
    """Refuse parameters that the standard does not allow here."""
    if isinstance(body, Message):
        strange = _STRANGE[command]
        tags = {tag for tag, _value in body.tlvs}
        if tags & strange or (body.short_message and Tag.MESSAGE_PAYLOAD in tags):  # 5.3.2.32
            raise BadPdu(Status.ROPTPARNOTALLWD)


def encode(pdu: Pdu) -> bytes:
    """Return the octets of a PDU; raises UnwritablePdu where a value does not fit, or the body is not the command's."""
    if not isinstance(pdu.body, _BODIES[pdu.command]):
        raise UnwritablePdu(f"{type(pdu.body).__name__} is no body of {pdu.command.name}; nothing was sent")
    body = b"" if pdu.status and pdu.command.is_response and pdu.body == type(pdu.body)() else _write_body(pdu.body)
    try:
        return HEADER.pack(HEADER.size + len(body), pdu.command, pdu.status, pdu.sequence) + body
    except struct.error:
        raise UnwritablePdu(
            f"status {pdu.status} or sequence {pdu.sequence} takes over 4 octets; nothing was sent"
        ) from None


def _write_body(body: Body) -> bytes:
    return b"".join(
        write_tlvs(getattr(body, name)) if field is None else field.write(getattr(body, name))
        for name, field in _PLANS[type(body)]
    )


def respond(command: Command, sequence: int, status: int = 0, body: Body | None = None) -> Pdu:
    """Return the response to a request; the body is empty unless one is given."""
    return Pdu(command.response, sequence, status, bare(command.response) if body is None else body)


def nack(status: Status, sequence: int) -> Pdu:
    """Return a generic_nack (4.3.1)."""
    return Pdu(Command.GENERIC_NACK, sequence, status)
