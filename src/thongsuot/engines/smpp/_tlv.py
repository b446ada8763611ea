"""Optional parameters: tag, length, value (SMPP 3.4, 5.3)."""

from dataclasses import dataclass
from enum import IntEnum

from thongsuot.engines.smpp._bodies import Tlvs
from thongsuot.engines.smpp._fields import BadPdu, UnwritablePdu
from thongsuot.engines.smpp._status import Status


class Tag(IntEnum):
    """The parameters of the standard; any other tag is carried as it came."""

    DEST_ADDR_SUBUNIT = 0x0005
    DEST_NETWORK_TYPE = 0x0006
    DEST_BEARER_TYPE = 0x0007
    DEST_TELEMATICS_ID = 0x0008
    SOURCE_ADDR_SUBUNIT = 0x000D
    SOURCE_NETWORK_TYPE = 0x000E
    SOURCE_BEARER_TYPE = 0x000F
    SOURCE_TELEMATICS_ID = 0x0010
    QOS_TIME_TO_LIVE = 0x0017
    PAYLOAD_TYPE = 0x0019
    ADDITIONAL_STATUS_INFO_TEXT = 0x001D
    RECEIPTED_MESSAGE_ID = 0x001E
    MS_MSG_WAIT_FACILITIES = 0x0030
    PRIVACY_INDICATOR = 0x0201
    SOURCE_SUBADDRESS = 0x0202
    DEST_SUBADDRESS = 0x0203
    USER_MESSAGE_REFERENCE = 0x0204
    USER_RESPONSE_CODE = 0x0205
    SOURCE_PORT = 0x020A
    DESTINATION_PORT = 0x020B
    SAR_MSG_REF_NUM = 0x020C
    LANGUAGE_INDICATOR = 0x020D
    SAR_TOTAL_SEGMENTS = 0x020E
    SAR_SEGMENT_SEQNUM = 0x020F
    SC_INTERFACE_VERSION = 0x0210
    CALLBACK_NUM_PRES_IND = 0x0302
    CALLBACK_NUM_ATAG = 0x0303
    NUMBER_OF_MESSAGES = 0x0304
    CALLBACK_NUM = 0x0381
    DPF_RESULT = 0x0420
    SET_DPF = 0x0421
    MS_AVAILABILITY_STATUS = 0x0422
    NETWORK_ERROR_CODE = 0x0423
    MESSAGE_PAYLOAD = 0x0424
    DELIVERY_FAILURE_REASON = 0x0425
    MORE_MESSAGES_TO_SEND = 0x0426
    MESSAGE_STATE = 0x0427
    USSD_SERVICE_OP = 0x0501
    DISPLAY_TIME = 0x1201
    SMS_SIGNAL = 0x1203
    MS_VALIDITY = 0x1204
    ALERT_ON_MESSAGE_DELIVERY = 0x130C
    ITS_REPLY_TYPE = 0x1380
    ITS_SESSION_INFO = 0x1383


@dataclass(frozen=True, slots=True)
class Size:
    """How many octets a value may have, and whether it is a number or octets (of which a last NUL is no part)."""

    least: int
    most: int
    number: bool = False
    ends: bool = False


_ONE, _TWO, _FOUR = (Size(size, size, number=True) for size in (1, 2, 4))
_ANY = Size(0, 0xFFFF)
_SIZES: dict[int, Size] = {
    **dict.fromkeys(Tag, _ONE),
    Tag.DEST_TELEMATICS_ID: _TWO,
    Tag.QOS_TIME_TO_LIVE: _FOUR,
    Tag.ADDITIONAL_STATUS_INFO_TEXT: Size(0, 256, ends=True),
    Tag.RECEIPTED_MESSAGE_ID: Size(0, 65, ends=True),  # the standard wants a NUL, centres forget it
    Tag.SOURCE_SUBADDRESS: Size(2, 23),
    Tag.DEST_SUBADDRESS: Size(2, 23),
    Tag.USER_MESSAGE_REFERENCE: _TWO,
    Tag.SOURCE_PORT: _TWO,
    Tag.DESTINATION_PORT: _TWO,
    Tag.SAR_MSG_REF_NUM: _TWO,
    Tag.CALLBACK_NUM_ATAG: Size(0, 65),
    Tag.CALLBACK_NUM: Size(4, 19),
    Tag.NETWORK_ERROR_CODE: Size(3, 3),
    Tag.MESSAGE_PAYLOAD: _ANY,
    Tag.SMS_SIGNAL: _TWO,
    Tag.ALERT_ON_MESSAGE_DELIVERY: Size(0, 0),
    Tag.ITS_SESSION_INFO: Size(2, 2),
}


def read_tlvs(octets: bytes, at: int) -> Tlvs:
    """Read the parameters from a place to the end, in their order; raises BadPdu."""
    found = []
    while at < len(octets):
        tag, size = int.from_bytes(octets[at : at + 2], "big"), int.from_bytes(octets[at + 2 : at + 4], "big")
        value = octets[at + 4 : at + 4 + size]
        if len(octets) - at < 4 or len(value) < size:
            raise BadPdu(Status.RINVOPTPARSTREAM)
        if not _fits(tag, size):
            raise BadPdu(Status.RINVPARLEN)
        found.append((tag, value))
        at += 4 + size
    return tuple(found)


def write_tlvs(tlvs: Tlvs) -> bytes:
    """Return the octets of parameters; raises UnwritablePdu where a known one has the wrong length."""
    for tag, value in tlvs:
        if not 0 <= tag <= 0xFFFF or not _fits(tag, len(value)):
            raise UnwritablePdu(f"{len(value)} octets do not fit the parameter 0x{tag:04X}; nothing was sent")
    return b"".join(tag.to_bytes(2, "big") + len(value).to_bytes(2, "big") + value for tag, value in tlvs)


def _fits(tag: int, size: int) -> bool:
    allowed = _SIZES.get(tag, _ANY)
    return allowed.least <= size <= allowed.most


def number(tlvs: Tlvs, tag: Tag) -> int | None:
    """Return the number that a parameter says, the first where it is repeated; none where it is not there."""
    return next((int.from_bytes(value, "big") for each, value in tlvs if each == tag), None)


def octets(tlvs: Tlvs, tag: Tag) -> bytes | None:
    """Return the octets that a parameter says, without a last NUL where the standard asks for one; or none."""
    value = next((value for each, value in tlvs if each == tag), None)
    return value if value is None or not _SIZES[tag].ends else value.split(b"\0", 1)[0]


def typed(tag: int, value: bytes) -> int | bytes:
    """Return a value as the standard means it: a number, or octets; one of an unknown tag as it is."""
    allowed = _SIZES.get(tag, _ANY)
    if allowed.number:
        return int.from_bytes(value, "big")
    return value.split(b"\0", 1)[0] if allowed.ends else value
