"""What an SMS says, and how many parts that makes."""

from __future__ import annotations

from thongsuot.engines.message import USUAL, Alphabet, Part, Profile, compose, count, normalised, unaccented
from thongsuot.ledger.models import Reality
from thongsuot.outbox import queries
from thongsuot.outbox.models import Message

PARTS = 2  # a longer text is replaced by its subject and an address to read the rest


def text_of(message: Message, profile: Profile = USUAL) -> str:
    """Return the text: the whole message, or its subject where that is too long and an address says the rest."""
    mark = "[DIỄN TẬP] " if message.reality == Reality.EXERCISE else ""
    address = queries.full_address(message.url)
    whole = normalised(" ".join(filter(None, [f"{mark}{message.subject}.", *message.body.split(), address])))
    if not address or parts(whole, profile) <= PARTS:
        return whole
    return normalised(f"{mark}{message.subject}. {address}")


def parts(text: str, profile: Profile = USUAL) -> int:
    """Count the SMS that a text makes; a gateway of HTTP cuts and charges as telephones count."""
    return count(text, profile).parts


def spoken(message: Message, profile: Profile, reference: int) -> tuple[Part, ...]:
    """Return the parts that an operator takes: without marks where it has no alphabet for them; UnsendableText."""
    if Alphabet.UCS2 in profile.alphabets:
        return compose(text_of(message, profile), profile, reference=reference)
    return compose(unaccented(text_of(message)), profile, reference=reference)
