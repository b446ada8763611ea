"""Pages of reports."""

from thongsuot.reports.views.approving import approve, guest_approve
from thongsuot.reports.views.consolidating import consolidate, snapshot
from thongsuot.reports.views.entering import enter
from thongsuot.reports.views.following import listing
from thongsuot.reports.views.merging import merge, merge_step
from thongsuot.reports.views.onepage import guest_work, one_page, one_page_file
from thongsuot.reports.views.opening import figures, report
from thongsuot.reports.views.printing import own_paper
from thongsuot.reports.views.registering import paper_step, register, register_step
from thongsuot.reports.views.ruling import on_time
from thongsuot.reports.views.sending import after_step
from thongsuot.reports.views.steps import report_step
from thongsuot.reports.views.verifying import verify, verify_code

__all__ = [
    "after_step",
    "approve",
    "enter",
    "guest_approve",
    "on_time",
    "own_paper",
    "verify",
    "verify_code",
    "consolidate",
    "figures",
    "guest_work",
    "listing",
    "merge",
    "merge_step",
    "one_page",
    "one_page_file",
    "paper_step",
    "register",
    "register_step",
    "report",
    "report_step",
    "snapshot",
]
