"""What an SMS says, and how many parts that makes."""

from __future__ import annotations

import math

from thongsuot.ledger.models import Reality
from thongsuot.outbox import queries
from thongsuot.outbox.models import Message

PARTS = 2  # a longer text is replaced by its subject and an address to read the rest
GSM = frozenset(  # 3GPP TS 23.038, 6.2.1
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = frozenset("^{}\\[~]|€")  # 6.2.1.1: two septets each


def text_of(message: Message) -> str:
    """Return the text: the whole message, or its subject where that is too long and an address says the rest."""
    mark = "[DIỄN TẬP] " if message.reality == Reality.EXERCISE else ""
    address = queries.full_address(message.url)
    whole = " ".join(filter(None, [f"{mark}{message.subject}.", *message.body.split(), address]))
    if not address or parts(whole) <= PARTS:
        return whole
    return f"{mark}{message.subject}. {address}"


def parts(text: str) -> int:
    """Count the SMS that a text makes: 160 or 153 septets each, or 70 or 67 units where one letter needs UCS-2."""
    if all(letter in GSM or letter in DOUBLE for letter in text):
        units, alone, joined = len(text) + sum(letter in DOUBLE for letter in text), 160, 153
    else:
        units, alone, joined = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if units <= alone else math.ceil(units / joined)
