"""What telephones send to us over a link: read by the operator's profile, kept as an answer, or only counted."""

from __future__ import annotations

import logging
from datetime import datetime

from thongsuot.engines.message import international
from thongsuot.engines.message import read as read_piece
from thongsuot.engines.smpp import Data, Message, Pdu
from thongsuot.organisations import access
from thongsuot.organisations.models import System
from thongsuot.outbox import actions
from thongsuot.outbox.gateway.links import Told

logger = logging.getLogger(__name__)
HEARER = System("Hộp tin nhắn đến")
_TYPES, _RECEIPTS = 0x3C, frozenset({0x04, 0x20})  # esm_class: what a centre says of a message (SMPP 3.4, 5.2.12)


def is_for_people(pdu: Pdu) -> bool:
    """Tell whether a request that came carries a person's words, and no receipt."""
    body = pdu.body
    return isinstance(body, Message | Data) and body.esm_class & _TYPES not in _RECEIPTS


def keep(told: Told, pdu: Pdu, *, at: datetime) -> None:
    """Keep a message of a person who was written to; of anybody else only the count grows."""
    body = pdu.body
    if not isinstance(body, Message | Data):
        raise TypeError(type(body).__name__)
    piece = read_piece(
        body.short_message if isinstance(body, Message) else b"",
        esm_class=body.esm_class,
        data_coding=body.data_coding,
        tlvs=dict(body.tlvs),
        profile=told.profile,
    )
    number = international(body.source_addr.decode("ascii", "replace"), ton=body.source_addr_ton)
    with access.acting_as_system():
        if actions.hear(number, piece, by=HEARER, at=at):
            return
        try:
            actions.count_stranger(told)
        except actions.NoOperator as error:  # said where the link begins; the message is nobody's all the same
            logger.warning("%s", error)
