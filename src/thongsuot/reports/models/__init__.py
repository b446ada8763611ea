"""Reports of organisations, their frozen submissions, and what the department hands upwards."""

from thongsuot.reports.models.consolidating import Snapshot, Upward
from thongsuot.reports.models.registering import Register, RegisterEntry
from thongsuot.reports.models.reporting import Channel, Report, Submission
from thongsuot.reports.models.sending import Copy, Objection, OnTime, Verification
from thongsuot.reports.models.wording import EditedPaper, Wording

__all__ = [
    "Channel",
    "Copy",
    "EditedPaper",
    "Objection",
    "OnTime",
    "Register",
    "RegisterEntry",
    "Report",
    "Snapshot",
    "Submission",
    "Upward",
    "Verification",
    "Wording",
]
