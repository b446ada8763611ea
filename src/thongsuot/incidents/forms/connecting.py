"""How a monitoring system is to be connected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.incidents.forms.fields import Words
from thongsuot.incidents.models import Source

Kind = Source.Kind
PATHS = {
    "key": _("Mã nhận biết sự cố (đường dẫn, cách nhau bằng dấu cách)"),
    "state": _("Trạng thái"),
    "time": _("Thời điểm gửi"),
    "began": _("Thời điểm bắt đầu"),
    "title": _("Tiêu đề"),
    "site": _("Mã đơn vị ưu tiên"),
    "severity": _("Mức độ"),
    "alerts": _("Danh sách cảnh báo"),
}
HINTS = {"key": "/id", "state": "/state", "time": "/time", "site": "/site"}


class WiringForm(forms.Form):
    """A source: its name, how it speaks, which label names a site, and how its truth is asked for."""

    name = Words(label=_("Tên nguồn"), max_length=80)
    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    site_label = Words(
        label=_("Nhãn chứa mã đơn vị ưu tiên"), max_length=60, initial="site", help_text=_("Ví dụ site=bv-tinh.")
    )
    cause_labels = Words(
        label=_("Nhãn chứa nguyên nhân chung"), max_length=200, required=False, help_text=_("Cách nhau bằng dấu phẩy.")
    )
    silent_after = forms.IntegerField(
        label=_("Im lặng bao lâu thì thành sự cố, phút"),
        min_value=0,
        max_value=10080,
        initial=0,
        help_text=_("0: nguồn không cần gửi đều."),
    )
    api = forms.ChoiceField(label=_("Đối chiếu với"), choices=Source.Api.choices, required=False)
    api_url = forms.URLField(
        label=_("Địa chỉ để đối chiếu"),
        required=False,
        assume_scheme="http",
        help_text=_("Ví dụ http://10.0.0.5:9093; hệ thống hỏi lại sự cố nào còn, vì tin “đã hết” hay bị mất."),
    )
    zone = Words(label=_("Múi giờ của nguồn"), max_length=40, initial="Asia/Ho_Chi_Minh")
    sender = forms.EmailField(
        label=_("Địa chỉ gửi thư"), required=False, help_text=_("Chỉ nhận thư từ địa chỉ này, khi nguồn gửi thư.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in PATHS.items():
            widget = forms.TextInput(attrs={"placeholder": HINTS.get(name, ""), "spellcheck": "false"})
            self.fields[f"path_{name}"] = forms.CharField(label=label, required=False, max_length=200, widget=widget)

    def clean(self) -> dict[str, Any]:
        """A source that sends letters says from where."""
        told = super().clean() or {}
        if told.get("kind") == Kind.EMAIL and not told.get("sender") and "sender" not in self.errors:
            self.add_error("sender", _("Nguồn gửi thư cần địa chỉ gửi; chưa lưu gì."))
        return told

    def wiring(self) -> dict[str, Any]:
        """Return the wiring, its paths where the hook is a generic one."""
        told = dict(self.cleaned_data)
        paths = {name: told.pop(f"path_{name}").strip() for name in PATHS}
        causes = [label.strip() for label in told.pop("cause_labels").split(",")]
        mapping: dict[str, Any] = {name: path for name, path in paths.items() if path}
        if "key" in mapping:
            mapping["key"] = mapping["key"].split()
        return {
            **told,
            "api": told["api"] or Source.Api.ALERTMANAGER,
            "cause_labels": tuple(label[:60] for label in causes if label),
            "mapping": mapping if told["kind"] == Kind.GENERIC else {},
        }

    @property
    def usual(self) -> list[forms.BoundField]:
        """Return the fields that every source has."""
        return [self[name] for name in ("name", "kind", "site_label", "cause_labels", "silent_after")]

    @property
    def checking(self) -> list[forms.BoundField]:
        """Return the fields by which the truth is asked for."""
        return [self[name] for name in ("api", "api_url", "zone")]

    @property
    def other(self) -> list[forms.BoundField]:
        """Return the fields of mail and of a generic hook."""
        return [self[name] for name in ("sender", *(f"path_{name}" for name in PATHS))]
