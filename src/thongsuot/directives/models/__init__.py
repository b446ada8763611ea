"""What was ordered, to whom, by when."""

from thongsuot.directives.models.amending import Amendment
from thongsuot.directives.models.answers import Answer, AnswerKind, Clarification, Decision
from thongsuot.directives.models.chasing import Chase, ReservePack
from thongsuot.directives.models.invitations import Code, Invitation, Pace, Proof
from thongsuot.directives.models.letters import Directive, Obligation, Paragraph, ReviewStep
from thongsuot.directives.models.pages import Page
from thongsuot.directives.models.work import Acknowledgement, Assignment, Declaration, Receipt

__all__ = [
    "Acknowledgement",
    "Amendment",
    "Answer",
    "AnswerKind",
    "Assignment",
    "Chase",
    "Clarification",
    "Code",
    "Decision",
    "Declaration",
    "Directive",
    "Invitation",
    "Obligation",
    "Pace",
    "Page",
    "Paragraph",
    "Proof",
    "Receipt",
    "ReservePack",
    "ReviewStep",
]
