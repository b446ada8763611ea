"""A list of contacts to bring, and what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.engines.tables import letter

MEANINGS = {
    "": _("Không lấy cột này"),
    "organisation": _("Tên đơn vị"),
    "short_name": _("Tên viết tắt của đơn vị"),
    "services": _("Dịch vụ của đơn vị"),
    "address": _("Địa chỉ của đơn vị"),
    "org_phone": _("Điện thoại cơ quan"),
    "org_email": _("Thư điện tử cơ quan"),
    "contact": _("Họ tên cán bộ đầu mối"),
    "leader": _("Họ tên lãnh đạo"),
    "duty": _("Họ tên trực ban"),
    "registry": _("Họ tên văn thư"),
    "title": _("Chức vụ"),
    "phone": _("Điện thoại của người"),
    "email": _("Thư điện tử của người"),
}


class ListForm(forms.Form):
    """A spreadsheet as the office keeps it."""

    file = forms.FileField(
        label=_("Bảng danh bạ (.xlsx hoặc .csv)"),
        help_text=_(
            "Tiêu đề không cần ở dòng đầu; ô gộp, “nt”, nhiều số trong một ô, TCVN3 và CP1258 đều đọc được. "
            "Tối đa 2.000 dòng."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "empty": _("Tệp không có nội dung nên chưa có gì được ghi nhận. Hãy chọn tệp có nội dung."),
            "required": _("Hãy chọn tệp danh bạ."),
        },
    )


class ColumnsForm(forms.Form):
    """One choice a column: what stands in it."""

    def __init__(self, columns: Sequence[str], *given: Any) -> None:
        super().__init__(*given)
        for place, meaning in enumerate(columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=gettext("Cột %(letter)s") % {"letter": letter(place)},
                choices=list(MEANINGS.items()),
                initial=meaning,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse columns among which no organisation is named and none parts the list."""
        told = super().clean() or {}
        self.columns = [str(told.get(name, "")) for name in self.fields]
        if not any(self.columns):
            raise forms.ValidationError(_("Hãy chọn ý nghĩa của ít nhất một cột; chưa có gì thay đổi."))
        return told
