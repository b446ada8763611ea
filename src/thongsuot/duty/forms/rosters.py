"""From which day to which day a roster goes, and which rosters to list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.duty.models import Hours
from thongsuot.organisations.models import Organisation

DAY = timedelta(days=1)


class DayField(forms.DateField):
    """A day, chosen from a calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class DraftForm(forms.Form):
    """The days of a new roster; its name may be left to us."""

    first = DayField(label=gettext_lazy("Từ ngày"))
    last = DayField(label=gettext_lazy("Đến hết ngày"))
    title = forms.CharField(
        label=gettext_lazy("Tên lịch trực"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Để trống thì đặt theo ngày."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the begin, and give a roster without a name one."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", _("Ngày cuối phải từ ngày đầu trở đi; chưa lưu gì."))
        elif first and last and not told.get("title", "").strip():
            days = {"first": f"{first:%d/%m}", "last": f"{last:%d/%m/%Y}"}
            told["title"] = _("Lịch trực từ %(first)s đến %(last)s") % days
        return told

    def span(self, hours: Iterable[Hours]) -> tuple[datetime, datetime]:
        """Return from when until when: from the day's first shift to that of the day after the last."""
        begin = min((row.begins for row in hours), default=time())
        zone = get_default_timezone()
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return datetime.combine(first, begin, tzinfo=zone), datetime.combine(last + DAY, begin, tzinfo=zone)


class RostersFilter(forms.Form):
    """Whose rosters to list; a word that nobody offers narrows nothing."""

    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=gettext_lazy("Đơn vị"),
        required=False,
        empty_label=gettext_lazy("Tất cả"),
    )

    def __init__(self, organisations: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["organisation"]
        field.queryset = organisations

    def wanted(self) -> Organisation | None:
        """Return the organisation that was asked for."""
        self.is_valid()
        return self.cleaned_data.get("organisation")


def next_week(after: date) -> tuple[date, date]:
    """Return the first whole week, Monday to Sunday, that begins on a day or behind it."""
    monday = after + timedelta(days=-after.weekday() % 7)
    return monday, monday + 6 * DAY
