"""Pages of letters, the control room and the assignments."""

from thongsuot.directives.views.assignments import assignment, assignment_step
from thongsuot.directives.views.board import board, matrix
from thongsuot.directives.views.home import home
from thongsuot.directives.views.letters import close, directive, issue, listing, original, upload, withdraw
from thongsuot.directives.views.receipts import acknowledge, briefing, open_briefing
from thongsuot.directives.views.review import review, review_step

__all__ = [
    "acknowledge",
    "assignment",
    "assignment_step",
    "board",
    "briefing",
    "close",
    "directive",
    "home",
    "issue",
    "listing",
    "matrix",
    "open_briefing",
    "original",
    "review",
    "review_step",
    "upload",
    "withdraw",
]
