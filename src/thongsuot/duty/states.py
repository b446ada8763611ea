"""The states of a roster, of a swap and of a hand-over, and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class RosterState(StrEnum):
    """A draft binds nobody; what was published is changed shift by shift, on record."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REPLACED = "replaced"
    DISCARDED = "discarded"


ROSTER_MOVES = {
    RosterState.DRAFT: {RosterState.PUBLISHED, RosterState.DISCARDED},
    RosterState.PUBLISHED: {RosterState.REPLACED},
}


class SwapState(StrEnum):
    """Offered by whoever stands in the shift, taken by another, approved by somebody who keeps the roster."""

    OFFERED = "offered"
    TAKEN = "taken"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


SWAP_MOVES = {
    SwapState.OFFERED: {SwapState.TAKEN, SwapState.WITHDRAWN, SwapState.REFUSED},
    SwapState.TAKEN: {SwapState.APPROVED, SwapState.REFUSED, SwapState.WITHDRAWN, SwapState.OFFERED},
}
OPEN_SWAPS = (SwapState.OFFERED, SwapState.TAKEN)


class HandoverState(StrEnum):
    """From a shift's begin to both having confirmed; missed when the shift ended and nobody took it over."""

    EXPECTED = "expected"
    ASKED = "asked"  # the person who should have come
    CHASED = "chased"  # the colleague who could not leave
    ESCALATED = "escalated"
    TAKEN = "taken"
    HANDED = "handed"
    MISSED = "missed"
    VOID = "void"  # the shift was given to somebody else, or taken out


# A tick that comes after the shift's end asks nobody any more; who was there all the same is written down later.
HANDOVER_MOVES = {
    HandoverState.EXPECTED: {HandoverState.ASKED, HandoverState.TAKEN, HandoverState.MISSED, HandoverState.VOID},
    HandoverState.ASKED: {
        HandoverState.CHASED,
        HandoverState.ESCALATED,
        HandoverState.TAKEN,
        HandoverState.MISSED,
        HandoverState.VOID,
    },
    HandoverState.CHASED: {
        HandoverState.ESCALATED,
        HandoverState.TAKEN,
        HandoverState.MISSED,
        HandoverState.VOID,
    },
    HandoverState.ESCALATED: {HandoverState.TAKEN, HandoverState.MISSED, HandoverState.VOID},
    HandoverState.TAKEN: {HandoverState.HANDED, HandoverState.VOID},
    HandoverState.HANDED: {HandoverState.VOID},
    HandoverState.MISSED: {HandoverState.TAKEN},
}
WAITING = (HandoverState.EXPECTED, HandoverState.ASKED, HandoverState.CHASED, HandoverState.ESCALATED)
ON_DUTY = (HandoverState.TAKEN, HandoverState.HANDED)
