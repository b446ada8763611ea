"""The states of a directive, an obligation and an assignment, and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class DirectiveState(StrEnum):
    """From the letter's arrival to its end."""

    READING = "reading"
    UNREADABLE = "unreadable"
    REVIEW = "review"
    ISSUED = "issued"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


DIRECTIVE_MOVES = {
    DirectiveState.READING: {DirectiveState.REVIEW, DirectiveState.UNREADABLE},
    DirectiveState.REVIEW: {DirectiveState.ISSUED, DirectiveState.WITHDRAWN},
    DirectiveState.ISSUED: {DirectiveState.CLOSED, DirectiveState.WITHDRAWN},
}


class ObligationState(StrEnum):
    """Nothing unconfirmed binds anyone."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


OBLIGATION_MOVES = {
    ObligationState.PROPOSED: {ObligationState.CONFIRMED, ObligationState.REJECTED},
    ObligationState.CONFIRMED: {ObligationState.PROPOSED, ObligationState.REJECTED},
    ObligationState.REJECTED: {ObligationState.PROPOSED},
}


class AssignmentState(StrEnum):
    """Where one organisation stands with one duty; armed waits for a request, paused for the end of a prohibition."""

    ARRIVED = "arrived"
    RECEIVED = "received"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    WITHDRAWN = "withdrawn"


_OPEN = {AssignmentState.NOT_APPLICABLE, AssignmentState.WITHDRAWN}
ASSIGNMENT_MOVES = {
    AssignmentState.ARRIVED: {AssignmentState.RECEIVED, *_OPEN},
    AssignmentState.RECEIVED: {AssignmentState.ASSIGNED, AssignmentState.IN_PROGRESS, AssignmentState.DONE, *_OPEN},
    AssignmentState.ASSIGNED: {AssignmentState.IN_PROGRESS, AssignmentState.DONE, *_OPEN},
    AssignmentState.IN_PROGRESS: {AssignmentState.DONE, *_OPEN},
    AssignmentState.DONE: {AssignmentState.IN_PROGRESS, AssignmentState.WITHDRAWN},
    AssignmentState.NOT_APPLICABLE: {AssignmentState.RECEIVED},
}


class ReceiptState(StrEnum):
    """Whether an organisation confirmed that the directive reached it."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"


RECEIPT_MOVES = {ReceiptState.SENT: {ReceiptState.ACKNOWLEDGED}}
