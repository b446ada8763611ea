"""What is typed at one step of a call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.hotline import queries
from thongsuot.hotline.forms.calls import FAILURES, LONGEST, Moment
from thongsuot.hotline.models import HotlineCall
from thongsuot.incidents.models import Incident
from thongsuot.organisations.models import Organisation, Person


class AnswerForm(forms.Form):
    """What was answered; when and by whom, where that was not now and not whoever writes."""

    answer = forms.CharField(label=_("Nội dung trả lời"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    answered_at = Moment(label=_("Trả lời lúc"), required=False, help_text=_("Để trống nếu vừa trả lời."))
    answered_by = forms.CharField(label=_("Người trả lời"), max_length=80, required=False)


class PromiseForm(forms.Form):
    """Until when somebody will call back; why, where calling back reached nobody."""

    call_back_at = Moment(label=_("Gọi lại lúc"))
    note = forms.CharField(label=_("Ghi chú"), max_length=200, required=False)


class NoteForm(forms.Form):
    """A reason, or a remark."""

    reason = forms.CharField(label=_("Lý do"), max_length=200)


class IncidentForm(forms.Form):
    """What failed, and who mends it."""

    failure = forms.ChoiceField(label=_("Loại sự cố"), choices=FAILURES)
    carrier = forms.ModelChoiceField(
        label=_("Doanh nghiệp khắc phục"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, person: Person, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["carrier"].queryset = queries.carriers(person, at)  # type: ignore[attr-defined]  # rows to choose
        if person.organisation.kind != Organisation.Kind.DEPARTMENT:
            self.fields["carrier"].required = False


class LinkForm(forms.Form):
    """The incident that a call is about."""

    incident = forms.ModelChoiceField(label=_("Sự cố đang mở"), queryset=Incident.objects.none(), empty_label=None)

    def __init__(self, person: Person, call: HotlineCall, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = queries.incidents_to_link(person, call, at)
        field: Any = self.fields["incident"]
        field.queryset = Incident.objects.filter(pk__in=[row.pk for row in near])
        field.choices = [(row.pk, str(row)) for row in near]
