"""The receipt: the signed answer to a package, in the same spirit and by the same keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from thongsuot.engines.package import _limits as limits
from thongsuot.engines.package._canonical import canonical, parsed
from thongsuot.engines.package._envelope import VERSION, fields, malformed, moment, text_of, uuid_of, written
from thongsuot.engines.package._keys import PublicKey, SigningKey
from thongsuot.engines.package._reasons import Reason, Unacceptable

MAGIC = b"thongsuot receipt 1\n"
NAMES = {"at", "from", "package", "reason", "to", "uuid", "version"}


@dataclass(frozen=True)
class Receipt:
    """What became of a package: `reason` is empty where it was taken, else why it was not.

    `digest` is the SHA-256 of the envelope that was answered, `at` the answering install's clock.
    """

    uuid: UUID
    digest: str
    sender: str
    recipient: str
    at: datetime
    reason: str = ""

    @property
    def taken(self) -> bool:
        """Tell whether the package is safely kept at the other end."""
        return not self.reason


@dataclass(frozen=True)
class SignedReceipt:
    """A receipt as it came; until `signed_by` has said yes, nothing of it may be believed."""

    receipt: Receipt
    head: bytes
    signature: bytes

    def signed_by(self, key: PublicKey) -> bool:
        """Tell whether the key signed it."""
        return key.signed(MAGIC + self.head, self.signature)


def answer(receipt: Receipt, key: SigningKey) -> bytes:
    """Return the receipt, signed, as it travels."""
    head = canonical(_plain(receipt))
    return MAGIC + head + key.sign(MAGIC + head)


def _plain(receipt: Receipt) -> dict[str, Any]:
    return {
        "version": VERSION,
        "uuid": str(receipt.uuid),
        "package": receipt.digest,
        "from": receipt.sender,
        "to": receipt.recipient,
        "at": written(receipt.at),
        "reason": receipt.reason,
    }


def is_receipt(data: bytes) -> bool:
    """Tell a receipt from a package by its first line."""
    return data.startswith(MAGIC)


def read_receipt(data: bytes) -> SignedReceipt:
    """Take a receipt apart; raises `Unacceptable`: MALFORMED or OVERSIZED."""
    if len(data) > limits.LARGEST_RECEIPT:
        raise Unacceptable(Reason.OVERSIZED, "receipt")
    if not is_receipt(data):
        raise malformed("no receipt")
    head, signature = data[len(MAGIC) : -limits.SIGNATURE], data[-limits.SIGNATURE :]
    told = fields(parsed(head), NAMES)
    receipt = Receipt(
        uuid=uuid_of(told["uuid"]),
        digest=text_of(told, "package", limits.DIGEST),
        sender=text_of(told, "from", limits.FINGERPRINT),
        recipient=text_of(told, "to", limits.FINGERPRINT),
        at=moment(told["at"]),
        reason="" if told["reason"] == "" else text_of(told, "reason", limits.REASON),
    )
    return SignedReceipt(receipt, head, signature)
