"""The bodies of PDUs, field by field in the order of SMPP 3.4, section 4. All words are octets, without their NUL."""

from dataclasses import dataclass

from thongsuot.engines.smpp._fields import counted, moment, text, whole
from thongsuot.engines.smpp._status import Status

Tlvs = tuple[tuple[int, bytes], ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """unbind, enquire_link, generic_nack and the responses that say no more than a status."""


@dataclass(frozen=True, slots=True)
class Bind:
    """bind_transmitter, bind_receiver, bind_transceiver."""

    system_id: bytes = text(16, Status.RINVSYSID)
    password: bytes = text(9, Status.RINVPASWD)
    system_type: bytes = text(13, Status.RINVSYSTYP)
    interface_version: int = whole()
    addr_ton: int = whole()
    addr_npi: int = whole()
    address_range: bytes = text(41, Status.RBINDFAIL)


@dataclass(frozen=True, slots=True)
class BindAnswer:
    """The responses to binds: who the message centre is."""

    system_id: bytes = text(16)
    tlvs: Tlvs = ()


@dataclass(frozen=True, slots=True)
class Outbind:
    """A message centre asks to be bound to."""

    system_id: bytes = text(16, Status.RINVSYSID)
    password: bytes = text(9, Status.RINVPASWD)


@dataclass(frozen=True, slots=True)
class Message:
    """submit_sm and deliver_sm; `short_message` has 254 octets at most, longer ones go as message_payload."""

    service_type: bytes = text(6, Status.RINVSERTYP)
    source_addr_ton: int = whole()
    source_addr_npi: int = whole()
    source_addr: bytes = text(21, Status.RINVSRCADR)
    dest_addr_ton: int = whole()
    dest_addr_npi: int = whole()
    destination_addr: bytes = text(21, Status.RINVDSTADR)
    esm_class: int = whole()
    protocol_id: int = whole()
    priority_flag: int = whole()
    schedule_delivery_time: bytes = moment(Status.RINVSCHED)
    validity_period: bytes = moment(Status.RINVEXPIRY)
    registered_delivery: int = whole()
    replace_if_present_flag: int = whole()
    data_coding: int = whole()
    sm_default_msg_id: int = whole()
    short_message: bytes = counted()
    tlvs: Tlvs = ()


@dataclass(frozen=True, slots=True)
class MessageAnswer:
    """The responses to submit_sm, deliver_sm and data_sm; a refusal may come without a body."""

    message_id: bytes = text(65, Status.RINVMSGID)
    tlvs: Tlvs = ()


@dataclass(frozen=True, slots=True)
class Data:
    """data_sm: the message travels as message_payload."""

    service_type: bytes = text(6, Status.RINVSERTYP)
    source_addr_ton: int = whole()
    source_addr_npi: int = whole()
    source_addr: bytes = text(65, Status.RINVSRCADR)
    dest_addr_ton: int = whole()
    dest_addr_npi: int = whole()
    destination_addr: bytes = text(65, Status.RINVDSTADR)
    esm_class: int = whole()
    registered_delivery: int = whole()
    data_coding: int = whole()
    tlvs: Tlvs = ()


@dataclass(frozen=True, slots=True)
class Query:
    """query_sm: what became of a message."""

    message_id: bytes = text(65, Status.RINVMSGID)
    source_addr_ton: int = whole()
    source_addr_npi: int = whole()
    source_addr: bytes = text(21, Status.RINVSRCADR)


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The response to query_sm; message_state as in `MessageState`."""

    message_id: bytes = text(65, Status.RINVMSGID)
    final_date: bytes = text(17)
    message_state: int = whole()
    error_code: int = whole()


@dataclass(frozen=True, slots=True)
class Cancel:
    """cancel_sm: a message is not to be delivered any more."""

    service_type: bytes = text(6, Status.RINVSERTYP)
    message_id: bytes = text(65, Status.RINVMSGID)
    source_addr_ton: int = whole()
    source_addr_npi: int = whole()
    source_addr: bytes = text(21, Status.RINVSRCADR)
    dest_addr_ton: int = whole()
    dest_addr_npi: int = whole()
    destination_addr: bytes = text(21, Status.RINVDSTADR)


@dataclass(frozen=True, slots=True)
class Replace:
    """replace_sm: a message that waits is to say something else."""

    message_id: bytes = text(65, Status.RINVMSGID)
    source_addr_ton: int = whole()
    source_addr_npi: int = whole()
    source_addr: bytes = text(21, Status.RINVSRCADR)
    schedule_delivery_time: bytes = moment(Status.RINVSCHED)
    validity_period: bytes = moment(Status.RINVEXPIRY)
    registered_delivery: int = whole()
    sm_default_msg_id: int = whole()
    short_message: bytes = counted()


@dataclass(frozen=True, slots=True)
class Alert:
    """alert_notification: a subscriber can be reached again."""

    source_addr_ton: int = whole()
    source_addr_npi: int = whole()
    source_addr: bytes = text(65, Status.RINVSRCADR)
    esme_addr_ton: int = whole()
    esme_addr_npi: int = whole()
    esme_addr: bytes = text(65, Status.RINVDSTADR)
    tlvs: Tlvs = ()


Body = (
    Empty
    | Bind
    | BindAnswer
    | Outbind
    | Message
    | MessageAnswer
    | Data
    | Query
    | QueryAnswer
    | Cancel
    | Replace
    | Alert
)
