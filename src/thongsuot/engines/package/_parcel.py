"""The parcel: envelope, signature and everything behind it as one string of bytes, by line or by hand the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from thongsuot.engines.package import _limits as limits
from thongsuot.engines.package._canonical import parsed
from thongsuot.engines.package._envelope import Envelope, from_bytes
from thongsuot.engines.package._keys import PublicKey, SigningKey
from thongsuot.engines.package._reasons import Reason, Unacceptable

MAGIC = b"thongsuot package 1\n"
COUNT = 4  # bytes that hold the length of the envelope, most significant first


@dataclass(frozen=True)
class Parcel:
    """A parcel taken apart; until `check` has passed, nothing of it may be believed."""

    envelope: Envelope
    head: bytes  # the envelope as it came
    signature: bytes
    body: bytes
    attachments: tuple[bytes, ...]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the envelope, which stands for all that it names."""
        return hashlib.sha256(self.head).hexdigest()

    def check(self, key: PublicKey) -> None:
        """Raise `Unacceptable` unless the key signed the envelope (BAD_SIGNATURE) and it names what came (ALTERED)."""
        if not key.signed(MAGIC + self.head, self.signature):
            raise Unacceptable(Reason.BAD_SIGNATURE)
        named = (self.envelope.body, *self.envelope.attachments)
        for told, came in zip(named, (self.body, *self.attachments), strict=True):
            if told.sha256 != hashlib.sha256(came).hexdigest():
                raise Unacceptable(Reason.ALTERED, told.name or "body")
        self.value()

    def value(self) -> Any:
        """Return what the body says; MALFORMED where it is no canonical JSON."""
        return parsed(self.body)


def seal(envelope: Envelope, key: SigningKey) -> tuple[bytes, bytes]:
    """Return the envelope's bytes and the signature over them."""
    head = envelope.to_bytes()
    return head, key.sign(MAGIC + head)


def join(head: bytes, signature: bytes, body: bytes, attachments: Sequence[bytes] = ()) -> bytes:
    """Return the parcel as it travels."""
    return b"".join([MAGIC, len(head).to_bytes(COUNT), head, signature, body, *attachments])


def unpack(data: bytes) -> Parcel:
    """Take a parcel apart; raises `Unacceptable`: MALFORMED or OVERSIZED. Who signed it is not asked yet."""
    if len(data) > limits.LARGEST_PARCEL:
        raise Unacceptable(Reason.OVERSIZED)
    if not data.startswith(MAGIC):
        raise Unacceptable(Reason.MALFORMED, "no package")
    start = len(MAGIC) + COUNT
    length = int.from_bytes(data[len(MAGIC) : start])
    if length > limits.LARGEST_ENVELOPE:
        raise Unacceptable(Reason.OVERSIZED, "envelope")
    head, rest = data[start : start + length], start + length + limits.SIGNATURE
    envelope = from_bytes(head)
    if len(data) != rest + envelope.size:
        raise Unacceptable(Reason.MALFORMED, "length")
    pieces, at = [], rest
    for told in (envelope.body, *envelope.attachments):
        pieces.append(data[at : at + told.size])
        at += told.size
    return Parcel(envelope, head, data[rest - limits.SIGNATURE : rest], pieces[0], tuple(pieces[1:]))
