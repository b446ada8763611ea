"""Who asks to be relieved of which shift, who takes it, and what comes back for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.duty import queries
from thongsuot.duty.models import Shift
from thongsuot.organisations.models import Person

NO_REASON = _("Cần nêu lý do.")


class Shifts(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes none at run time
    """Choose one of some shifts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Shift.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        """Return when the shift is, where, and whose."""
        return queries.swap_line(obj)


class OfferForm(forms.Form):
    """Which of one's own shifts somebody else should take, and why."""

    shift = Shifts(label=_("Ca cần người trực thay"), empty_label=None)
    why = forms.CharField(label=_("Lý do"), max_length=200, required=False)

    def __init__(self, shifts: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["shift"]
        field.queryset = shifts


class TakeForm(forms.Form):
    """Which of one's own shifts one gives back for it, if any."""

    exchange = Shifts(label=_("Đổi lại ca của tôi"), required=False, empty_label=_("Không đổi lại ca nào"))

    def __init__(self, shifts: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["exchange"]
        field.queryset = shifts


class RefuseForm(forms.Form):
    """Why a swap is not to be."""

    why = forms.CharField(label=_("Lý do"), max_length=200, error_messages={"required": NO_REASON})


class NowForm(forms.Form):
    """A swap as somebody who keeps the roster does it for both, by what they said."""

    shift = Shifts(label=_("Ca trực"), empty_label=None)
    taker = forms.ModelChoiceField(label=_("Người trực thay"), queryset=Person.objects.none(), empty_label=None)
    exchange = Shifts(label=_("Đổi lại ca của người trực thay"), required=False, empty_label=_("Không đổi lại ca nào"))
    why = forms.CharField(label=_("Lý do"), max_length=200, required=False)
    even_so = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, shifts: Any, people: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, rows in (("shift", shifts), ("exchange", shifts), ("taker", people)):
            field: Any = self.fields[name]
            field.queryset = rows
