"""What can happen to a report: every write, one verb a function."""

from thongsuot.reports.actions.consolidating import (
    RENDER,
    consolidate,
    content_at,
    file_paper,
    supplement,
    take_snapshot,
    take_snapshots,
)
from thongsuot.reports.actions.counting import count_reports, rebuild
from thongsuot.reports.actions.drafting import draft, draft_due
from thongsuot.reports.actions.submitting import (
    AlreadyFrozen,
    NothingAsked,
    accept,
    prepare,
    send_back,
    submit,
    take_back,
    write,
    write_and_prepare,
)

__all__ = [
    "RENDER",
    "AlreadyFrozen",
    "NothingAsked",
    "accept",
    "consolidate",
    "content_at",
    "count_reports",
    "draft",
    "draft_due",
    "file_paper",
    "prepare",
    "rebuild",
    "send_back",
    "submit",
    "supplement",
    "take_back",
    "take_snapshot",
    "take_snapshots",
    "write",
    "write_and_prepare",
]
