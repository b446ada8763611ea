"""Bytes go: a message becomes an e-mail or an SMS and leaves, or is kept as a file where there is no way out."""

from thongsuot.outbox.gateway.answers import SENDER, Answer, Outcome, Unreachable, settle
from thongsuot.outbox.gateway.opening import opened, reach

__all__ = [
    "SENDER",
    "Answer",
    "Outcome",
    "Unreachable",
    "opened",
    "reach",
    "settle",
]
