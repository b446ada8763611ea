"""When somebody cannot be on duty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.duty.forms.seats import Moment
from thongsuot.organisations.models import Person


class LeaveForm(forms.Form):
    """From when until when; whoever keeps the roster also says who."""

    person = forms.ModelChoiceField(queryset=Person.objects.none(), label=_("Người nghỉ"))
    since = Moment(label=_("Nghỉ từ"))
    until = Moment(label=_("Đến"))

    def __init__(self, people: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if people is None:
            del self.fields["person"]
            return
        field: Any = self.fields["person"]
        field.queryset = people
