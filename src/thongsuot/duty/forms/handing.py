"""What one hands on to the next, and what is written into the log."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.duty.forms.seats import Moment

LONGEST = 4000  # characters, as the log takes them


class HandForm(forms.Form):
    """What whoever goes wants the other to know."""

    notes = forms.CharField(
        label=_("Ghi chú bàn giao"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Việc đang chờ ai, hẹn lúc nào, điều người nhận ca cần biết."),
    )


class WordForm(forms.Form):
    """When somebody said by word of mouth that the shift is taken over."""

    said_at = Moment(label=_("Nhận ca lúc"))


class EntryForm(forms.Form):
    """A line of the log; what happened a while ago has its own time."""

    text = forms.CharField(label=_("Nội dung"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    happened_at = Moment(
        label=_("Xảy ra lúc"),
        required=False,
        help_text=_("Để trống nếu vừa xảy ra. Việc đã ghi ra giấy thì nhập đúng giờ trên giấy; sổ sẽ đề “ghi sau”."),
    )
