"""The states of a report and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class ReportState(StrEnum):
    """Drafted by the system, prepared by an officer, submitted by a leader, then returned or accepted."""

    DRAFT = "draft"
    PREPARED = "prepared"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


REPORT_MOVES = {
    ReportState.DRAFT: {ReportState.PREPARED},
    ReportState.PREPARED: {ReportState.DRAFT, ReportState.SUBMITTED},
    ReportState.SUBMITTED: {ReportState.RETURNED, ReportState.ACCEPTED},
    ReportState.RETURNED: {ReportState.PREPARED},
    ReportState.ACCEPTED: {ReportState.RETURNED},
}
