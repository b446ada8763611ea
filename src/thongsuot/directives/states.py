"""The states of a directive, a duty, an assignment and a receipt, and the legal ways between them."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class DirectiveState(StrEnum):
    """From the letter's arrival to its end."""

    REVIEW = "review"
    ISSUED = "issued"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


DIRECTIVE_MOVES = {
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
    ObligationState.REJECTED: {ObligationState.PROPOSED, ObligationState.CONFIRMED},
}


class AssignmentState(StrEnum):
    """Where one organisation stands with one duty."""

    ARRIVED = "arrived"
    RECEIVED = "received"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    WITHDRAWN = "withdrawn"


ASSIGNMENT_MOVES = {
    AssignmentState.ARRIVED: {AssignmentState.RECEIVED, AssignmentState.WITHDRAWN},
    AssignmentState.RECEIVED: {
        AssignmentState.ASSIGNED,
        AssignmentState.IN_PROGRESS,
        AssignmentState.DONE,
        AssignmentState.WITHDRAWN,
    },
    AssignmentState.ASSIGNED: {
        AssignmentState.ASSIGNED,
        AssignmentState.IN_PROGRESS,
        AssignmentState.DONE,
        AssignmentState.WITHDRAWN,
    },
    AssignmentState.IN_PROGRESS: {AssignmentState.ASSIGNED, AssignmentState.DONE, AssignmentState.WITHDRAWN},
    AssignmentState.DONE: {AssignmentState.IN_PROGRESS, AssignmentState.WITHDRAWN},
}


class ReceiptState(StrEnum):
    """Whether an organisation confirmed that the directive reached it."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"


RECEIPT_MOVES = {ReceiptState.SENT: {ReceiptState.ACKNOWLEDGED}}


class AnswerState(StrEnum):
    """From the question to its reply; held is answered for the time being, while the clock stands still."""

    ASKED = "asked"
    HELD = "held"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"


ANSWER_MOVES = {
    AnswerState.ASKED: {AnswerState.HELD, AnswerState.ANSWERED, AnswerState.TAKEN_BACK},
    AnswerState.HELD: {AnswerState.ANSWERED, AnswerState.TAKEN_BACK},
}


class InvitationState(StrEnum):
    """Whether anybody opened the invitation; the acknowledgement is the receipt's own state."""

    INVITED = "invited"
    OPENED = "opened"


INVITATION_MOVES = {  # a renewed invitation has not been opened yet
    InvitationState.INVITED: {InvitationState.INVITED, InvitationState.OPENED},
    InvitationState.OPENED: {InvitationState.INVITED},
}


class Outcome(StrEnum):
    """How an assignment stands against its clock; the last four are the official words of statistics."""

    ARMED = "armed"
    ARRIVED = "arrived"
    RECEIVED = "received"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WITHDRAWN = "withdrawn"
    OUT_OF_SCOPE = "not_applicable"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_ON_TIME = "open_on_time"
    OPEN_LATE = "open_late"


def cut_off(deadline: datetime, relation: str) -> datetime:
    """Return the moment at which the snapshot is taken; the last minute of a day that is included runs to its end."""
    local = deadline.astimezone(VIETNAM)
    whole_day = relation == "until" and (local.hour, local.minute) == (23, 59)
    return deadline + timedelta(minutes=1) if whole_day else deadline


def in_time(moment: datetime, deadline: datetime | None, relation: str) -> bool:
    """Tell whether the moment keeps the deadline: `before` is earlier than it, anything else includes it."""
    if deadline is None:
        return True
    limit = cut_off(deadline, relation)
    return moment < limit if relation == "before" or limit != deadline else moment <= limit


def statistic(state: str, deadline: datetime | None, relation: str, done_at: datetime | None, at: datetime) -> Outcome:
    """Return which of the four official words counts the assignment."""
    if done_at is not None and state == AssignmentState.DONE:
        return Outcome.DONE_ON_TIME if in_time(done_at, deadline, relation) else Outcome.DONE_LATE
    passed = deadline is not None and at >= cut_off(deadline, relation)
    return Outcome.OPEN_LATE if passed else Outcome.OPEN_ON_TIME


def outcome(state: str, deadline: datetime | None, relation: str, done_at: datetime | None, at: datetime) -> Outcome:
    """Return the one word a cell shows: the state, unless the clock has more to say."""
    counted = statistic(state, deadline, relation, done_at, at)
    if state == AssignmentState.WITHDRAWN:
        return Outcome.WITHDRAWN
    return Outcome(state) if counted is Outcome.OPEN_ON_TIME else counted
