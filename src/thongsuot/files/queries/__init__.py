"""What is kept, what it really is, and how far long work has come."""

from thongsuot.files.queries.contents import Contents, Doubt, clean_name, inspect
from thongsuot.files.queries.files import Quarantined, content, headers, visible_to, why_apart
from thongsuot.files.queries.runs import about, open_runs, overdue, runs_visible_to, topic

__all__ = [
    "Contents",
    "Doubt",
    "Quarantined",
    "about",
    "clean_name",
    "content",
    "headers",
    "inspect",
    "open_runs",
    "overdue",
    "runs_visible_to",
    "topic",
    "visible_to",
    "why_apart",
]
