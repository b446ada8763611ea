"""An operator's list of subscribers as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.files.models import LARGEST

MOST = LARGEST - 512 * 1024  # the sandbox takes no more, and is told the areas too


class NumbersForm(forms.Form):
    """A CSV that this computer sends."""

    file = forms.FileField(
        label=_("Tệp số thuê bao (CSV)"),
        help_text=_(
            "Các cột so_thue_bao, khu_vuc_dang_ky, khu_vuc_hien_dien; hoặc chỉ một cột số đã lọc theo khu vực. "
            "Không quá 25 MB; tệp lớn hơn đọc bằng lệnh thongsuot numbers trên máy chủ. Tệp không được lưu lại."
        ),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST:
            raise forms.ValidationError(
                _("Tệp lớn hơn 25 MB nên chưa được đọc. Hãy dùng lệnh thongsuot numbers, hoặc bỏ các cột không cần.")
            )
        return upload
