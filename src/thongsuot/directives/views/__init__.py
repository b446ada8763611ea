"""Pages of letters, the control room and the assignments."""

from thongsuot.directives.views.amending import compare
from thongsuot.directives.views.answering import answer, answer_step, answers, ask
from thongsuot.directives.views.assignments import assignment, assignment_step
from thongsuot.directives.views.board import board, matrix
from thongsuot.directives.views.chasing import acknowledge_for, chase, chasing, reminder_letters
from thongsuot.directives.views.correcting import add_addressees, correct
from thongsuot.directives.views.guest_answering import guest_answers
from thongsuot.directives.views.guests import acknowledge_as_guest, ask_code, code, guest, short_code
from thongsuot.directives.views.handing import handing
from thongsuot.directives.views.home import home
from thongsuot.directives.views.invitations import (
    admit_by_call,
    call_back,
    invitation,
    invitations,
    print_invitations,
    renew_invitation,
)
from thongsuot.directives.views.letters import (
    close,
    directive,
    issue,
    listing,
    mark_urgency,
    original,
    upload,
    withdraw,
)
from thongsuot.directives.views.minutes import minutes
from thongsuot.directives.views.orders import as_last_time, note_order, tie
from thongsuot.directives.views.promises import fulfil
from thongsuot.directives.views.receipts import acknowledge, briefing, open_briefing
from thongsuot.directives.views.reserve import reserve
from thongsuot.directives.views.review import review
from thongsuot.directives.views.review_steps import review_step
from thongsuot.directives.views.scanning import page_picture

__all__ = [
    "acknowledge",
    "acknowledge_as_guest",
    "acknowledge_for",
    "add_addressees",
    "admit_by_call",
    "answer",
    "answer_step",
    "answers",
    "as_last_time",
    "ask",
    "ask_code",
    "assignment",
    "assignment_step",
    "board",
    "briefing",
    "call_back",
    "chase",
    "chasing",
    "close",
    "code",
    "compare",
    "correct",
    "directive",
    "fulfil",
    "guest",
    "guest_answers",
    "handing",
    "home",
    "invitation",
    "invitations",
    "issue",
    "listing",
    "mark_urgency",
    "matrix",
    "minutes",
    "note_order",
    "open_briefing",
    "original",
    "page_picture",
    "print_invitations",
    "reminder_letters",
    "renew_invitation",
    "reserve",
    "review",
    "review_step",
    "short_code",
    "tie",
    "upload",
    "withdraw",
]
