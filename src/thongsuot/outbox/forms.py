"""What a person writes about a message."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.outbox.models import CallOutcome, Channel


class CallForm(forms.Form):
    """What a telephone call came to."""

    outcome = forms.ChoiceField(label=_("Kết quả"), choices=CallOutcome.choices, widget=forms.RadioSelect)
    again_at = forms.DateTimeField(
        label=_("Hẹn gọi lại lúc"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the hour where one was agreed, and for none elsewhere."""
        told = super().clean() or {}
        if told.get("outcome") != CallOutcome.AGAIN:
            told["again_at"] = None
        elif told.get("again_at") is None and "again_at" not in self.errors:
            self.add_error("again_at", _("Hãy nhập giờ hẹn gọi lại; chưa ghi gì."))
        return told


class ReplyForm(forms.Form):
    """An answer to the person who wrote the message."""

    body = forms.CharField(label=_("Nội dung trả lời"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class TrialForm(forms.Form):
    """Which channel to try out."""

    channel = forms.ChoiceField(choices=[(way, way.label) for way in (Channel.EMAIL, Channel.SMS)])
