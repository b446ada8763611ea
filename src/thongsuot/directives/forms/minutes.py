"""What the minutes of a briefing say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.forms.fields import LATER, ManyFiles, ManyFilesInput, Moment


class MinutesForm(forms.Form):
    """How many signed of how many, with the minutes and the signed list."""

    acknowledged = forms.IntegerField(
        label=_("Người đã ký tên"), min_value=0, max_value=10**6, widget=forms.NumberInput({"inputmode": "numeric"})
    )
    staff = forms.IntegerField(
        label=_("Tổng số người lao động"),
        min_value=1,
        max_value=10**6,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    uploads = ManyFiles(
        label=_("Biên bản và danh sách ký tên"),
        widget=ManyFilesInput(attrs={"multiple": True}),
        help_text=_("Bản quét hoặc ảnh chụp; có thể chọn nhiều tệp, mỗi tệp không quá 25 MB."),
    )
    words = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    held_at = Moment(label=_("Tổ chức lúc"), required=False, help_text=LATER)

    def clean_uploads(self) -> list[Any]:
        """Ask for the minutes: a figure without them is only a word."""
        uploads: list[Any] = self.cleaned_data["uploads"]
        if not uploads:
            raise forms.ValidationError(gettext("Hãy đính kèm biên bản và danh sách ký tên; chưa có gì được ghi."))
        return uploads

    def clean(self) -> dict[str, Any]:
        """Refuse more signatures than people."""
        told = super().clean() or {}
        signed, staff = told.get("acknowledged"), told.get("staff")
        if signed is not None and staff is not None and signed > staff:
            self.add_error("acknowledged", gettext("Số người ký tên không lớn hơn tổng số người lao động."))
        return told
