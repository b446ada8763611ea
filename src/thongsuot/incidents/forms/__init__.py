"""What people type about incidents, sources and what leaves the enterprise."""

from thongsuot.incidents.forms.agreeing import TargetForm, TermsForm
from thongsuot.incidents.forms.connecting import WiringForm
from thongsuot.incidents.forms.filtering import BoardFilter
from thongsuot.incidents.forms.reporting import ReportForm, SiteReportForm
from thongsuot.incidents.forms.steps import (
    AttachForm,
    ConfirmForm,
    ExpectForm,
    FoldForm,
    MendForm,
    NoteForm,
    OverrideForm,
    ReasonForm,
    ReviewForm,
    TaskForm,
)

__all__ = [
    "AttachForm",
    "BoardFilter",
    "ConfirmForm",
    "ExpectForm",
    "FoldForm",
    "MendForm",
    "NoteForm",
    "OverrideForm",
    "ReasonForm",
    "ReportForm",
    "ReviewForm",
    "SiteReportForm",
    "TargetForm",
    "TaskForm",
    "TermsForm",
    "WiringForm",
]
