"""What a person writes about a message."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.outbox.models import CallOutcome


class CallForm(forms.Form):
    """What a telephone call came to."""

    outcome = forms.ChoiceField(label=_("Kết quả"), choices=CallOutcome.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)


class ReplyForm(forms.Form):
    """An answer to the person who wrote the message."""

    body = forms.CharField(label=_("Nội dung trả lời"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
