"""Fields that several forms of reports share: files within bounds, moments to the minute."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.files.models import LARGEST

MOST_FILES = 20
TOO_LARGE = _("Tệp “%(name)s” rỗng hoặc lớn hơn 25 MB nên chưa được nhận; phần đã nhập vẫn còn trên trang.")


class Scans(forms.ClearableFileInput):
    """A place for several files."""

    allow_multiple_selected = True


class ManyScans(forms.FileField):
    """Several files, each within bounds."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Look at every file for itself."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Mỗi lần gửi tối đa 20 tệp; chưa có tệp nào được lưu."))
        for upload in given:
            check_size(upload)
        return list(given)


def check_size(upload: Any) -> None:
    """Refuse a file that is empty or too large, before its bytes are looked at."""
    if not 0 < upload.size <= LARGEST:
        raise forms.ValidationError(TOO_LARGE, params={"name": upload.name})


class OneFile(forms.FileField):
    """One file within bounds."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Look at its size."""
        if data:
            check_size(data)
        return super().clean(data, initial)


class Moment(forms.DateTimeField):
    """A moment in Vietnam's time, to the minute."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **options)
