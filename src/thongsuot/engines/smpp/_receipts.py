"""What became of a message: receipts as centres write them, in words (SMPP 3.4, appendix B) or as parameters."""

import re
from dataclasses import dataclass
from enum import IntEnum

from thongsuot.engines.smpp._bodies import Data, Message, Tlvs
from thongsuot.engines.smpp._tlv import Tag, number, octets

_TYPES = 0x3C  # esm_class, bits 5 to 2 (5.2.12)
_RECEIPT = frozenset({0x04, 0x20})  # of the centre: a receipt, or word from on the way


class MessageState(IntEnum):
    """What a centre knows of a message (5.2.28; 0 and 9 came with version 5)."""

    SCHEDULED = 0
    ENROUTE = 1
    DELIVERED = 2
    EXPIRED = 3
    DELETED = 4
    UNDELIVERABLE = 5
    ACCEPTED = 6
    UNKNOWN = 7
    REJECTED = 8
    SKIPPED = 9


ON_THE_WAY = frozenset({MessageState.SCHEDULED, MessageState.ENROUTE, MessageState.ACCEPTED})
# the first letters are what centres agree on; the rest is cut to seven by some, spelled out by others
_WORDS = {
    b"SCHED": MessageState.SCHEDULED,
    b"ENROUTE": MessageState.ENROUTE,
    b"DELIV": MessageState.DELIVERED,
    b"EXPIR": MessageState.EXPIRED,
    b"DELET": MessageState.DELETED,
    b"UNDELIV": MessageState.UNDELIVERABLE,
    b"FAIL": MessageState.UNDELIVERABLE,
    b"ACCEP": MessageState.ACCEPTED,
    b"UNKN": MessageState.UNKNOWN,
    b"REJEC": MessageState.REJECTED,
    b"SKIP": MessageState.SKIPPED,
}
_NAMES = rb"id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat|err"
_FIELD = re.compile(  # a field may be empty: then the next one's name follows, and is no value
    rb"(?:^|(?<=[\s,;]))(?:(text)[ ]?[:=][ ]?|(%b)[ ]?[:=][ ]?(?!(?:%b|text)[ ]?[:=])([^\s,;]*))" % (_NAMES, _NAMES),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one receipt says; `error`, `submitted` and `done` as the centre wrote them, empty where it did not."""

    message_id: bytes
    state: MessageState
    error: bytes = b""
    submitted: bytes = b""
    done: bytes = b""


def read_receipt(message: Message | Data) -> Receipt | None:
    """Read a deliver_sm or data_sm as a receipt; None where it is none, or does not say of which message.

    Parameters count before words. Fields may come in any order and case, some may be missing; what stands behind
    `text:` is the message's own words and counts only while its id or state was not said before.
    """
    if message.esm_class & _TYPES not in _RECEIPT and octets(message.tlvs, Tag.RECEIPTED_MESSAGE_ID) is None:
        return None
    words = _words(message)
    fields = {name: words[place] for name, place in fields_of(words).items()}
    name = octets(message.tlvs, Tag.RECEIPTED_MESSAGE_ID) or fields.get("id", b"")
    if not name:
        return None
    return Receipt(
        name,
        _state(number(message.tlvs, Tag.MESSAGE_STATE), fields.get("stat", b"")),
        fields.get("err", b"") or _network_error(message.tlvs),
        fields.get("submitdate", b""),
        fields.get("donedate", b""),
    )


def _words(message: Message | Data) -> bytes:
    given = message.short_message if isinstance(message, Message) else b""
    return given or octets(message.tlvs, Tag.MESSAGE_PAYLOAD) or b""


def fields_of(words: bytes) -> dict[str, slice]:
    """Return where each field's value stands, the first where one is repeated; `text` reaches to the end."""
    fields: dict[str, slice] = {}
    for found in _FIELD.finditer(words):
        if found[1] is None:
            name = found[2].lower().replace(b" ", b"").replace(b"_", b"").decode("ascii")
            fields.setdefault(name, slice(*found.span(3)))
            continue
        fields.setdefault("text", slice(found.end(), len(words)))
        if {"id", "stat"} <= fields.keys():
            break
    return fields


def _state(said: int | None, word: bytes) -> MessageState:
    if said is not None and said in set(MessageState):
        return MessageState(said)
    return state_of(word)


def state_of(word: bytes) -> MessageState:
    """Return the state that a word after `stat:` means; UNKNOWN where nobody knows it."""
    upper = word.upper()
    return next((state for start, state in _WORDS.items() if upper.startswith(start)), MessageState.UNKNOWN)


def _network_error(tlvs: Tlvs) -> bytes:
    """Return the error of the network (5.3.2.31), without the octet that says which kind of network it is."""
    value = octets(tlvs, Tag.NETWORK_ERROR_CODE)
    return b"" if value is None else b"%03d" % int.from_bytes(value[1:], "big")


def receipt_words(receipt: Receipt, text: bytes = b"") -> bytes:
    """Write a receipt as appendix B does, for a centre to send."""
    delivered = receipt.state is MessageState.DELIVERED
    word = _SHORT.get(receipt.state, b"UNKNOWN")
    return b"id:%b sub:001 dlvrd:00%d submit date:%b done date:%b stat:%b err:%b text:%b" % (
        receipt.message_id,
        delivered,
        receipt.submitted,
        receipt.done,
        word,
        receipt.error or b"000",
        text[:20],
    )


_SHORT = {
    MessageState.SCHEDULED: b"SCHEDLD",
    MessageState.ENROUTE: b"ENROUTE",
    MessageState.DELIVERED: b"DELIVRD",
    MessageState.EXPIRED: b"EXPIRED",
    MessageState.DELETED: b"DELETED",
    MessageState.UNDELIVERABLE: b"UNDELIV",
    MessageState.ACCEPTED: b"ACCEPTD",
    MessageState.UNKNOWN: b"UNKNOWN",
    MessageState.REJECTED: b"REJECTD",
    MessageState.SKIPPED: b"SKIPPED",
}
