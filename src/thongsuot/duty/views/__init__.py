"""Pages of duty: rosters and the board, taking over, the log, swaps, and one's own shifts."""

from thongsuot.duty.views.board import board
from thongsuot.duty.views.bringing import bring
from thongsuot.duty.views.editing import roster_step
from thongsuot.duty.views.fairness import fairness
from thongsuot.duty.views.feeds import feed, feeds
from thongsuot.duty.views.handing import Gather, handover
from thongsuot.duty.views.log import log, log_paper
from thongsuot.duty.views.opening import roster
from thongsuot.duty.views.own import end_my_leave, mine, my_leave
from thongsuot.duty.views.printing import attendance, roster_paper
from thongsuot.duty.views.rosters import rosters
from thongsuot.duty.views.setting import setting_step
from thongsuot.duty.views.settings import settings
from thongsuot.duty.views.swapping import swap_now, swap_step, swaps

__all__ = [
    "Gather",
    "attendance",
    "board",
    "bring",
    "end_my_leave",
    "fairness",
    "feed",
    "feeds",
    "handover",
    "log",
    "log_paper",
    "mine",
    "my_leave",
    "roster",
    "roster_paper",
    "roster_step",
    "rosters",
    "setting_step",
    "settings",
    "swap_now",
    "swap_step",
    "swaps",
]
