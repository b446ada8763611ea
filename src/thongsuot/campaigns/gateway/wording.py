"""A campaign's text as the messages that one line carries."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.engines.message import compose, count
from thongsuot.engines.smpp import Message
from thongsuot.outbox.gateway.links import Told


@dataclass(frozen=True, slots=True)
class Wording:
    """The submit_sm that each recipient gets, one a part; all of them come to `weight` converted messages."""

    messages: tuple[Message, ...]
    weight: int

    @property
    def parts(self) -> int:
        """How many messages a recipient gets."""
        return len(self.messages)


def worded(told: Told, brand: str, text: str, *, reference: int) -> Wording:
    """Compose a text for a line; `reference` tells this sending from others to the same people. Raises UnsendableText.

    Receipts are asked for of every message: final ones, for success and failure (SMPP 3.4, 5.2.17).
    """
    parts = compose(text, told.profile, reference=reference % 256)
    ton, npi = told.kind_of_source(brand)
    messages = tuple(
        Message(
            service_type=told.service_type.encode(),
            source_addr_ton=ton,
            source_addr_npi=npi,
            source_addr=brand.encode(),
            dest_addr_ton=told.dest_ton,
            dest_addr_npi=told.dest_npi,
            esm_class=part.esm_class,
            registered_delivery=1,
            data_coding=part.data_coding,
            short_message=part.short_message,
            tlvs=part.tlvs,
        )
        for part in parts
    )
    return Wording(messages, count(text, told.profile).converted)
