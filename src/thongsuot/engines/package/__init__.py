"""Signed packages between installs: canonical bytes, keys, envelopes, parcels and receipts.

Bytes in, frozen values out, and back; no clock, no database, no socket. A *parcel* is what travels, by line or by hand:
an envelope of at most 32 KiB, its Ed25519 signature (RFC 8032), a body of canonical JSON of at most 1 MiB, and up to 16
attachments; all of it at most 26 MiB. The envelope names the SHA-256 of everything behind it, so one signature
holds all. A *receipt* is the signed answer. Both begin with a line that names them, and that line is signed too:
neither passes for the other. Every value has exactly one form in bytes; any other is refused.

Reading raises `Unacceptable`, which carries a `Reason`; writing what could not be read again raises `ValueError`.
A fingerprint is 40 decimal digits of SHA-256 over the public key, so that people can read it to each other.
"""

from thongsuot.engines.package._canonical import canonical, parsed
from thongsuot.engines.package._envelope import Enclosure, Envelope, is_kind
from thongsuot.engines.package._keys import PublicKey, SigningKey, spoken, typed
from thongsuot.engines.package._limits import LARGEST_BODY, LARGEST_PARCEL, MOST_ATTACHMENTS
from thongsuot.engines.package._parcel import Parcel, join, seal, unpack
from thongsuot.engines.package._reasons import Reason, Unacceptable
from thongsuot.engines.package._receipt import Receipt, SignedReceipt, answer, is_receipt, read_receipt

__all__ = [
    "LARGEST_BODY",
    "LARGEST_PARCEL",
    "MOST_ATTACHMENTS",
    "Enclosure",
    "Envelope",
    "Parcel",
    "PublicKey",
    "Reason",
    "Receipt",
    "SignedReceipt",
    "SigningKey",
    "Unacceptable",
    "answer",
    "canonical",
    "is_kind",
    "is_receipt",
    "join",
    "parsed",
    "read_receipt",
    "seal",
    "spoken",
    "typed",
    "unpack",
]
