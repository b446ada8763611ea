"""Ed25519 keys: how they are written, and how people compare them over the telephone."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PREFIX = "thongsuot-ed25519:"
DIGITS, GROUP = 40, 5  # 40 decimal digits are 132 bits: nobody makes a second key with the same ones


@dataclass(frozen=True)
class PublicKey:
    """The half that others are given: 32 bytes."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != 32:
            raise ValueError("an Ed25519 public key has 32 bytes")

    @property
    def text(self) -> str:
        """Return the key as people copy and paste it."""
        return PREFIX + base64.b64encode(self.raw).decode()

    @property
    def pem(self) -> bytes:
        """Return the key as other programs read it (SubjectPublicKeyInfo of RFC 8410)."""
        return Ed25519PublicKey.from_public_bytes(self.raw).public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )

    @property
    def fingerprint(self) -> str:
        """Return the 40 digits that stand for the key."""
        digest = hashlib.sha256(b"thongsuot key\n" + self.raw).digest()
        return str(int.from_bytes(digest) % 10**DIGITS).zfill(DIGITS)

    def signed(self, data: bytes, signature: bytes) -> bool:
        """Tell whether the signature over the data was made with the other half."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except InvalidSignature:
            return False
        return True

    @classmethod
    def read(cls, text: str) -> PublicKey:
        """Return the key that somebody pasted, line breaks and spaces in it or not; else `ValueError`."""
        bare = re.sub(r"\s", "", text)
        if not bare.startswith(PREFIX):
            raise ValueError(f"a public key begins with {PREFIX}")
        try:
            return cls(base64.b64decode(bare.removeprefix(PREFIX), validate=True))
        except binascii.Error as error:
            raise ValueError("the public key was cut or changed") from error


@dataclass(frozen=True, repr=False)  # whoever prints it must not print the seed
class SigningKey:
    """The half that stays at home: a seed of 32 bytes."""

    seed: bytes

    def __post_init__(self) -> None:
        if len(self.seed) != 32:
            raise ValueError("an Ed25519 seed has 32 bytes")

    @property
    def public(self) -> PublicKey:
        """Return the half for the others."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return PublicKey(key.public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, data: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(data)


def spoken(fingerprint: str) -> str:
    """Return a fingerprint in groups of five, as it is read out."""
    return " ".join(fingerprint[at : at + GROUP] for at in range(0, len(fingerprint), GROUP))


def typed(text: str) -> str:
    """Return the digits of what somebody typed while listening, whatever stands between the groups."""
    return "".join(character for character in text if character in "0123456789")
