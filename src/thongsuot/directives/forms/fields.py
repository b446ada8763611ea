"""Fields that several forms share, and what choices are called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.files.models import LARGEST
from thongsuot.ledger import kinds

MOST_FILES = 20
KINDS = [(kind.code, _(kind.title)) for kind in kinds.KINDS.values()]
RHYTHMS: dict[str, str | Promise] = {
    "": _("Không lặp lại"),
    "FREQ=DAILY": _("Hằng ngày"),
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR": _("Hằng ngày làm việc"),
    "FREQ=WEEKLY": _("Hằng tuần"),
    "FREQ=MONTHLY": _("Hằng tháng"),
    "FREQ=YEARLY": _("Hằng năm"),
}
LATER = _("Chỉ nhập khi ghi lại từ giấy hoặc từ cuộc gọi trước đó; hệ thống ghi kèm chữ “ghi sau”.")
TOO_LARGE = _(
    "Tệp “%(name)s” lớn hơn 25 MB nên chưa được nhận. Hãy giảm độ phân giải bản quét hoặc tách tệp rồi gửi lại."
)


def rhythm(rule: str) -> str | Promise:
    """Return how a recurrence is called."""
    return next((word for known, word in reversed(RHYTHMS.items()) if rule.startswith(known)), rule)


class Filter(forms.ChoiceField):
    """A choice among others, of which "all" is one: nothing chosen is no error, and nothing to be remarked upon."""

    def validate(self, value: Any) -> None:
        """Check only what was chosen."""
        if value:
            super().validate(value)


class Demanded(forms.IntegerField):
    """A figure without which the duty is not done, but which may come later."""

    def validate(self, value: Any) -> None:
        """Accept that it is not there yet."""


class Moment(forms.DateTimeField):
    """A moment in Vietnam's time, to the minute."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **options)


class ManyFilesInput(forms.ClearableFileInput):
    """A place for several files."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files, each within bounds."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Check every file for itself."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Mỗi lần gửi tối đa 20 tệp; chưa có tệp nào được lưu."))
        for upload in given:
            check_size(upload)
            super().clean(upload, initial)
        return list(given)


def check_size(upload: Any) -> None:
    """Refuse a file that is too large, before its bytes are looked at."""
    if upload is not None and upload.size > LARGEST:
        raise forms.ValidationError(TOO_LARGE, params={"name": upload.name})
