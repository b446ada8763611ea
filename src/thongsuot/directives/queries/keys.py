"""What opens an invitation: its link and its short code, worked out anew each time they are printed."""

from __future__ import annotations

import base64
import hashlib

from django.utils.crypto import salted_hmac

from thongsuot.directives.models import Invitation

SALT = "thongsuot.directives.invitation"
LINK_BYTES = 24
SHORT_DIGITS = 10
CODE_DIGITS = 6


def keyed(purpose: str, text: str) -> bytes:
    """Return the digest of a text under the install's own key: whoever has the tables alone cannot try texts out."""
    return salted_hmac(f"{SALT}.{purpose}", text, algorithm="sha256").digest()


def secret_of(invitation: Invitation) -> str:
    """Return the secret part of the invitation's address, the same until the invitation is renewed."""
    digest = keyed("link", f"{invitation.pk}:{invitation.serial}")
    return base64.urlsafe_b64encode(digest[:LINK_BYTES]).decode()


def short_code_of(invitation: Invitation) -> str:
    """Return the digits that stand on the paper for those who cannot open the link."""
    digest = keyed("short", f"{invitation.pk}:{invitation.serial}")
    return str(int.from_bytes(digest[:16]) % 10**SHORT_DIGITS).zfill(SHORT_DIGITS)


def digits_of(typed: str) -> str:
    """Return what somebody typed as a code without the spaces, dots and dashes between its digits."""
    return "".join(sign for sign in typed if sign in "0123456789")


def short_secret(typed: str) -> str:
    """Return under which secret a short code is kept."""
    return keyed("short-link", digits_of(typed)).hex()


def proof_hash(proof: str) -> bytes:
    """Return how a proof is kept; it is long and random, so a plain digest hides it."""
    return hashlib.sha256(proof.encode()).digest()


def in_groups(code: str) -> str:
    """Return a code as it is printed and read out: 482 190 3577."""
    head, tail = (code[:6], code[6:]) if len(code) > 6 else (code, "")  # two groups of three, and the rest
    return " ".join(filter(None, [head[:3], head[3:], tail]))
