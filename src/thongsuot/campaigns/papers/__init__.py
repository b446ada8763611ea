"""The papers of campaigns: an operator's order, and what a campaign came to."""

from thongsuot.campaigns.papers.ordering import key_file, order_file, order_paper, signature_file
from thongsuot.campaigns.papers.reporting import HEADER, report, table

__all__ = ["HEADER", "key_file", "order_file", "order_paper", "report", "signature_file", "table"]
