"""What was ordered, to whom, by when."""

from thongsuot.directives.models.letters import Directive, Obligation, Paragraph, ReviewStep
from thongsuot.directives.models.work import Acknowledgement, Assignment, Declaration, Receipt

__all__ = [
    "Acknowledgement",
    "Assignment",
    "Declaration",
    "Directive",
    "Obligation",
    "Paragraph",
    "Receipt",
    "ReviewStep",
]
