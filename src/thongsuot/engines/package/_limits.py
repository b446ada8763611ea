"""How large everything may be, and which characters names may hold."""

from __future__ import annotations

import re

KIB = 1024
SIGNATURE = 64  # bytes of an Ed25519 signature (RFC 8032)
LARGEST_ENVELOPE = 32 * KIB
LARGEST_BODY = 1024 * KIB
LARGEST_ATTACHMENT = 25 * 1024 * KIB
LARGEST_PARCEL = 26 * 1024 * KIB
LARGEST_RECEIPT = 4 * KIB
MOST_ATTACHMENTS = 16
DEEPEST = 32  # lists and objects inside each other
GREATEST = 2**53 - 1  # whole numbers up to which every JSON reader agrees

KIND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}")
LONGEST_KIND = 60
LONGEST_NAME = 200
DIGEST = re.compile(r"[0-9a-f]{64}")
FINGERPRINT = re.compile(r"[0-9]{40}")
REASON = re.compile(r"[a-z_]{1,30}")
REALITIES = ("live", "exercise")
