"""What a centre sends by itself: receipts, and messages of subscribers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from thongsuot.engines import message as texts
from thongsuot.engines.smpp import Data, Message, MessageState, Receipt, Tag, receipt_words
from thongsuot.engines.vietnamese import ZONE
from thongsuot.exercise.gateway.behaviour import Form

RECEIPT, HEADER = 0x04, 0x40  # esm_class (SMPP 3.4, 5.2.12)
TRIES = 5  # how often a message to the other end is offered that it refuses

Moments = tuple[float, float]


@dataclass(slots=True, eq=False)
class Parcel:
    """One deliver_sm to an account: by the session it belongs to, else by any of the account's."""

    account: bytes
    session: int
    message: Message
    early: bool = False
    tries: int = 0


def wanted(registered_delivery: int, state: MessageState) -> bool:
    """Tell whether a sender asked for a receipt of this outcome (SMPP 3.4, 5.2.17)."""
    asked = registered_delivery & 3
    return asked == 1 or asked == (3 if state is MessageState.DELIVERED else 2)


def receipt(about: Message | Data, message_id: bytes, state: MessageState, form: Form, at: Moments) -> Message:
    """Return the receipt for a message, submitted and done at these seconds of Unix."""
    submitted, done = (_minute(int(each) // 60) for each in at)
    error = b"000" if state is MessageState.DELIVERED else b"001"
    said = Receipt(message_id, state, error, submitted, done)
    words = b"" if form is Form.TLV else receipt_words(said, _begin(about))
    tlvs = ((Tag.RECEIPTED_MESSAGE_ID, message_id + b"\0"), (Tag.MESSAGE_STATE, bytes([state])))
    return Message(
        source_addr_ton=about.dest_addr_ton,
        source_addr_npi=about.dest_addr_npi,
        source_addr=about.destination_addr[:20],
        dest_addr_ton=about.source_addr_ton,
        dest_addr_npi=about.source_addr_npi,
        destination_addr=about.source_addr[:20],
        esm_class=RECEIPT,
        short_message=words,
        tlvs=() if form is Form.TEXT else tuple((int(tag), value) for tag, value in tlvs),
    )


@lru_cache(maxsize=64)
def _minute(minute: int) -> bytes:
    return datetime.fromtimestamp(60 * minute, ZONE).strftime("%y%m%d%H%M").encode()


def _begin(about: Message | Data) -> bytes:
    """Return the first words of a message that is plain text; centres quote them."""
    if not isinstance(about, Message) or about.data_coding or about.esm_class & HEADER:
        return b""
    begin = about.short_message[:20]
    return begin if begin.replace(b" ", b"").isalnum() else b""


def inbound(source: bytes, destination: bytes, text: str, reference: int) -> list[Message]:
    """Return what a subscriber writes, part by part; raises UnsendableText."""
    return [
        Message(
            source_addr_ton=1,
            source_addr_npi=1,
            source_addr=source,
            destination_addr=destination,
            esm_class=part.esm_class,
            data_coding=part.data_coding,
            short_message=part.short_message,
        )
        for part in texts.compose(text, reference=reference)
    ]
