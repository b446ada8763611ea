"""What failed and where, as a person writes it down: at the desk, or at the site with two taps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thongsuot.incidents.forms.fields import Moment, Words
from thongsuot.incidents.models import Incident
from thongsuot.organisations.models import Organisation, Site
from thongsuot.organisations.queries import in_force

Failure = Incident.Failure
FAILURES = [choice for choice in Failure.choices if choice[0] != Failure.SILENT]  # that one only a tool notices
AT_SITE = (Failure.LINE, Failure.QUALITY, Failure.SERVICE, Failure.DEVICE, Failure.POWER, Failure.OTHER)
NOWHERE = _("Hãy chọn đơn vị ưu tiên hoặc ghi địa điểm; chưa lưu gì.")
ELSEWHERE = _("Khi không thuộc danh sách ưu tiên.")
AHEAD = _("Thời điểm này chưa đến; chưa lưu gì. Hãy kiểm tra lại ngày, giờ.")


class ReportForm(forms.Form):
    """An incident as it is written down by hand, with its own time."""

    organisation = forms.ModelChoiceField(label=_("Doanh nghiệp khắc phục"), queryset=Organisation.objects.none())
    failure = forms.ChoiceField(label=_("Loại sự cố"), choices=FAILURES)
    site = forms.ModelChoiceField(
        label=_("Đơn vị, khu vực ưu tiên"),
        queryset=Site.objects.none(),
        required=False,
        empty_label=_("Không thuộc danh sách"),
    )
    place = Words(
        label=_("Địa điểm"), max_length=200, required=False, help_text=_("Khi không thuộc danh sách ưu tiên.")
    )
    starts_at = Moment(label=_("Xảy ra lúc"), help_text=_("Nhập sau 15 phút thì được đánh dấu “ghi sau”."))
    words = Words(label=_("Nội dung"), max_length=2000, required=False, rows=3)

    def __init__(self, offices: QuerySet[Organisation], at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["organisation"].queryset = offices  # type: ignore[attr-defined]  # a choice among rows
        sites = Site.objects.filter(in_force(at)).select_related("organisation").order_by("sort_key", "pk")
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]  # a choice among rows

    def clean_starts_at(self) -> datetime:
        """Refuse what has not happened yet."""
        told: datetime = self.cleaned_data["starts_at"]
        if told > self.at:
            raise forms.ValidationError(AHEAD)
        return told

    def clean(self) -> dict[str, Any]:
        """Ask for a site or a place."""
        told = super().clean() or {}
        if not told.get("site") and not told.get("place") and "place" not in self.errors:
            self.add_error("place", NOWHERE)
        return told


class SiteReportForm(forms.Form):
    """What a site's own people report: choose what failed, and send."""

    organisation = forms.ModelChoiceField(
        label=_("Đường truyền của"), queryset=Organisation.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    failure = forms.ChoiceField(
        label=_("Hỏng gì"), choices=[(one.value, one.label) for one in AT_SITE], widget=forms.RadioSelect
    )
    words = Words(label=_("Ghi thêm"), max_length=500, required=False)

    def __init__(self, menders: QuerySet[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = menders
        field.label_from_instance = _short
        self.fields["failure"].widget.attrs["required"] = True


def _short(office: Organisation) -> str:
    return office.short_name
