"""The states of a campaign and of one operator's share of it, and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class CampaignState(StrEnum):
    """From the request to its end; halted is final, and what waits of it is void."""

    REQUESTED = "requested"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    CLOSED = "closed"
    REFUSED = "refused"
    HALTED = "halted"
    WITHDRAWN = "withdrawn"


CAMPAIGN_MOVES = {
    CampaignState.REQUESTED: {CampaignState.APPROVED, CampaignState.REFUSED, CampaignState.WITHDRAWN},
    CampaignState.APPROVED: {
        CampaignState.SENDING,
        CampaignState.WITHDRAWN,
        CampaignState.HALTED,
        CampaignState.CLOSED,  # every operator refused
    },
    CampaignState.SENDING: {CampaignState.PAUSED, CampaignState.HALTED, CampaignState.CLOSED},
    CampaignState.PAUSED: {CampaignState.SENDING, CampaignState.HALTED},
}
RUNNING = (CampaignState.APPROVED, CampaignState.SENDING)  # operators may go on
BINDING = (*RUNNING, CampaignState.PAUSED)  # approved, and nobody has ended it


class ShareState(StrEnum):
    """One operator's part; left out when the department goes on without its answer."""

    ASKED = "asked"
    ESTIMATED = "estimated"
    ACCEPTED = "accepted"
    TESTING = "testing"
    TRIAL = "trial"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    REFUSED = "refused"
    LEFT_OUT = "left_out"
    HALTED = "halted"


# An estimate may be put right until the approval; test messages may go out anew when a telephone showed them wrong; a
# correction needs no trial. A paused share goes back to where it stood.
SHARE_MOVES = {
    ShareState.ASKED: {ShareState.ESTIMATED, ShareState.REFUSED, ShareState.LEFT_OUT, ShareState.HALTED},
    ShareState.ESTIMATED: {
        ShareState.ESTIMATED,
        ShareState.ACCEPTED,
        ShareState.REFUSED,
        ShareState.LEFT_OUT,
        ShareState.HALTED,
    },
    ShareState.ACCEPTED: {ShareState.TESTING, ShareState.REFUSED, ShareState.HALTED},
    ShareState.TESTING: {ShareState.TESTING, ShareState.TRIAL, ShareState.SENDING, ShareState.HALTED},
    ShareState.TRIAL: {ShareState.SENDING, ShareState.PAUSED, ShareState.HALTED},
    ShareState.SENDING: {ShareState.DONE, ShareState.PAUSED, ShareState.HALTED},
    ShareState.PAUSED: {ShareState.TRIAL, ShareState.SENDING, ShareState.HALTED},
}
TO_SUBSCRIBERS = (ShareState.TRIAL, ShareState.SENDING)  # messages leave for people
RELEASED = (ShareState.TESTING, *TO_SUBSCRIBERS, ShareState.PAUSED, ShareState.DONE)
ENDED = (ShareState.DONE, ShareState.REFUSED, ShareState.LEFT_OUT, ShareState.HALTED)


class Cause(StrEnum):
    """Why a share is paused: each is lifted by whom it names."""

    CAMPAIGN = "campaign"
    OPERATOR = "operator"
    SHIFT = "shift"
