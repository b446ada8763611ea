"""A letter as it comes in, and why something is done to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.forms.fields import Filter, check_size
from thongsuot.directives.models import Directive


class LetterForm(forms.Form):
    """A letter as a file, or its text pasted."""

    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "TXT, DOCX, PDF hoặc bản quét (PDF, TIFF, JPEG, PNG), không quá 25 MB. "
            "Chữ của bản quét được nhận dạng tự động và cần đối chiếu với ảnh."
        ),
    )
    text = forms.CharField(
        label=_("Hoặc dán toàn văn"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Chép nguyên văn, kể cả phần nơi nhận và chữ ký; hệ thống không sửa câu chữ."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        told = super().clean() or {}
        check_size(told.get("file"))
        if not told.get("file") and not (told.get("text") or "").strip():
            raise forms.ValidationError(_("Hãy chọn một tệp hoặc dán toàn văn; chưa có gì được ghi nhận."))
        if told.get("file") and (told.get("text") or "").strip():
            raise forms.ValidationError(_("Hãy chỉ chọn tệp hoặc chỉ dán toàn văn, không dùng cả hai cùng lúc."))
        return told


class UrgencyForm(forms.Form):
    """The mark of urgency, where it was not read or not rightly."""

    urgency = Filter(label=_("Độ khẩn"), choices=[("", _("Không")), *Directive.Urgency.choices], required=False)


class NoteForm(forms.Form):
    """Why something is done that others will ask about."""

    note = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
