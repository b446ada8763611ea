"""Parcels made for tests, and the keys of two installs that were never anybody's."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from thongsuot.engines.package import Enclosure, Envelope, SigningKey, canonical, join, seal

HERE, THERE, STRANGER = (SigningKey(bytes([number]) * 32) for number in (1, 2, 3))
UUID_1 = UUID("6b1b36cb-f6a2-4f0e-9f5b-2c1de8f1d001")
NOON = datetime(2020, 2, 3, 5, 0, 0, 250, tzinfo=UTC)
FILES = (("công văn.pdf", b"%PDF-1.7 noi dung"), ("bản đồ.png", b"\x89PNG\r\n"))
WORDS = {"việc": "Nhắn tin", "vùng": [1, 2, None, True], "số": -3}


def enclosed(data: bytes, name: str = "") -> Enclosure:
    """Return how an envelope names the bytes."""
    return Enclosure(hashlib.sha256(data).hexdigest(), len(data), name)


def envelope(body: bytes = canonical(WORDS), files: Any = FILES, **changed: Any) -> Envelope:
    """Return the envelope of a package from HERE to THERE."""
    told = {
        "uuid": UUID_1,
        "kind": "campaign.order",
        "sender": HERE.public.fingerprint,
        "recipient": THERE.public.fingerprint,
        "reality": "live",
        "sequence": 1,
        "created_at": NOON,
        "body": enclosed(body),
        "attachments": tuple(enclosed(data, name) for name, data in files),
    }
    return Envelope(**{**told, **changed})


def parcel(body: bytes = canonical(WORDS), files: Any = FILES, *, key: SigningKey = HERE, **changed: Any) -> bytes:
    """Return a whole parcel, signed."""
    head, signature = seal(envelope(body, files, **changed), key)
    return join(head, signature, body, [data for _name, data in files])
