"""Pages of the hotline."""

from thongsuot.hotline.views.correcting import correct
from thongsuot.hotline.views.finding import find
from thongsuot.hotline.views.handing import log
from thongsuot.hotline.views.leading import leader
from thongsuot.hotline.views.opening import call
from thongsuot.hotline.views.steps import call_step
from thongsuot.hotline.views.writing import listing

__all__ = ["call", "call_step", "correct", "find", "leader", "listing", "log"]
