"""What people write into reports and into what goes up."""

from thongsuot.reports.forms.merging import MissingForm, decisions
from thongsuot.reports.forms.onepage import OnePageForm, version_field
from thongsuot.reports.forms.registering import BookForm, FilingForm, OtherPaperForm, PaperForm, SignedForm
from thongsuot.reports.forms.reporting import (
    PLAIN,
    SEND_BACK,
    STATES,
    RemarksForm,
    ReportForm,
    figures_field,
    narrative_field,
    paragraph_label,
)
from thongsuot.reports.forms.sending import (
    ApprovalForm,
    ArrivalForm,
    CheckForm,
    EntryForm,
    LookAgainForm,
    OnTimeForm,
    SealedForm,
    count_field,
)

__all__ = [
    "count_field",
    "SealedForm",
    "OnTimeForm",
    "LookAgainForm",
    "EntryForm",
    "CheckForm",
    "ArrivalForm",
    "ApprovalForm",
    "PLAIN",
    "SEND_BACK",
    "STATES",
    "BookForm",
    "FilingForm",
    "MissingForm",
    "OnePageForm",
    "OtherPaperForm",
    "PaperForm",
    "RemarksForm",
    "ReportForm",
    "SignedForm",
    "decisions",
    "figures_field",
    "narrative_field",
    "paragraph_label",
    "version_field",
]
