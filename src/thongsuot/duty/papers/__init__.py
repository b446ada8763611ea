"""The papers of duty: the roster for signature, a day's log, a month's attendance sheet, the calendar feed."""

from thongsuot.duty.papers.attendance import attendance
from thongsuot.duty.papers.calendars import feed
from thongsuot.duty.papers.logs import log_paper
from thongsuot.duty.papers.rosters import grid, roster_paper

__all__ = ["attendance", "feed", "grid", "log_paper", "roster_paper"]
