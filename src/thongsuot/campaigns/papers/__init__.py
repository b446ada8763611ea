"""The papers of campaigns: an operator's order, and what a campaign came to."""

from thongsuot.campaigns.papers.ordering import order_file, order_paper
from thongsuot.campaigns.papers.reporting import HEADER, report, table

__all__ = ["HEADER", "order_file", "order_paper", "report", "table"]
