"""Pages of reports."""

from thongsuot.reports.views.consolidating import consolidate, snapshot
from thongsuot.reports.views.following import listing
from thongsuot.reports.views.opening import figures, report
from thongsuot.reports.views.steps import report_step

__all__ = ["consolidate", "figures", "listing", "report", "report_step", "snapshot"]
