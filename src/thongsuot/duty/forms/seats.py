"""Who gets a seat of a roster, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.duty.queries import Candidate
from thongsuot.organisations.models import Person


class Moment(forms.DateTimeField):
    """A moment in Vietnam's time, to the minute."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **options)


class People(forms.ModelChoiceField):  # type: ignore[type-arg]  # the class takes no argument at run time
    """Choose somebody, knowing how many shifts each has."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Person.objects.none(), **options)
        self.had: dict[int, int] = {}

    def label_from_instance(self, obj: Any) -> str:
        """Return the name and the shifts that the person has in this roster."""
        return _("%(who)s (%(shifts)s ca)") % {"who": obj, "shifts": self.had.get(obj.pk, 0)}


class SeatForm(forms.Form):
    """Who stands in a seat of a draft; nobody is a choice too."""

    person = People(label=gettext_lazy("Người trực"), required=False)

    def __init__(self, people: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["person"]
        field.queryset = people


class ChangeForm(forms.Form):
    """Who takes a shift in force, and why it changes hands."""

    person = People(
        label=gettext_lazy("Người trực mới"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn người trực mới.")},
        empty_label=None,
    )
    why = forms.CharField(
        label=gettext_lazy("Lý do đổi"),
        max_length=200,
        error_messages={"required": gettext_lazy("Cần nêu lý do đổi.")},
    )

    def __init__(self, people: Sequence[Candidate], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["person"]
        field.queryset = Person.objects.filter(pk__in=[one.person.pk for one in people]).order_by("sort_key", "pk")
        field.had = {one.person.pk: one.shifts for one in people}


class MoveForm(forms.Form):
    """When a shift in force begins and ends instead, and why."""

    starts_at = Moment(label=gettext_lazy("Bắt đầu lúc"))
    until = Moment(label=gettext_lazy("Kết thúc lúc"))
    why = forms.CharField(label=gettext_lazy("Lý do dời giờ"), max_length=200)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{**named, "auto_id": "move_%s"})  # it stands beside the other form
