"""The papers of reports: what goes up, from the department and from an organisation."""

from thongsuot.reports.papers.enterprise import own, own_draft
from thongsuot.reports.papers.lines import SIDES, STATUS, WORDS
from thongsuot.reports.papers.parent import HEADER, for_parent, table
from thongsuot.reports.papers.upward import Dress, dress, figures_for_machines, upward

__all__ = [
    "HEADER",
    "SIDES",
    "STATUS",
    "WORDS",
    "Dress",
    "dress",
    "figures_for_machines",
    "for_parent",
    "own",
    "own_draft",
    "table",
    "upward",
]
