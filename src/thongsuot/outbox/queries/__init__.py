"""What was said to whom, what waits, and what became of it."""

from thongsuot.outbox.queries.channels import TRIAL, Way, ways
from thongsuot.outbox.queries.failing import failed, failing
from thongsuot.outbox.queries.following import (
    call_sheet,
    full_address,
    outgoing,
    sent_about,
    tally,
    troubles,
    unread,
    visible_to,
)
from thongsuot.outbox.queries.linked import LINK, PATIENCE, last_told, left_to_a_link, links, old_parts, single_link
from thongsuot.outbox.queries.reporting import acknowledged, acknowledgement, people_at, reports, to_be_opened
from thongsuot.outbox.queries.standing import Standing, standing_of, standings
from thongsuot.outbox.queries.waiting import (
    LEASE,
    at_work,
    due,
    due_in_app,
    holds,
    in_flight,
    next_due,
    next_of,
    stuck,
    to_be_read,
)

__all__ = [
    "LEASE",
    "LINK",
    "PATIENCE",
    "Standing",
    "TRIAL",
    "Way",
    "acknowledged",
    "acknowledgement",
    "at_work",
    "call_sheet",
    "due",
    "due_in_app",
    "failed",
    "failing",
    "full_address",
    "holds",
    "in_flight",
    "last_told",
    "left_to_a_link",
    "links",
    "next_due",
    "next_of",
    "old_parts",
    "outgoing",
    "people_at",
    "reports",
    "sent_about",
    "single_link",
    "standing_of",
    "standings",
    "stuck",
    "tally",
    "to_be_opened",
    "to_be_read",
    "troubles",
    "unread",
    "visible_to",
    "ways",
]
