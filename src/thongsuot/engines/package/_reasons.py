"""Why a package or a receipt is not accepted."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The reasons that two installs tell each other; the first four are found by the engine alone."""

    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    BAD_SIGNATURE = "bad_signature"
    ALTERED = "altered"  # the envelope is signed, what lies behind it is not what it names
    UNKNOWN_KEY = "unknown_key"
    REVOKED_KEY = "revoked_key"
    NOT_OURS = "not_ours"  # addressed to a key that is none of ours
    WRONG_REALITY = "wrong_reality"
    OTHER_BYTES = "other_bytes"  # the same uuid came before with another envelope


class Unacceptable(ValueError):  # named for what happened (STYLE 10)
    """The bytes are not accepted; nothing of them may be used."""

    def __init__(self, reason: Reason, what: str = "") -> None:
        super().__init__(f"{reason}: {what}" if what else str(reason))
        self.reason = reason
