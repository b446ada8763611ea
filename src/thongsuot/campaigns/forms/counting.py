"""A count by hand or as a file: JSON with the six names, or CSV with a head and one line."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.campaigns import queries

LARGEST = 64 * 1024
NAMES = (*queries.FIGURES, "log_sha256")
UNREADABLE = _("Không đọc được tệp số liệu; tệp cần đủ các trường %(names)s. Chưa lưu gì.")


class TallyForm(forms.Form):
    """Six numbers and the SHA-256 of the log; a file says them all."""

    file = forms.FileField(
        label=_("Tệp số liệu (JSON hoặc CSV)"),
        required=False,
        help_text=_("Khi chọn tệp, các ô bên dưới không cần nhập."),
    )
    log_sha256 = forms.CharField(label=_("SHA-256 của nhật ký gửi"), max_length=64, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in queries.FIGURES.items():
            self.fields[name] = forms.IntegerField(label=_capital(label), min_value=0)
        self.order_fields(["file", *NAMES])
        for name in NAMES:
            self.fields[name].required = "file" not in self.files  # a file says them all

    def clean(self) -> dict[str, Any]:
        """Read the file where there is one."""
        told = super().clean() or {}
        self.data_in: bytes | None = None
        if upload := told.get("file"):
            if upload.size > LARGEST:
                raise forms.ValidationError(_("Tệp số liệu lớn hơn 64 KB; chưa lưu gì."))
            self.data_in = upload.read()
            told |= read(self.data_in)
        told["log_sha256"] = str(told.get("log_sha256") or "").strip().lower()
        return told


def _capital(label: str) -> str:
    said = gettext(label)
    return said[:1].upper() + said[1:]


def read(data: bytes) -> dict[str, Any]:
    """Read what an operator's platform wrote; nothing but whole numbers counts."""
    try:
        text = data.decode("utf-8-sig")
        row = json.loads(text) if text.lstrip().startswith("{") else _line(text)
        told: dict[str, Any] = {name: _whole(row[name]) for name in queries.FIGURES}
        told["log_sha256"] = str(row["log_sha256"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise forms.ValidationError(UNREADABLE, params={"names": ", ".join(NAMES)}) from error
    return told


def _line(text: str) -> dict[str, str]:
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    if len(rows) != 1:
        raise ValueError(len(rows))
    return rows[0]


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(value)
    return int(value)
