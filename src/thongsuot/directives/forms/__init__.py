"""What people type into the pages of letters and duties."""

from thongsuot.directives.forms.amending import AmendForm
from thongsuot.directives.forms.answering import AnswerForm, PublishForm, ReplyForm
from thongsuot.directives.forms.board import UNDER_WAY, WORDS, BoardFilters
from thongsuot.directives.forms.chasing import BlankChaseForm, ChaseForm, LateEntry
from thongsuot.directives.forms.fields import (
    KINDS,
    RHYTHMS,
    Demanded,
    Filter,
    ManyFiles,
    ManyFilesInput,
    Moment,
    check_size,
    rhythm,
)
from thongsuot.directives.forms.handing import HandingForm
from thongsuot.directives.forms.invitations import CallerForm, CodeForm, ShortCodeForm
from thongsuot.directives.forms.letters import LetterForm, NoteForm, UrgencyForm
from thongsuot.directives.forms.minutes import MinutesForm
from thongsuot.directives.forms.orders import AddresseesForm, CorrectionForm, OrderForm, SignedForm
from thongsuot.directives.forms.review import NEAR, HeadForm, ProposalForm, SelectionForm
from thongsuot.directives.forms.work import HolderForm, RequestForm, StaffForm, StatementForm

__all__ = [
    "KINDS",
    "NEAR",
    "RHYTHMS",
    "UNDER_WAY",
    "WORDS",
    "AddresseesForm",
    "AmendForm",
    "AnswerForm",
    "BlankChaseForm",
    "BoardFilters",
    "CallerForm",
    "ChaseForm",
    "CodeForm",
    "CorrectionForm",
    "Demanded",
    "Filter",
    "HandingForm",
    "HeadForm",
    "HolderForm",
    "LateEntry",
    "LetterForm",
    "ManyFiles",
    "ManyFilesInput",
    "MinutesForm",
    "Moment",
    "NoteForm",
    "OrderForm",
    "ProposalForm",
    "PublishForm",
    "ReplyForm",
    "RequestForm",
    "SelectionForm",
    "ShortCodeForm",
    "SignedForm",
    "StaffForm",
    "StatementForm",
    "UrgencyForm",
    "check_size",
    "rhythm",
]
