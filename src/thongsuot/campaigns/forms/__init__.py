"""What people type about campaigns."""

from thongsuot.campaigns.forms.asking import REPEATS, RequestForm
from thongsuot.campaigns.forms.counting import TallyForm
from thongsuot.campaigns.forms.numbers import NumbersForm
from thongsuot.campaigns.forms.steps import (
    AcceptForm,
    ApproveForm,
    EstimateForm,
    PhoneForm,
    ReadingForm,
    ReasonForm,
)

__all__ = [
    "REPEATS",
    "AcceptForm",
    "ApproveForm",
    "EstimateForm",
    "NumbersForm",
    "PhoneForm",
    "ReadingForm",
    "ReasonForm",
    "RequestForm",
    "TallyForm",
]
