"""A briefing that was held in a room: the duty it answers, and what its minutes say."""

from __future__ import annotations

from thongsuot.directives.models import Assignment, Receipt
from thongsuot.directives.queries.bearing import bearer_of, newest_declaration
from thongsuot.directives.queries.letters import Tally

BRIEFING = "STAFF_ACKNOWLEDGEMENT"


def briefing_duty(receipt: Receipt) -> Assignment | None:
    """Return the organisation's duty to brief its staff that bears the figures; none where the letter has none."""
    rows = Assignment.objects.filter(
        directive_id=receipt.directive_id, organisation_id=receipt.organisation_id, obligation__kind=BRIEFING
    )
    live = rows.exclude(state=Assignment.State.WITHDRAWN).select_related("obligation", "organisation", "directive")
    first = live.order_by("obligation__start", "obligation_id").first()
    return None if first is None else bearer_of(first)


def briefed_by_minutes(duty: Assignment) -> Tally | None:
    """Return how many of how many signed, as the organisation said last; shown beside what the system counted."""
    said = newest_declaration(duty)
    if said is None or not {"acknowledged", "staff"} <= set(said.figures):
        return None
    return Tally(said.figures["acknowledged"], said.figures["staff"])
