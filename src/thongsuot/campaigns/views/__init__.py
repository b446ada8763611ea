"""Pages of campaigns and of the operators' shares."""

from thongsuot.campaigns.views.handing import export, order, report, scan
from thongsuot.campaigns.views.listing import listing
from thongsuot.campaigns.views.numbers import bad_lines, bring_numbers
from thongsuot.campaigns.views.opening import campaign, share
from thongsuot.campaigns.views.requesting import ask
from thongsuot.campaigns.views.sharing import share_step
from thongsuot.campaigns.views.steps import campaign_step

__all__ = [
    "ask",
    "bad_lines",
    "bring_numbers",
    "campaign",
    "campaign_step",
    "export",
    "listing",
    "order",
    "report",
    "scan",
    "share",
    "share_step",
]
