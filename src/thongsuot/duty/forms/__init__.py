"""What people type about duty."""

from thongsuot.duty.forms.files import SheetForm
from thongsuot.duty.forms.handing import EntryForm, HandForm, WordForm
from thongsuot.duty.forms.leaves import LeaveForm
from thongsuot.duty.forms.rosters import DraftForm, RostersFilter, next_week
from thongsuot.duty.forms.seats import ChangeForm, MoveForm, SeatForm
from thongsuot.duty.forms.settings import FitsForm, HoursForm, PositionsForm
from thongsuot.duty.forms.swaps import NowForm, OfferForm, RefuseForm, TakeForm

__all__ = [
    "ChangeForm",
    "DraftForm",
    "EntryForm",
    "FitsForm",
    "HandForm",
    "HoursForm",
    "LeaveForm",
    "MoveForm",
    "NowForm",
    "OfferForm",
    "PositionsForm",
    "RefuseForm",
    "RostersFilter",
    "SeatForm",
    "SheetForm",
    "TakeForm",
    "WordForm",
    "next_week",
]
