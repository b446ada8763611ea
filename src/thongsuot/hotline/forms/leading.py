"""A leader took a call on a telephone of their own: nothing need be typed at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

AGO = [("0", _("Vừa xong")), ("15", _("15 phút trước")), ("30", _("30 phút trước")), ("60", _("1 giờ trước"))]


class LeaderForm(forms.Form):
    """What a leader may add with the thumb."""

    ago = forms.ChoiceField(
        label=_("Nhận điện lúc"), choices=AGO, initial="0", required=False, widget=forms.RadioSelect
    )
    caller = forms.CharField(label=_("Người gọi"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Số điện thoại"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    what = forms.CharField(
        label=_("Nội dung"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4

    def called_at(self, at: datetime) -> datetime:
        """Return when the telephone rang."""
        return at - timedelta(minutes=int(self.cleaned_data["ago"] or 0))
