"""Which positions are filled by how many, at which hours, and by whom."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from thongsuot.duty.models import Position
from thongsuot.organisations.models import Person

MOST = 20
WHOLE_DAY = 24 * 60


class PositionsForm(forms.Form):
    """How many are needed in each position at the same time."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for kind in Position.Kind:
            self.fields[kind] = forms.IntegerField(label=kind.label, min_value=0, max_value=MOST)


class HoursForm(forms.Form):
    """A shift that comes again on days of the week; an end before the begin is on the next day."""

    name = forms.CharField(label=_("Tên ca"), max_length=40)
    begins = forms.TimeField(label=_("Bắt đầu"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(
        label=_("Kết thúc"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Giờ kết thúc không sau giờ bắt đầu thì tính sang ngày hôm sau."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Các ngày"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=list(WEEKDAYS),
        error_messages={"required": _("Hãy chọn ít nhất một ngày trong tuần.")},
    )
    kinds = forms.MultipleChoiceField(
        label=_("Vị trí trực theo ca này"),
        choices=Position.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=list(Position.Kind.values),
        error_messages={"required": _("Hãy chọn ít nhất một vị trí trực.")},
    )
    night = forms.BooleanField(label=_("Ca đêm (tính riêng khi chia đều)"), required=False)

    def clean_kinds(self) -> list[str]:
        """Return the positions that were chosen; none where it is all of them, and any that is filled later."""
        chosen: list[str] = self.cleaned_data["kinds"]
        return [] if set(chosen) == set(Position.Kind.values) else chosen

    def minutes(self) -> int:
        """Return how long the shift lasts."""
        begins, ends = _minute(self.cleaned_data["begins"]), _minute(self.cleaned_data["ends"])
        return (ends - begins) % WHOLE_DAY or WHOLE_DAY


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


class FitsForm(forms.Form):
    """Who may stand in one position."""

    people = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, position: Position, people: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{**named, "prefix": f"vi-tri-{position.pk}"})
        field: Any = self.fields["people"]
        field.queryset, field.label = people, str(position)
