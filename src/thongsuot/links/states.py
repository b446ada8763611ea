"""The states of a package, on its way out and after it came in, and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class PackageState(StrEnum):
    """Out: queued until the other install has it. In: received until an app above has dealt with it."""

    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RECEIVED = "received"
    HANDLED = "handled"


OUT = (
    PackageState.QUEUED,
    PackageState.SENDING,
    PackageState.DELIVERED,
    PackageState.REFUSED,
    PackageState.WITHDRAWN,
)
IN = (PackageState.RECEIVED, PackageState.HANDLED, PackageState.REFUSED)

# There is no uncertain end: the other install knows a package by its uuid and answers a second copy with the receipt
# of the first, so whatever was in doubt is queued again. What went by hand is settled from the queue, and
# what was given up in doubt is delivered all the same where their receipt says so.
PACKAGE_MOVES = {
    PackageState.QUEUED: {
        PackageState.SENDING,
        PackageState.DELIVERED,
        PackageState.REFUSED,
        PackageState.WITHDRAWN,
    },
    PackageState.SENDING: {PackageState.QUEUED, PackageState.DELIVERED, PackageState.REFUSED},
    PackageState.WITHDRAWN: {PackageState.DELIVERED},
    PackageState.RECEIVED: {PackageState.HANDLED, PackageState.REFUSED},
}
