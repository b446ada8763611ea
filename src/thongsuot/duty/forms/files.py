"""A sheet or a calendar that a roster is filled from."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SheetForm(forms.Form):
    """A file as the office keeps it."""

    file = forms.FileField(
        label=_("Lịch trực cũ (.xlsx, .csv hoặc .ics)"),
        help_text=_(
            "Bảng: mỗi dòng một ngày, mỗi cột một vị trí của một ca. Lịch (.ics): tên sự kiện nêu vị trí trực. "
            "Lịch của tuần khác được dời theo tuần. Tệp không được lưu lại."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.ics"}),
        error_messages={
            "empty": _("Tệp không có nội dung nên chưa có gì được nhận. Hãy chọn tệp có nội dung."),
            "required": _("Hãy chọn tệp lịch trực."),
        },
    )
