"""What was ordered, to whom, by when, and how it stands."""

from thongsuot.directives.queries.due import (
    briefings_to_count,
    next_due,
    occurring,
    receipts_to_count,
    reminders_due,
)
from thongsuot.directives.queries.letters import (
    addressees_of,
    bound_to,
    paragraph_at,
    person_or_none,
    visible_to,
)
from thongsuot.directives.queries.matrix import Cell, Matrix, Row, matrix
from thongsuot.directives.queries.work import (
    assignments_visible_to,
    briefed,
    cases,
    figures_of,
    is_open,
    measured_for,
    mine,
    outcome_of,
    receipt_behind,
    receipt_of,
    staff_at,
    was_briefed,
    why_not_done,
)

__all__ = [
    "Cell",
    "Matrix",
    "Row",
    "addressees_of",
    "assignments_visible_to",
    "bound_to",
    "briefed",
    "briefings_to_count",
    "cases",
    "figures_of",
    "is_open",
    "matrix",
    "measured_for",
    "mine",
    "next_due",
    "occurring",
    "outcome_of",
    "paragraph_at",
    "person_or_none",
    "receipt_behind",
    "receipt_of",
    "receipts_to_count",
    "reminders_due",
    "staff_at",
    "visible_to",
    "was_briefed",
    "why_not_done",
]
