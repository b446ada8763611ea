"""Fields that several forms of incidents have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

UNSEEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]"
SEEN = RegexValidator(
    UNSEEN, _("Có ký tự điều khiển không nhìn thấy; chưa lưu gì. Hãy xóa và gõ lại."), inverse_match=True
)


class Words(forms.CharField):
    """A line of text, or with `rows` several, without what cannot be seen."""

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        if rows:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(validators=[SEEN], **options)


class Moment(forms.DateTimeField):
    """A moment in Vietnam's time, to the minute."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **options)
